// The paths of MAIL and RCPT (RFC 5321 4.1.2, RFC 6531 3.3).

import { Kind } from '../../syntax/kinds.ts';
import type { LineScanner } from '../lineScanner.ts';
import type { SmtpFaultCode } from './faults.ts';

type Scanner = LineScanner<SmtpFaultCode>;

/** Reads `FROM:<path>` or `TO:<path>`; what is read is always written, faults beside. */
export function path(s: Scanner, keyword: 'FROM:' | 'TO:', kind: Kind): void {
  const start = s.pos;
  if (s.leaf(keyword === 'FROM:' ? FROM : TO, Kind.PathKeyword)) {
    const written = s.text.slice(start, s.pos);
    if (/[ \t]/.test(written)) s.fault('path-space', start, s.pos);
  } else {
    s.fault('path-keyword', start, s.match(WORD), keyword);
  }
  const space = s.pos;
  if (s.leaf(SPACES, Kind.Sp)) s.fault('path-space', space, s.pos);
  const from = s.pos;
  if (s.atEnd) {
    s.fault('argument-missing', start, s.end);
    return;
  }
  s.tree.open(kind, from);
  if (s.peek() === '<') bracketed(s, kind);
  else bare(s);
  s.tree.close(s.pos);
}

function bracketed(s: Scanner, kind: Kind): void {
  const from = s.pos;
  s.take(Kind.Punctuation, from + 1);
  if (s.peek() === '>') {
    s.take(Kind.Punctuation, s.pos + 1);
    if (kind === Kind.ForwardPath) s.fault('path-null', from, s.pos);
    return;
  }
  const route = s.pos;
  if (s.leaf(ROUTE, Kind.Route)) s.fault('path-route', route, s.pos);
  mailbox(s, s.match(TO_CLOSE), kind);
  if (s.peek() === '>') s.take(Kind.Punctuation, s.pos + 1);
  else s.fault('path-unclosed', from, s.pos);
}

/** An address up to the next space, without the brackets it needs. */
function bare(s: Scanner): void {
  const from = s.pos;
  const to = s.match(BARE);
  mailbox(s, to, undefined);
  s.fault('path-brackets', from, to);
}

/** `Local-part "@" (Domain / address-literal)`, up to `to`. RCPT may name the postmaster without a domain. */
function mailbox(s: Scanner, to: number, kind: Kind | undefined): void {
  const from = s.pos;
  const text = s.text.slice(from, to);
  const match = MAILBOX.exec(text);
  const local = match?.[1] ?? '';
  if (!match) {
    if (text !== '') s.take(Kind.Junk, to);
    const postmaster = kind === Kind.ForwardPath && /^postmaster$/i.test(text);
    if (!postmaster) s.fault('path-address', from, to, text);
    return;
  }
  s.take(Kind.LocalPart, from + local.length);
  s.take(Kind.Punctuation, s.pos + 1);
  s.take(text.charAt(local.length + 1) === '[' ? Kind.DomainLiteral : Kind.Domain, to);
}

const FROM = /FROM[ \t]*:/iy;
const TO = /TO[ \t]*:/iy;
const SPACES = /[ \t]+/y;
const WORD = /\S*/y;
const BARE = /"(?:[^"\\]|\\.)*"\S*|\S+/y;
const ROUTE = /@[^<>:\s]*:/y;
/** A quoted local part may hold a `>`. */
const TO_CLOSE = /(?:"(?:[^"\\]|\\.)*"|[^">])*/y;
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]";
const SUB_DOMAIN = '[A-Za-z0-9\\u0080-\\u{10ffff}](?:[A-Za-z0-9\\u0080-\\u{10ffff}-]*[A-Za-z0-9\\u0080-\\u{10ffff}])?';
const LITERAL = '\\[(?:\\d{1,3}(?:\\.\\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+|[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+)\\]';
const MAILBOX = new RegExp(
  `^(${ATEXT}+(?:\\.${ATEXT}+)*|"(?:[^"\\\\\\0-\\x1f\\x7f]|\\\\[ -~])*")@` +
    `(?:${SUB_DOMAIN}(?:\\.${SUB_DOMAIN})*|${LITERAL})$`,
  'u',
);
