// Addresses of the web that servers name in their replies and tools in their remarks, and those in carried messages.

import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { documentLinks, MAX_LINKS, shownUrl } from '../links.ts';
import type { MailLink } from '../links.ts';

/** The links of a transcript in order; bounded in number. */
export function transcriptLinks(document: TranscriptDocument): readonly MailLink[] {
  const links: MailLink[] = [];
  for (const session of document.transcript.sessions) {
    if (!document.snapshot.text().includes('://')) break;
    replyLinks(session, links);
  }
  let end = 0;
  return [...documentLinks(document), ...links]
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      const apart = from >= end;
      if (apart) end = to;
      return apart;
    })
    .slice(0, MAX_LINKS);
}

function replyLinks(session: Session, links: MailLink[]): void {
  const { exchanges, all, numbers } = session;
  for (let index = 0; index < exchanges.count && links.length < MAX_LINKS; index++) {
    if (!KINDS.has(exchanges.kind(index))) continue;
    const { first, last } = exchanges.get(index);
    for (let place = first; place < Math.min(last, first + MAX_LINES); place++) {
      const line = numbers[place] ?? 0;
      if (!all.plain(line)) continue;
      const { from } = all.content(line);
      for (const match of all.text(line).slice(0, MAX_TEXT).matchAll(URL)) {
        const target = match[0].replace(TRAILING, '');
        const at = from + match.index;
        links.push({ from: at, to: at + target.length, target, shown: shownUrl(target) });
      }
    }
  }
}

const KINDS: ReadonlySet<string> = new Set(['greeting', 'reply', 'untagged']);
const URL = /(?<![A-Za-z0-9])https?:\/\/[^\s<>"\\^`{|}\0-\x20\x7f\])]{1,500}/gi;
const TRAILING = /[.,;:!?'")\]*_~]+$/;
const MAX_LINES = 100;
const MAX_TEXT = 4096;
