// Replies of SMTP and LMTP (RFC 5321 4.2): code, text, enhanced status code, and the keywords of EHLO.

import { Kind } from '../../syntax/kinds.ts';
import { LineScanner } from '../lineScanner.ts';
import type { LineSyntax } from '../lineScanner.ts';
import type { SmtpFaultCode } from './faults.ts';

/** A keyword that the server announced, with what stands behind it. Own offsets. */
export interface EhloLine {
  /** In upper case. */
  readonly keyword: string;
  readonly parameters: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** One line of a reply. Own offsets. */
export interface ReplyLine {
  readonly from: number;
  readonly to: number;
  /** Three digits; undefined where the line has none. */
  readonly code: string | undefined;
  /** Where the enhanced status code stands (RFC 2034 4). */
  readonly status: { readonly from: number; readonly to: number; readonly text: string } | undefined;
  /** True where a hyphen says that another line follows. */
  readonly goesOn: boolean;
}

/** A reply as read, all its lines. */
export interface SmtpReplySyntax extends LineSyntax<SmtpFaultCode> {
  /** Three digits; undefined where the first line has none. */
  readonly code: string | undefined;
  /** RFC 3463 2, as written in the first line. */
  readonly status: string | undefined;
  /** For the answer to EHLO or LHLO: what the server announced. */
  readonly keywords: readonly EhloLine[];
  /** At least one. */
  readonly lines: readonly ReplyLine[];
  /** The texts of the lines, codes left out. */
  readonly texts: readonly string[];
}

/**
 * Reads a reply; its lines are joined by CRLF. Never fails; linear.
 * @param toEhlo whether its lines, from the second on, are keywords.
 */
export function parseSmtpReply(text: string, toEhlo = false): SmtpReplySyntax {
  const s = new LineScanner<SmtpFaultCode>(text);
  const keywords: EhloLine[] = [];
  const texts: string[] = [];
  const lines: ReplyLine[] = [];
  let code: string | undefined;
  let status: string | undefined;
  s.tree.open(Kind.Reply, 0);
  for (let line = 0; line === 0 || !s.atEnd; line++) {
    const from = s.pos;
    const lineEnd = text.indexOf(LINE_END, from);
    const to = lineEnd < 0 ? s.end : lineEnd;
    s.tree.open(Kind.ReplyLine, from);
    const own =
      s.match(CODE) > s.pos && s.match(CODE) <= to ? s.take(Kind.ReplyCode, s.match(CODE)) : undefined;
    if (line === 0) {
      code = own;
      if (own === undefined || !CODE_RANGE.test(own)) {
        s.fault('reply-code', from, own === undefined ? to : s.pos, own ?? '');
      }
    } else if (own !== undefined && own !== code) {
      s.fault('reply-code-changes', from, s.pos, own);
    }
    const goesOn = own !== undefined && s.peek() === '-';
    if (own !== undefined && s.pos < to) {
      if (!s.leaf(SEPARATOR, Kind.ReplySeparator)) s.fault('reply-separator', s.pos, s.pos + 1, s.peek());
    }
    const statusTo = Math.min(to, s.match(STATUS));
    let ownStatus: ReplyLine['status'];
    if (own !== undefined && statusTo > s.pos) {
      const start = s.pos;
      const written = s.take(Kind.StatusCode, statusTo);
      ownStatus = { from: start, to: statusTo, text: written };
      if (line === 0) status = written;
      if (s.peek() === ' ') s.take(Kind.Sp, s.pos + 1);
    }
    texts.push(text.slice(s.pos, to));
    lines.push({ from, to, code: own, status: ownStatus, goesOn });
    if (toEhlo && line > 0 && own?.startsWith('2') === true) keywordLine(s, to, keywords);
    if (to > s.pos) s.take(Kind.Textstring, to);
    s.tree.close(to);
    if (lineEnd >= 0) s.take(Kind.LineEnd, lineEnd + LINE_END.length);
  }
  s.tree.close(s.end);
  if (toEhlo && lines.length === 1) summary(text, keywords);
  return { ...s.finish(), code, status, keywords, lines, texts };
}

/** `ehlo-keyword *(SP ehlo-param)`; `AUTH=` is what servers said before RFC 4954. */
function keywordLine(s: LineScanner<SmtpFaultCode>, to: number, keywords: EhloLine[]): void {
  const from = s.pos;
  const keywordTo = s.match(EHLO_KEYWORD);
  if (keywordTo <= from || keywordTo > to) {
    if (to > from) s.fault('ehlo-keyword', from, to);
    return;
  }
  // `MY_OWN` is no keyword, and not one named MY.
  if (keywordTo < to && !KEYWORD_END.test(s.text.slice(keywordTo, keywordTo + 1))) {
    s.fault('ehlo-keyword', from, Math.min(to, s.match(KEYWORD_WORD)));
    return;
  }
  const keyword = s.take(Kind.EhloKeyword, keywordTo).toUpperCase();
  const parameters: string[] = [];
  while (s.pos < to) {
    s.take(Kind.Sp, Math.max(s.pos + 1, Math.min(to, s.match(SPACES))));
    const paramTo = Math.min(to, s.match(WORD));
    if (paramTo > s.pos) parameters.push(s.take(Kind.EhloParam, paramTo));
  }
  keywords.push({ keyword, parameters, from, to });
}

/** A capture's summary writes the lines in one: `250-mx.example.com | SIZE 1000 | HELP`. */
function summary(text: string, keywords: EhloLine[]): void {
  const [first = '', ...rest] = text.split(BAR);
  let from = first.length;
  for (const line of rest) {
    from += BAR.length;
    const to = from + line.length;
    const [keyword = '', ...parameters] = line.split(/[ =]+/).filter((word) => word !== '');
    if (keyword !== '') keywords.push({ keyword: keyword.toUpperCase(), parameters, from, to });
    from = to;
  }
}

const BAR = ' | ';
const LINE_END = '\r\n';
const CODE = /\d{3}(?!\d)/y;
/** RFC 5321 4.2: the second digit is 5 at most. */
const CODE_RANGE = /^[2-5][0-5]/;
const SEPARATOR = /[ -]/y;
const STATUS = /[245]\.\d{1,3}\.\d{1,3}(?=[ \r]|$)/y;
const EHLO_KEYWORD = /[A-Za-z0-9][A-Za-z0-9-]*/y;
/** `AUTH=LOGIN` is two words. */
const KEYWORD_END = /[ \t=]/;
const KEYWORD_WORD = /[^ \t\r=]+/y;
const SPACES = /[ \t=]+/y;
const WORD = /[^ \t\r]+/y;
