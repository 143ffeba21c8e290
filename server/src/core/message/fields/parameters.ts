// `;attribute=value` parameters of MIME fields, with continuations and charsets (RFC 2045 5.1, RFC 2231).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/**
 * Reads the parameters behind a media type, a disposition or another value, up to the end of the field.
 * @param first true where the first parameter stands at the start, without a semicolon in front of it.
 */
export function parseParameters(s: Scanner, first = false): void {
  const names: NameSeen[] = [];
  if (first) parseParameter(s, names);
  readParameters(s, names);
  checkNames(s, names);
}

/** A parameter's name as it stands: what repeats and what is missing is seen only at the end of the field. */
interface NameSeen {
  readonly name: string;
  /** The section number of RFC 2231 3. */
  readonly section: number | undefined;
  readonly extended: boolean;
  readonly from: number;
  readonly to: number;
}

function readParameters(s: Scanner, names: NameSeen[]): void {
  for (;;) {
    s.cfws();
    if (s.atEnd) return;
    const separator = s.pos;
    if (s.punctuation(';')) {
      s.cfws();
      if (s.peek() === ';' || s.atEnd) {
        s.fault('param-semicolon-extra', separator, separator + 1);
        continue;
      }
    } else if (s.peek() === ',' && parameterAhead(s, s.pos + 1)) {
      s.fault('param-semicolon-missing', separator, separator + 1, ',');
      s.punctuation(',');
      s.cfws();
    } else if (parameterAhead(s, s.pos)) {
      s.fault('param-semicolon-missing', separator, separator);
    } else {
      junkToSemicolon(s);
      continue;
    }
    parseParameter(s, names);
  }
}

function parseParameter(s: Scanner, names: NameSeen[]): void {
  const start = s.pos;
  s.tree.open(Kind.Parameter, start);
  const seen = parseAttribute(s);
  const attributeTo = s.pos;
  s.cfws();
  const spaceBefore = s.pos > attributeTo;
  if (!s.punctuation('=')) {
    s.fault('param-no-equals', start, Math.max(attributeTo, start + 1));
    junkToSemicolon(s);
    s.tree.close(s.pos);
    return;
  }
  if (seen) names.push(seen);
  const equalsTo = s.pos;
  s.cfws();
  if (spaceBefore || s.pos > equalsTo) s.fault('param-space', attributeTo, s.pos);
  s.tree.open(Kind.ParameterValue, s.pos);
  parseValue(s, seen?.extended === true);
  s.tree.close(s.pos);
  s.tree.close(s.pos);
}

/** `name`, `name*`, `name*0` or `name*0*` (RFC 2231 3 and 4); undefined where there is no name. */
function parseAttribute(s: Scanner): NameSeen | undefined {
  const start = s.pos;
  if (!s.leaf(ATTRIBUTE, Kind.Attribute)) {
    s.fault('param-no-attribute', s.pos, s.pos + 1);
    return undefined;
  }
  const sectionFrom = s.pos;
  const name = s.text.slice(start, sectionFrom).toLowerCase();
  if (s.peek() !== '*') return { name, section: undefined, extended: false, from: start, to: sectionFrom };
  s.leaf(SECTION, Kind.ParameterSection);
  const mark = s.text.slice(sectionFrom, s.pos);
  // What RFC 2231 gives no meaning: `3**`, `9*10*11*`.
  if (s.leaf(STARS, Kind.Junk)) {
    s.fault('param-section', sectionFrom, s.pos, s.text.slice(sectionFrom, s.pos));
  }
  return {
    name,
    section: /\d/.test(mark) ? Number.parseInt(mark.slice(1), 10) : undefined,
    extended: mark.endsWith('*'),
    from: start,
    to: s.pos,
  };
}

