// Addresses of the web and of mail that can be opened from header fields and text bodies.

import type { MailDocument } from '../message/document.ts';
import { walkParts } from '../message/part.ts';
import type { Part } from '../message/part.ts';
import { transferEncodingOf } from '../message/body/bodyText.ts';
import { piecesOf } from '../message/body/pieces.ts';
import { bodySearch } from '../message/body/search.ts';
import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import { unicodeDomain } from './idn.ts';
import { oneLine } from './markdown.ts';

/** A link in the document; host ranges. */
export interface MailLink extends TextRange {
  /** An `http`, `https` or `mailto` address, as written; nothing else can be opened from mail. */
  readonly target: string;
  /** Where it really leads, for people: host name decoded, plain text. */
  readonly shown: string;
}

/** The links of a document in order; bounded in number. Bodies are searched where their text stands there as it is. */
export function documentLinks(document: MailDocument): readonly MailLink[] {
  const links: MailLink[] = [];
  for (const message of document.messages.holding?.(MAYBE) ?? document.messages) {
    for (const part of walkParts(message)) {
      for (const field of part.header.fields) {
        if (links.length >= MAX_LINKS) return links;
        if (field.text.includes(':', field.colon + 1 - field.from)) {
          linksIn(part.lens, field.valueFrom, field.valueTo, links);
        }
      }
      if (links.length < MAX_LINKS && isReadable(part)) {
        for (const { from, groups } of bodyUrls.of(part).first) addLink(groups[0] ?? '', from, links);
      }
    }
  }
  return links;
}

function linksIn(lens: LineLens, from: number, to: number, links: MailLink[]): void {
  for (const { text, at } of piecesOf(lens, from, to)) {
    for (const match of text.matchAll(URL)) addLink(match[0], at + match.index, links);
  }
}

function addLink(url: string, from: number, links: MailLink[]): void {
  if (links.length >= MAX_LINKS) return;
  const target = url.replace(TRAILING, '');
  links.push({ from, to: from + target.length, target, shown: shownUrl(target) });
}

/** The address with its host name as people read it, and its percent-encoded ASCII letters readable. */
export function shownUrl(url: string): string {
  const match = /^([a-z]+:\/\/(?:[^/?#@]*@)?)([^/?#:]*)(.*)$/i.exec(url);
  const host = match ? `${match[1] ?? ''}${unicodeDomain(match[2] ?? '')}${match[3] ?? ''}` : url;
  return oneLine(
    host.replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
    MAX_SHOWN,
  );
}

/** In quoted-printable a `=` and a line end cut addresses, so only what is not encoded at all is searched. */
function isReadable(part: Part): boolean {
  return (
    part.mediaType.type === 'text' && part.children.length === 0 && transferEncodingOf(part) === 'identity'
  );
}

/** Not in the middle of a word; of bounded length, so that a line without spaces costs no more than others. */
const URL = /(?<![A-Za-z0-9])(?:https?:\/\/|mailto:)[^\s<>"\\^`{|}\0-\x20\x7f]{1,2000}/gi;
const MAYBE = /:\/\/|mailto:/i;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'")\]*_~]+$/;
/** More are no help to anybody. */
export const MAX_LINKS = 5000;
const bodyUrls = bodySearch(
  { pattern: URL, maybe: MAYBE, longest: 2010, inLine: true },
  { limit: MAX_LINKS },
);
const MAX_SHOWN = 300;
