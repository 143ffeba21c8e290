// Addresses of the web that servers name in their replies and tools in their remarks, and those in carried messages.

import type { TranscriptDocument } from '../../transcript/document.ts';
import { documentLinks, MAX_LINKS, shownUrl } from '../links.ts';
import type { MailLink } from '../links.ts';
import { inMessage, sessionPlaceAt } from './places.ts';

/** The links of a transcript in order; bounded in number. Reads only lines that hold an address. */
export function transcriptLinks(document: TranscriptDocument): readonly MailLink[] {
  let end = 0;
  return [...documentLinks(document), ...replyLinks(document)]
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      const apart = from >= end;
      if (apart) end = to;
      return apart;
    })
    .slice(0, MAX_LINKS);
}

function replyLinks(document: TranscriptDocument): MailLink[] {
  const { snapshot, transcript } = document;
  const { lines } = transcript;
  const links: MailLink[] = [];
  let at = snapshot.indexOf('://', 0);
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
      links.push(...linksIn(lines.text(place.line).slice(0, MAX_TEXT), lines.content(place.line).from));
    }
    at = snapshot.indexOf('://', place ? Math.max(at + 1, lines.range(place.line).to) : at + 1);
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

const KINDS: ReadonlySet<string> = new Set(['greeting', 'reply', 'untagged', 'note']);
const URL = /(?<![A-Za-z0-9])https?:\/\/[^\s<>"\\^`{|}\0-\x20\x7f\])]{1,500}/gi;
const TRAILING = /[.,;:!?'")\]*_~]+$/;
const MAX_TEXT = 4096;