/** Records names that stand twice, and sections that do not count 0, 1, 2 (RFC 2231 3). */
function checkNames(s: Scanner, names: readonly NameSeen[]): void {
  if (names.length <= FEW && !names.some((each, at) => isContinued(each, names, at))) return;
  const seen = new Set<string>();
  const sections = new Map<string, NameSeen[]>();
  for (const each of names) {
    // `name` beside `name*` is for readers without RFC 2231, and no repetition.
    const key = `${each.name}*${String(each.section ?? (each.extended ? 'extended' : ''))}`;
    if (each.section !== undefined) {
      const own = sections.get(each.name);
      if (own) own.push(each);
      else sections.set(each.name, [each]);
      if (seen.has(key)) s.fault('param-section', each.from, each.to, String(each.section));
    } else if (seen.has(key)) {
      s.fault('param-duplicate', each.from, each.to, each.name);
    }
    seen.add(key);
  }
  for (const [name, own] of sections) {
    const last = Math.max(-1, ...own.slice(0, MAX_SECTIONS).map((each) => each.section ?? 0));
    const gap = firstMissing(name, last, seen);
    const behind = gap < 0 ? undefined : own.find((each) => (each.section ?? 0) > gap);
    if (behind) s.fault('param-section', behind.from, behind.to, String(gap));
  }
}

/** Whether a parameter is a section, or one in front of it has its name: most fields have neither. */
function isContinued({ name, section }: NameSeen, names: readonly NameSeen[], at: number): boolean {
  return section !== undefined || names.findIndex((other) => other.name === name) < at;
}

/** The lowest section number up to `last` that is not there, or -1. */
function firstMissing(name: string, last: number, seen: ReadonlySet<string>): number {
  for (let section = 0; section <= Math.min(last, MAX_SECTIONS); section++) {
    if (!seen.has(`${name}*${String(section)}`)) return section;
  }
  return -1;
}

function parseValue(s: Scanner, extended: boolean): void {
  const start = s.pos;
  if (s.peek() === '"') quotedValue(s);
  else if (extended) parseExtended(s);
  else s.token();
  if (s.pos === start && (s.atEnd || s.peek() === ';')) {
    s.fault('param-no-value', start, start);
    return;
  }
  unquotedRest(s, start);
}

/** A quoted value. One that is not closed ends in front of the next parameter, where there is one. */
function quotedValue(s: Scanner): void {
  const start = s.pos;
  if (isClosed(s.text, start, s.end)) {
    s.quotedString();
    if (ENCODED_WORD.test(s.text.slice(start, s.pos))) s.fault('param-encoded-word', start, s.pos);
    return;
  }
  const next = s.blanked(start, s.end).search(NEXT_PARAMETER);
  if (next < 0) {
    s.quotedString();
    return;
  }
  s.fault('quoted-string-unclosed', start, start + next);
  s.tree.open(Kind.QuotedString, start);
  s.punctuation('"', Kind.Quote);
  takeWords(s, start + next, Kind.QuotedText);
  s.tree.close(s.pos);
}

/** Whether the quoted string that starts at `from` has its closing quote before `end`. */
function isClosed(text: string, from: number, end: number): boolean {
  let quote = text.indexOf('"', from + 1);
  let backslash = text.indexOf('\\', from + 1);
  while (quote >= 0 && quote < end && backslash >= 0 && backslash < quote) {
    const at = backslash + 2;
    if (quote < at) quote = text.indexOf('"', at);
    backslash = text.indexOf('\\', at);
  }
  return quote >= 0 && quote < end;
}

/**
 * What stands behind a value up to the next separator: the rest of a value that should have been quoted. A comment
 * ends the value (RFC 2045 5.1) unless more of a file name follows it.
 */
function unquotedRest(s: Scanner, start: number): void {
  if (s.atEnd || s.peek() === ';') return;
  const to = s.pos + unquotedLength(s);
  if (to <= s.pos) return;
  const quoted = s.text.charAt(start) === '"';
  const word = ENCODED_WORD.test(s.text.slice(start, to));
  s.fault(quoted ? 'param-text-after' : word ? 'param-encoded-word' : 'param-unquoted', start, to);
  takeWords(s, to, Kind.Token);
}

/** How many characters from the position on belong to an unquoted value. */
function unquotedLength(s: Scanner): number {
  const line = s.text.slice(s.pos, s.match(UNQUOTED));
  let to = line.length;
  // A file name with parentheses: `name=report (1).pdf`.
  const comment = line.search(COMMENT_START);
  if (comment >= 0 && !MORE_BEHIND_COMMENT.test(line.slice(comment))) to = comment;
  const next = line.slice(0, to).search(NEXT_ATTRIBUTE);
  if (next >= 0) to = next;
  return line.slice(0, to).trimEnd().length;
}

