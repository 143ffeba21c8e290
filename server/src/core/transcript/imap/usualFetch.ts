// FETCH responses of the usual form, found without the grammar: a session has 100,000 of them, and nothing to say of any.

import type { Session } from '../exchange.ts';
import { CARRIES, QUIET, SPEAKS, UNMARKED } from '../unitMarks.ts';

/**
 * True for a FETCH response that is right as it stands, whatever the session is like: known items once written as
 * servers do, and at most one section, as a last literal of exactly the announced octets. Its line gives no finding.
 */
export function isUsualFetch(session: Session, index: number): boolean {
  const { marks } = session.exchanges;
  const known = marks.of(index);
  if (known !== UNMARKED) return known !== SPEAKS;
  const usual = looksUsual(session, index);
  marks.set(index, usual ? markOf(session, index) : SPEAKS);
  return usual;
}

/** What is known of a usual one. */
function markOf({ all, numbers, exchanges }: Session, index: number): number {
  const line = numbers[exchanges.first(index)] ?? 0;
  // That a line went through TLS is something to know of the session.
  if (all.secure(line)) return USUAL_SECURE;
  return MESSAGE.test(all.text(line)) ? CARRIES : QUIET;
}

function looksUsual({ all, numbers, exchanges }: Session, index: number): boolean {
  const first = exchanges.first(index);
  const last = exchanges.last(index);
  if (last - first > MAX_LINES) return false;
  const head = all.text(numbers[first] ?? 0);
  const match = USUAL.exec(head);
  if (!match) return false;
  const literal = match[1] ?? match[2];
  if (last - first === 1) return literal === undefined;
  if (literal === undefined || all.text(numbers[last - 1] ?? 0) !== ')') return false;
  let octets = 0;
  for (let place = first + 1; place < last - 1; place++) {
    const line = numbers[place] ?? 0;
    const text = all.text(line);
    // What is not ASCII may be any number of octets.
    if (all.speaker(line) !== 'server' || OTHER.test(text) || TAGGED.test(text)) return false;
    octets += text.length + LINE_END;
  }
  return octets === Number(literal) && all.speaker(numbers[last - 1] ?? 0) === 'server';
}

const DAY = '(?:(?:[ 0][1-9]|1\\d|2[0-8])-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const END_OF_MONTH =
  '|(?:29|30)-(?:Jan|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|31-(?:Jan|Mar|May|Jul|Aug|Oct|Dec))';
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [-+](?:0\\d|1[0-2])[0-5]\\d';
/** Flags that may stand in any session: not \Recent, which IMAP4rev2 has no more. */
const FLAG = '(?:\\\\(?:Seen|Answered|Flagged|Deleted|Draft)|\\$[A-Z][A-Za-z]{1,20})';
const ITEM = [
  'UID [1-9]\\d{0,8}',
  `FLAGS \\((?:${FLAG}(?: ${FLAG})*)?\\)`,
  'RFC822\\.SIZE (?:0|[1-9]\\d{0,8})',
  'MODSEQ \\([1-9]\\d{0,17}\\)',
  `INTERNALDATE "${DAY}${END_OF_MONTH}-(?:19|20)\\d\\d ${TIME}"`,
].join('|');
const FIELDS = 'HEADER\\.FIELDS \\([A-Z][A-Z-]{0,60}(?: [A-Z][A-Z-]{0,60})*\\)';
const SECTION = `BODY\\[(?:|HEADER|TEXT|[1-9]\\d?(?:\\.[1-9]\\d?)*|${FIELDS})\\] \\{([1-9]\\d{0,8})\\}`;
const ITEMS = `(?:${ITEM})(?: (?:${ITEM}))*`;
/** The digits of the literal, where there is one. */
const USUAL = new RegExp(`^\\* [1-9]\\d{0,8} FETCH \\((?:${ITEMS}(?:\\)| ${SECTION})|${SECTION})$`);
/** The mark of a usual one in a line that went through TLS. */
const USUAL_SECURE = 4;
/** A section that may be a message (RFC 9051 6.4.5). */
const MESSAGE = /BODY\[[\d.]*\] \{/;
const OTHER = /[^\x20-\x7e\t]/;
/** What may be the response to a command that waits, whatever was announced. */
const TAGGED = /^\S+ +(?:OK|NO|BAD)(?: |$)/i;
const LINE_END = 2;
/** A message of many lines is read as any other: it is not the line that costs. */
const MAX_LINES = 64;
