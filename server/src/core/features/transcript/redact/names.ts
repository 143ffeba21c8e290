// Finds addresses, hosts and addresses of the network in the words of a session.

import type { TextRange } from '../../../text/range.ts';
import type { Placeholders } from '../../../transcript/secrets/placeholders.ts';

/** What of the names in a text is to be replaced. */
export interface NameOptions {
  readonly addresses: boolean;
  readonly hosts: boolean;
  /** Whether what is inserted is fitted to what it replaces. */
  readonly fixed?: boolean;
}

/** The replacements in a text, in order, without overlap. */
export function nameEdits(
  text: string,
  { addresses, hosts, fixed = false }: NameOptions,
  placeholders: Placeholders,
): (TextRange & { insert: string })[] {
  const found: Name[] = [];
  const add = (from: number, old: string, name: () => string): void => {
    found.push({ from, to: from + old.length, name });
  };
  if (addresses) {
    for (const match of text.matchAll(ENVELOPE)) {
      const [whole, name, local = '', host = ''] = match;
      const end = match.index + whole.length;
      if (name !== undefined) add(match.index + 2, name, () => placeholders.user(local, fixed));
      add(end - 5 - host.length - local.length, local, () => placeholders.user(local, fixed));
      add(end - 2 - host.length, host, () => placeholders.host(host));
    }
    for (const { index, 0: address } of text.matchAll(ADDRESS)) {
      add(index, address, () => placeholders.user(address, fixed));
    }
  }
  if (hosts) {
    // An address's host is a host too, whoever's the rest is.
    for (const match of text.matchAll(HOST)) {
      // `250-mx.example`: the code of a reply is no part of the name.
      const code = match.index === 0 ? (REPLY_CODE.exec(match[0])?.[0].length ?? 0) : 0;
      const name = match[0].slice(code);
      if (!NO_HOST.test(name)) add(match.index + code, name, () => placeholders.host(name));
    }
    for (const { index, 0: address } of text.matchAll(IP)) {
      if (isAddress(address)) add(index, address, () => placeholders.ip(address));
    }
  }
  let end = 0;
  // Of two that start at one place the first one found says more.
  return found
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to, name }) => {
      if (from < end) return [];
      end = to;
      const insert = name();
      return insert === text.slice(from, to) ? [] : [{ from, to, insert }];
    });
}

interface Name extends TextRange {
  /** Made where it is used: placeholders are numbered. */
  readonly name: () => string;
}

function isAddress(text: string): boolean {
  if (!text.includes(':')) return text.split('.').every((number) => Number(number) < 256);
  return text.includes('::') || text.split(':').length === 8;
}

/** RFC 9051 7.5.2: name, route, local part, host. */
const ENVELOPE = /\((?:NIL|"((?:[^"\\]|\\[^])*)") (?:NIL|"[^"]*") "([^"\\]*)" "([^"\\]+)"\)/g;
const ADDRESS =
  /(?<![\w.!#$%&'*+/?^`{|}~-])[\w.!#$%&'*+/?^`{|}~-]{1,1000}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]/g;
const HOST = /(?<![\w.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24}(?![\w-])/g;
/** Behind `BODY[` stands the number of a part. */
const IP =
  /(?<![\w.:]|\b(?:BODY|BODY\.PEEK|BINARY|BINARY\.PEEK|BINARY\.SIZE)\[)(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4})(?![\w.:]*\w)/gi;
const REPLY_CODE = /^\d{3}-/;
/** Words of IMAP and hierarchies of mailboxes. */
const NO_HOST =
  /^(?:(?:BODY|BINARY|RFC822|HEADER|FLAGS|ENVELOPE|SUBSCRIPTIONS)(?:\.[A-Z]+)+|INBOX\..*|[\d.]+[A-Z]+)$/i;