/** `charset'language'text`, or the text of a later section alone (RFC 2231 4.1). */
function parseExtended(s: Scanner): void {
  const start = s.pos;
  const to = s.match(EXTENDED_OCTETS);
  const quotes = CHARSET_LANGUAGE.exec(s.text.slice(start, Math.min(to, start + MAX_LABELS)));
  if (quotes) {
    s.take(Kind.ExtendedCharset, start + (quotes[1] ?? '').length);
    s.punctuation("'");
    s.take(Kind.ExtendedLanguage, s.pos + (quotes[2] ?? '').length);
    s.punctuation("'");
  }
  while (s.pos < to) {
    if (s.leaf(PERCENT, Kind.PercentEncoding)) continue;
    if (s.peek() === '%') {
      s.fault('param-percent', s.pos, Math.min(s.pos + 3, to));
      s.take(Kind.Junk, s.pos + 1);
      continue;
    }
    s.take(Kind.ExtendedValue, Math.min(to, s.match(NOT_PERCENT)));
  }
}

/** Text that belongs to no parameter, up to the next separator outside quotes. */
function junkToSemicolon(s: Scanner): void {
  const start = s.pos;
  while (!s.atEnd && s.peek() !== ';' && (s.pos === start || !parameterAhead(s, s.pos))) {
    if (!s.quotedString() && !s.cfws()) s.take(Kind.Junk, Math.max(s.pos + 1, s.match(PLAIN)));
  }
  if (s.pos > start) s.fault('param-text-after', start, s.pos);
}

/** Writes everything up to `to`, white space apart. */
function takeWords(s: Scanner, to: number, kind: number): void {
  while (s.pos < to) {
    if (s.fws()) continue;
    const space = s.text.slice(s.pos, to).search(/[ \t\r\n]/);
    s.take(kind, space < 0 ? to : Math.max(s.pos + 1, s.pos + space));
  }
}

/** Whether `name=` or `name*0=` stands at `at`. */
export function parameterAhead(s: Scanner, at: number): boolean {
  return ATTRIBUTE_AHEAD.test(s.text.slice(at, Math.min(s.end, at + LOOKAHEAD)));
}

/** Parameters that end an unquoted value even without a semicolon: a name with `=` in it is less likely than that. */
const KNOWN =
  '(?:charset|format|delsp|name|filename|boundary|type|start|size|method|protocol|micalg|reply-type|report-type|x-[a-z-]+|(?:creation|modification|read)-date)';
const NEXT_ATTRIBUTE = new RegExp(`[ \\t,]${KNOWN}(?:\\*\\d*\\*?)?[ \\t]?=`, 'i');
const NEXT_PARAMETER = /;[ \t\r\n]{0,100}[^\0-\x20()<>@,;:\\"/[\]?=\x7f]{1,100}[ \t]?=/;
const ATTRIBUTE_AHEAD = /^[ \t]*[^\0-\x20()<>@,;:\\"/[\]?=\x7f]+[ \t]*=/;
const LOOKAHEAD = 100;
/** So many names are compared with each other: a set would cost more. */
const FEW = 8;
/** RFC 2231 sets no limit; nobody writes more. */
const MAX_SECTIONS = 1000;
const ATTRIBUTE = /[^\0-\x20()<>@,;:\\"/[\]?=*\x7f]+/y;
const SECTION = /\*(?:\d+\*?)?/y;
const STARS = /\*[*\w]*/y;
const EXTENDED_OCTETS = /[^\0-\x20;"(),<>\x7f]+/y;
const CHARSET_LANGUAGE = /^([^']*)'([^']*)'/;
const MAX_LABELS = 200;
const PERCENT = /(?:%[0-9A-Fa-f]{2})+/y;
const NOT_PERCENT = /[^%]+/y;
const PLAIN = /[^;"() \t\r\n]+/y;
const ENCODED_WORD = /=\?[^?\s]+\?[bqBQ]\?/;
/** Up to a semicolon or the line end of a fold. */
const UNQUOTED = /[^;\r\n]+/y;
const COMMENT_START = /(?:^|[ \t])\(/;
/** A closing parenthesis with text behind it that goes on to a file extension. */
const MORE_BEHIND_COMMENT = /\)[^()]*\.\w{1,5}[ \t]*$/;
