// The paths of MAIL and RCPT (RFC 5321 4.1.2, RFC 6531 3.3).

import { Kind } from '../../syntax/kinds.ts';
import type { TextRange } from '../../text/range.ts';
import { LineScanner } from '../lineScanner.ts';
import { isAddressLiteral } from './addressLiteral.ts';
import type { SmtpFaultCode } from './faults.ts';

/** A path as written; own offsets. */
export interface SmtpPath extends TextRange {
  /** What stands between the brackets, a source route left out; empty for the null path. */
  readonly address: TextRange;
  /** Undefined where the address cannot be read, or has none. */
  readonly local: TextRange | undefined;
  readonly domain: TextRange | undefined;
}

/** An extension parameter as written; own offsets. */
export interface SmtpParameter extends TextRange {
  /** In upper case. */
  readonly name: string;
  /** What stands behind the `=`; undefined where there is none. */
  readonly value: string | undefined;
  readonly valueFrom: number;
}

/** A scanner that also keeps what rules ask of a command. */
export class SmtpScanner extends LineScanner<SmtpFaultCode> {
  path: SmtpPath | undefined;
  readonly parameters: SmtpParameter[] = [];
}

/** Reads `FROM:<path>` or `TO:<path>`; what is read is always written, faults beside. */
export function path(s: SmtpScanner, keyword: 'FROM:' | 'TO:', kind: Kind): void {
  const start = s.pos;
  const keyed = s.leaf(keyword === 'FROM:' ? FROM : TO, Kind.PathKeyword);
  const meant = !keyed && s.leaf(OTHER_KEYWORD, Kind.PathKeyword);
  if (keyed && /[ \t]/.test(s.text.slice(start, s.pos))) s.fault('path-space', start, s.pos);
  const space = s.pos;
  if (s.leaf(SPACES, Kind.Sp) && keyed && !s.atEnd) s.fault('path-space', space, s.pos);
  if (s.atEnd) {
    s.fault('argument-missing', start, s.end);
    return;
  }
  if (!keyed) s.fault('path-keyword', start, meant ? s.pos : s.match(WORD), keyword);
  const name = s.match(NAME);
  if (name > s.pos) {
    s.fault('path-extra', s.pos, name);
    s.take(Kind.Junk, name);
  }
  const from = s.pos;
  const told = s.faults.length;
  s.tree.open(kind, from);
  const address = s.peek() === '<' ? bracketed(s, kind) : bare(s);
  s.tree.close(s.pos);
  // An address alone: that brackets are missing too is no mistake of its own.
  if (start === from) s.faults.length = told;
  s.path = { from, to: s.pos, ...address };
}

type AddressRanges = Pick<SmtpPath, 'address' | 'local' | 'domain'>;

function bracketed(s: SmtpScanner, kind: Kind): AddressRanges {
  const opened = s.match(OPEN);
  if (opened > s.pos + 1) {
    s.fault('path-extra', s.pos, opened - 1);
    s.take(Kind.Junk, opened - 1);
  }
  const from = s.pos;
  s.take(Kind.Punctuation, from + 1);
  if (s.peek() === '>') {
    s.take(Kind.Punctuation, s.pos + 1);
    if (kind === Kind.ForwardPath) s.fault('path-null', from, s.pos);
    return { address: { from: from + 1, to: from + 1 }, local: undefined, domain: undefined };
  }
  const route = s.pos;
  if (s.leaf(ROUTE, Kind.Route)) s.fault('path-route', route, s.pos);
  const ranges = mailbox(s, s.match(TO_CLOSE), kind);
  if (s.peek() === '>') s.take(Kind.Punctuation, s.pos + 1);
  else s.fault('path-unclosed', from, s.pos);
  const extra = s.pos;
  // Those that match a bracket too many in front were told there.
  if (s.leaf(CLOSE, Kind.Junk) && !s.text.startsWith('<<', from - 1)) {
    s.fault('path-extra', extra, s.pos);
  }
  return ranges;
}

