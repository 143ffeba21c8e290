// `;attribute=value` parameters of MIME fields, with continuations and charsets (RFC 2045 5.1, RFC 2231).

import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';

/** Reads the parameters behind a media type, a disposition or another value, up to the end of the field. */
export function parseParameters(s: Scanner): void {
  for (;;) {
    s.cfws();
    if (s.atEnd) return;
    const separator = s.pos;
    if (!s.punctuation(';')) {
      if (!ATTRIBUTE_AHEAD.test(s.text.slice(s.pos, s.pos + LOOKAHEAD))) {
        junkToSemicolon(s);
        continue;
      }
      s.fault('param-semicolon-missing', s.pos, s.pos + 1);
    } else {
      s.cfws();
      if (s.peek() === ';' || s.atEnd) {
        s.fault('param-semicolon-extra', separator, separator + 1);
        continue;
      }
    }
    parseParameter(s);
  }
}

function parseParameter(s: Scanner): void {
  const start = s.pos;
  s.tree.open(Kind.Parameter, start);
  const extended = parseAttribute(s);
  const attributeTo = s.pos;
  s.cfws();
  const spaceBefore = s.pos > attributeTo;
  if (!s.punctuation('=')) {
    s.fault('param-no-equals', start, Math.max(attributeTo, start + 1));
    junkToSemicolon(s);
    s.tree.close(s.pos);
    return;
  }
  const equalsTo = s.pos;
  s.cfws();
  if (spaceBefore || s.pos > equalsTo) s.fault('param-space', attributeTo, s.pos);
  s.tree.open(Kind.ParameterValue, s.pos);
  parseValue(s, extended);
  s.tree.close(s.pos);
  s.tree.close(s.pos);
}

/** `name`, `name*`, `name*0` or `name*0*`; returns whether the value is extended (RFC 2231 4). */
function parseAttribute(s: Scanner): boolean {
  if (!s.leaf(ATTRIBUTE, Kind.Attribute)) {
    s.fault('param-no-attribute', s.pos, s.pos + 1);
    return false;
  }
  const section = s.pos;
  s.leaf(SECTION, Kind.ParameterSection);
  return s.text.slice(section, s.pos).endsWith('*');
}

function parseValue(s: Scanner, extended: boolean): void {
  const start = s.pos;
  if (s.peek() === '"') {
    s.quotedString();
    if (ENCODED_WORD.test(s.text.slice(start, s.pos))) s.fault('param-encoded-word', start, s.pos);
  } else if (extended) {
    parseExtended(s);
  } else {
    s.token();
  }
  if (s.pos === start) {
    if (s.atEnd || s.peek() === ';') {
      s.fault('param-no-value', start, start);
      return;
    }
  }
  unquotedRest(s, start);
}

/** What stands behind a token up to the next semicolon: a value that should have been quoted, or a comment. */
function unquotedRest(s: Scanner, start: number): void {
  if (s.atEnd || s.peek() === ';') return;
  const rest = s.text.slice(s.pos, s.match(UNQUOTED)).trimEnd();
  const to = s.pos + rest.length;
  if (to > s.pos) {
    const quoted = s.text.charAt(start) === '"';
    s.fault(quoted ? 'param-text-after' : ENCODED_WORD.test(s.text.slice(start, to)) ? 'param-encoded-word' : 'param-unquoted', start, to);
    s.junk(to, Kind.Token);
  }
}

/** `charset'language'text`, or the text of a later section alone (RFC 2231 4.1). */
function parseExtended(s: Scanner): void {
  const start = s.pos;
  const to = s.match(EXTENDED_OCTETS);
  const text = s.text.slice(start, to);
  const quotes = /^([^']*)'([^']*)'/.exec(text);
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

/** Text that belongs to no parameter, up to the next semicolon outside quotes. */
function junkToSemicolon(s: Scanner): void {
  const start = s.pos;
  while (!s.atEnd && s.peek() !== ';') if (!s.quotedString() && !s.cfws()) s.take(Kind.Junk, Math.max(s.pos + 1, s.match(PLAIN)));
  if (s.pos > start) s.fault('param-text-after', start, s.pos);
}

const ATTRIBUTE_AHEAD = /^[^\0-\x20()<>@,;:\\"/[\]?=\x7f]+[ \t]*=/;
const LOOKAHEAD = 100;
const ATTRIBUTE = /[^\0-\x20()<>@,;:\\"/[\]?=*\x7f]+/y;
const SECTION = /\*(?:\d+\*?)?/y;
const EXTENDED_OCTETS = /[^\0-\x20;"(),<>\x7f]+/y;
const PERCENT = /(?:%[0-9A-Fa-f]{2})+/y;
const NOT_PERCENT = /[^%]+/y;
const PLAIN = /[^;"() \t\r\n]+/y;
const ENCODED_WORD = /=\?[^?\s]+\?[bqBQ]\?/;
/** Up to a semicolon, a comment or the line end of a fold. */
const UNQUOTED = /[^;(\r\n]+/y;
