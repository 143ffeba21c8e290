// Plain text by mailparser: its links, and the text as HTML. A bundle of its own, loaded when a text is first read.

import { setImmediate as otherWork } from 'node:timers/promises';

import { domainToASCII } from 'node:url';

import { MailParser, simpleParser } from 'mailparser';
import type { FoundLink, MailAddress } from 'mailparser';

import type { TextLink, TextReader } from './textReader.ts';

export const mailparserReader: TextReader = {
  async linksOf(texts) {
    const parser = new Reader();
    const found: (readonly TextLink[])[] = [];
    let length = 0;
    for (const text of texts) {
      const links: TextLink[] = [];
      for (const [from, to] of slices(text)) {
        length += to - from;
        if (length > SLICE) {
          length = to - from;
          await otherWork();
        }
        for (const { index, lastIndex, url } of parser.findLinks(text.slice(from, to))) {
          links.push({ from: from + index, to: from + lastIndex, target: url });
        }
      }
      found.push(links);
    }
    return found;
  },

  htmlOf(text) {
    return text.length > LONGEST_HTML ? undefined : new Reader().textToHtml(text);
  },

  async otherSenders(header, known) {
    const mail = await simpleParser(`${header.trimEnd()}\r\n\r\n`).catch(() => undefined);
    const found = (mail?.from?.value ?? []).flatMap(addressesOf).filter((address) => ADDRESS.test(address));
    const ours = new Set(known.map(comparable));
    return [...new Set(found)].filter((address) => !ours.has(comparable(address)));
  },
};

class Reader extends MailParser {
  override findLinks(text: string): readonly FoundLink[] {
    return super.findLinks(text).filter(leadsSomewhere);
  }
}

function addressesOf({ address = '', group }: MailAddress): readonly string[] {
  // A group stands in no other.
  return group ? group.map((member) => member.address ?? '') : [address];
}

/** Domains may be in Unicode, local parts in quotes. */
function comparable(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at).replaceAll('"', '')}@${domainToASCII(domain) || domain}`.toLowerCase();
}

/** Mentions of people are no links to a service that the message does not name, nor are files that look like hosts. */
function leadsSomewhere({ url, schema, text }: FoundLink): boolean {
  if (schema === '@' || !/^(?:https?|mailto):/i.test(url)) return false;
  return schema !== '' || text.includes('@') || !FILE.test(text);
}

/** Pieces that are searched at once; a link holds no white space, so none is cut. */
function* slices(text: string): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + SLICE, text.length);
    if (to < text.length) {
      const space = Math.max(text.lastIndexOf(' ', to), text.lastIndexOf('\n', to));
      if (space > from) to = space;
    }
    yield [from, to];
    from = to;
  }
}

/** What other pieces of a field come to be taken for is no address. */
const ADDRESS = /^[^\s()<>,;:"@]+@[^\s()<>,;:"@]+$/;
/** Names of files whose ending is a top-level domain as well. */
const FILE = /^[^/]*\.(?:md|mk|mov|pl|ps|py|rs|sh|so|zip)$/i;
/** UTF-16 units that are searched before other work has its turn: some 50 ms at worst. */
const SLICE = 16 * 1024;
/** UTF-16 units; it is made in one piece. */
const LONGEST_HTML = 256 * 1024;