/** An address up to the next space, without the brackets it needs. */
function bare(s: SmtpScanner): AddressRanges {
  const from = s.pos;
  const to = s.match(BARE);
  const text = s.text.slice(from, to);
  const inner = unwrapped(text);
  const start = from + text.indexOf(inner);
  if (start > from) s.take(Kind.Punctuation, start);
  const end = start + inner.length;
  const ranges = mailbox(s, end, undefined);
  if (end < to) s.take(Kind.Punctuation, to);
  s.fault('path-brackets', from, to);
  return ranges;
}

/** `Local-part "@" (Domain / address-literal)`, up to `to`. RCPT may name the postmaster without a domain. */
function mailbox(s: SmtpScanner, to: number, kind: Kind | undefined): AddressRanges {
  const from = s.pos;
  const address = { from, to };
  const text = s.text.slice(from, to);
  const match = mailboxMatch(text);
  if (!match) {
    if (text !== '') s.take(Kind.Junk, to);
    const postmaster = kind === Kind.ForwardPath && /^postmaster$/i.test(text);
    if (!postmaster) s.fault(LOCAL_PART.test(text) ? 'path-unqualified' : 'path-address', from, to, text);
    return { address, local: undefined, domain: undefined };
  }
  const local = { from, to: from + (match[1] ?? '').length };
  s.take(Kind.LocalPart, local.to);
  s.take(Kind.Punctuation, s.pos + 1);
  const domain = { from: s.pos, to };
  s.take(s.peek() === '[' ? Kind.DomainLiteral : Kind.Domain, to);
  return { address, local, domain };
}

/** An address without what stands around it in place of angle brackets; as it is where that leaves no address. */
export function unwrapped(text: string): string {
  if (mailboxMatch(text)) return text;
  const inner = text.replace(WRAPPING, '');
  return mailboxMatch(inner) ? inner : text;
}

/** True for what may stand between the brackets of a path, a source route left out. */
export function isMailbox(text: string): boolean {
  return mailboxMatch(text) !== null;
}

function mailboxMatch(text: string): RegExpExecArray | null {
  const match = MAILBOX.exec(text);
  const literal = match && text.endsWith(']') ? text.slice((match[1] ?? '').length + 1) : undefined;
  return literal === undefined || isAddressLiteral(literal) ? match : null;
}

const FROM = /FROM[ \t]*:/iy;
const TO = /TO[ \t]*:/iy;
/** The other keyword, or one without its colon. */
const OTHER_KEYWORD = /(?:FROM|TO)(?:[ \t]*[:=]|(?=[ \t<]|$))/iy;
/** A name in front of the address, as in a header field. */
const NAME = /(?:"(?:[^"\\]|\\.)*"|[^<>@"])+(?=<)/y;
const OPEN = /<+/y;
/** Brackets too many, and what ends a sentence or a list. */
const CLOSE = />+|[;,.]+(?=[ \t]|$)/y;
/** Brackets of another kind, quotation marks, or the closing bracket alone. */
const WRAPPING = /^[([{"']+|[)\]}>"']+$/g;
const SPACES = /[ \t]+/y;
const WORD = /\S*/y;
const BARE = /"(?:[^"\\]|\\.)*"\S*|\S+/y;
const ROUTE = /@[^<>:\s]*:/y;
/** A quoted local part may hold a `>`. */
const TO_CLOSE = /(?:"(?:[^"\\]|\\.)*"|[^">])*/y;
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]";
const SUB_DOMAIN =
  '[A-Za-z0-9\\u0080-\\u{10ffff}](?:[A-Za-z0-9\\u0080-\\u{10ffff}-]*[A-Za-z0-9\\u0080-\\u{10ffff}])?';
const LITERAL = '\\[[!-Z^-~]+\\]';
const LOCAL = `${ATEXT}+(?:\\.${ATEXT}+)*|"(?:[^"\\\\\\0-\\x1f\\x7f]|\\\\[ -~])*"`;
const LOCAL_PART = new RegExp(`^(?:${LOCAL})$`, 'u');
const MAILBOX = new RegExp(`^(${LOCAL})@` + `(?:${SUB_DOMAIN}(?:\\.${SUB_DOMAIN})*|${LITERAL})$`, 'u');
