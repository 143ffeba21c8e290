// Addresses of the web and sections of RFCs that servers name in their replies and tools in their remarks, and those in
// carried messages.

import { referenceUrl, rfc } from '../../registry/reference.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import { documentLinks, MAX_LINKS, shownUrl } from '../links.ts';
import type { MailLink } from '../links.ts';
import { inMessage, sessionPlaceAt } from './places.ts';

/** The links of a transcript in order; bounded in number. Reads only lines that hold an address. */
export function transcriptLinks(document: TranscriptDocument): readonly MailLink[] {
  let end = 0;
  return [
    ...documentLinks(document),
    ...replyLinks(document, '://', linksIn),
    ...replyLinks(document, 'RFC', sectionsIn),
  ]
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      const apart = from >= end;
      if (apart) end = to;
      return apart;
    })
    .slice(0, MAX_LINKS);
}

/** @param word what a line must hold to be read. */
function replyLinks(
  document: TranscriptDocument,
  word: string,
  found: (text: string, from: number) => readonly MailLink[],
): MailLink[] {
  const { snapshot, transcript } = document;
  const { lines } = transcript;
  const links: MailLink[] = [];
  let at = snapshot.indexOf(word, 0);
  while (at >= 0 && links.length < MAX_LINKS) {
    const place = sessionPlaceAt(document, at);
    const kind = place?.exchange?.kind;
    if (
      place &&
      kind !== undefined &&
      KINDS.has(kind) &&
      lines.plain(place.line) &&
      !inMessage(document, at)
    ) {
      links.push(...found(lines.text(place.line).slice(0, MAX_TEXT), lines.content(place.line).from));
    }
    at = snapshot.indexOf(word, place ? Math.max(at + 1, lines.range(place.line).to) : at + 1);
  }
  return links;
}

function linksIn(text: string, from: number): MailLink[] {
  return Array.from(text.matchAll(URL), (match) => {
    const target = match[0].replace(TRAILING, '');
    const at = from + match.index;
    return { from: at, to: at + target.length, target, shown: shownUrl(target) };
  });
}

/** `RFC 5321 4.1.1`, `RFC5321, section 4.1.1`, `RFC 3501 (sec. 6.3)`, `section 4.1 of RFC 3207`; a number behind it is a section's where it has a dot. */
function sectionsIn(text: string, from: number): MailLink[] {
  return Array.from(text.matchAll(SECTION)).flatMap((match): MailLink[] => {
    const [whole, front, number = '', named, section = named ?? front] = match;
    const target = referenceUrl(rfc(Number(number), section));
    const at = from + match.index;
    return target === undefined ? [] : [{ from: at, to: at + whole.length, target, shown: shownUrl(target) }];
  });
}

const SECTION =
  /(?<![A-Za-z0-9])(?:(?:section|sect?\.|§) ?([1-9]\d?(?:\.\d{1,2}){0,4}) of (?:the )?)?RFC[ -]?([1-9]\d{2,4})(?!\d)(?:,? ?\(?(?:(?:section|sect?\.?|§) ?([1-9]\d?(?:\.\d{1,2}){0,4})|([1-9]\d?(?:\.\d{1,2}){1,4}))(?![\w.]*\w))?/g;
const KINDS: ReadonlySet<string> = new Set(['greeting', 'reply', 'untagged', 'note']);
const URL = /(?<![A-Za-z0-9])https?:\/\/[^\s<>"\\^`{|}\0-\x20\x7f\])]{1,500}/gi;
const TRAILING = /[.,;:!?'")\]*_~]+$/;
const MAX_TEXT = 4096;
