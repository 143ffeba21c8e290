// Command lines of SMTP and LMTP (RFC 5321 4.1.2): each as a lossless tree over its own text, with its faults.

import { Kind } from '../../syntax/kinds.ts';
import type { LineSyntax } from '../lineScanner.ts';
import { smtpCommand } from './commands.ts';
import type { SmtpRow } from './commands.ts';
import type { SmtpFaultCode } from './faults.ts';
import { isAddressLiteral } from './addressLiteral.ts';
import { path, SmtpScanner as Scanner } from './path.ts';
import type { SmtpParameter, SmtpPath } from './path.ts';

/** A command line as read. Offsets are own offsets. */
export interface SmtpCommandSyntax extends LineSyntax<SmtpFaultCode> {
  /** In upper case; empty where the line starts with something else. */
  readonly verb: string;
  readonly row: SmtpRow | undefined;
  /** True for BDAT and BURL with LAST. */
  readonly last: boolean;
  /** Of MAIL, RCPT and their kin, where it can be read. */
  readonly path: SmtpPath | undefined;
  /** The extension parameters, in order. */
  readonly parameters: readonly SmtpParameter[];
}

/** Reads a command line, without its line end. Never fails; linear. */
export function parseSmtpCommand(text: string): SmtpCommandSyntax {
  const s = new Scanner(text);
  s.tree.open(Kind.CommandLine, 0);
  s.leaf(SPACES, Kind.Sp);
  const from = s.pos;
  s.leaf(VERB, Kind.Verb);
  const verb = text.slice(from, s.pos).toUpperCase();
  const row = smtpCommand(verb);
  if (row) commandArguments(s, row);
  else if (!s.atEnd) s.take(Kind.Textstring, s.end);
  s.tree.close(s.end);
  const last = (verb === 'BDAT' || verb === 'BURL') && /\sLAST\s*$/i.test(text);
  return { ...s.finish(), verb, row, last, path: s.path, parameters: s.parameters };
}

function commandArguments(s: Scanner, row: SmtpRow): void {
  const verb = { from: 0, to: s.pos };
  for (const argument of row.arguments) {
    const before = s.pos;
    s.leaf(SPACES, Kind.Sp);
    const over = atTail(s);
    if (s.pos === before && !over && s.text[before - 1] === '>') s.fault('path-end', before - 1, before);
    if (over) {
      if (s.pos > before && !s.text.endsWith('\r')) s.fault('space-trailing', before, s.pos);
      if (argument.optional !== true) s.fault('argument-missing', verb.from, verb.to, argument.name);
      return;
    }
    (argumentParsers[argument.grammar] ?? string)(s, row);
  }
  const rest = s.pos;
  s.leaf(SPACES, Kind.Sp);
  if (atTail(s)) {
    if (s.pos > rest && !s.text.endsWith('\r')) s.fault('space-trailing', rest, s.pos);
    return;
  }
  const extra = s.pos;
  s.take(Kind.Junk, s.end);
  s.fault('argument-extra', extra, s.end, row.verb);
}

/** True at the end, and where nothing but CRs is left: they belong to a line end that was written twice. */
function atTail(s: Scanner): boolean {
  if (!s.atEnd && s.match(CARRIAGE_RETURNS) === s.end) s.take(Kind.Junk, s.end);
  return s.atEnd;
}

/** A parser for each grammar that the command table names. */
const argumentParsers: Readonly<Record<string, (s: Scanner, row: SmtpRow) => void>> = {
  domain,
  string,
  reversePath: (s) => {
    path(s, 'FROM:', Kind.ReversePath);
  },
  forwardPath: (s) => {
    path(s, 'TO:', Kind.ForwardPath);
  },
  parameters,
  attributes,
  number: (s) => {
    word(s, Kind.ChunkSize, /^\d{1,19}$/, 'number-syntax');
  },
  last: (s) => {
    word(s, Kind.EndMarker, /^LAST$/i, 'end-marker');
  },
  saslMechanism: (s) => {
    word(s, Kind.SaslMech, /^[A-Za-z0-9_-]{1,20}$/, 'mechanism-syntax');
  },
  base64: (s) => {
    word(s, Kind.InitialResponse, BASE64, 'base64-syntax');
  },
};

/** The rest of the line, whatever it is. */
function string(s: Scanner): void {
  const trailing = s.text.slice(s.pos).search(/[ \t]+$/);
  s.take(Kind.Argument, trailing < 0 ? s.end : s.pos + trailing);
}

function word(s: Scanner, kind: Kind, pattern: RegExp, fault: SmtpFaultCode): void {
  const from = s.pos;
  const text = s.take(kind, s.match(WORD));
  if (!pattern.test(text)) s.fault(fault, from, s.pos, text);
}

/** The name a client gives itself (RFC 5321 4.1.1.1). */
function domain(s: Scanner): void {
  const from = s.pos;
  const text = s.take(Kind.Domain, s.match(WORD));
  const broken = text.startsWith('[') && !isAddressLiteral(text);
  const fault = broken ? 'domain-syntax' : domainFaults.find(([, pattern]) => pattern.test(text))?.[0];
  if (fault) s.fault(fault, from, s.pos, text);
}

/** The first that fits counts; a domain or a literal fits none. */
const domainFaults: readonly (readonly [SmtpFaultCode, RegExp])[] = [
  ['domain-address', /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+)$/],
  ['domain-underscore', /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*_|^_/],
  [
    'domain-syntax',
    /^(?!\[)(?![A-Za-z0-9\u0080-\u{10ffff}](?:[A-Za-z0-9\u0080-\u{10ffff}-]*[A-Za-z0-9\u0080-\u{10ffff}])?(?:\.[A-Za-z0-9\u0080-\u{10ffff}](?:[A-Za-z0-9\u0080-\u{10ffff}-]*[A-Za-z0-9\u0080-\u{10ffff}])?)*\.?$)/u,
  ],
  ['domain-unqualified', /^[A-Za-z0-9-]+$/],
];

/** `esmtp-param *(SP esmtp-param)`, to the end of the line. */
function parameters(s: Scanner): void {
  while (!atTail(s)) {
    const from = s.pos;
    s.tree.open(Kind.EsmtpParam, from);
    if (s.leaf(KEYWORD, Kind.EsmtpKeyword)) {
      const name = s.text.slice(from, s.pos).toUpperCase();
      let value: string | undefined;
      const valueFrom = Math.min(s.end, s.pos + 1);
      if (s.peek() === '=') {
        s.take(Kind.Punctuation, valueFrom);
        if (!s.leaf(VALUE, Kind.EsmtpValue)) {
          s.fault('parameter-syntax', from, valueFrom, s.text.slice(from, valueFrom));
        }
        value = s.text.slice(valueFrom, s.pos);
      }
      s.parameters.push({ name, value, from, to: s.pos, valueFrom });
    }
    const to = s.match(WORD);
    if (to > s.pos) {
      s.take(Kind.Junk, to);
      s.fault('parameter-syntax', from, to, s.text.slice(from, to));
    }
    s.tree.close(s.pos);
    const space = s.pos;
    s.leaf(SPACES, Kind.Sp);
    if (s.atEnd && s.pos > space) s.fault('space-trailing', space, s.pos);
  }
}

/** `attribute-name=value`, one or more (XCLIENT, XFORWARD). */
function attributes(s: Scanner): void {
  while (!atTail(s)) {
    word(s, Kind.Argument, ATTRIBUTE, 'attribute-syntax');
    const space = s.pos;
    if (s.leaf(SPACES, Kind.Sp) && s.atEnd) s.fault('space-trailing', space, s.pos);
  }
}

const SPACES = /[ \t]+/y;
const ATTRIBUTE = /^(?:NAME|ADDR|PORT|PROTO|HELO|LOGIN|DESTADDR|DESTPORT|IDENT|SOURCE)=[!-~\u0080-\uffff]+$/i;
const VERB = /[A-Za-z][A-Za-z0-9-]*/y;
const WORD = /[^ \t\r]+|\r+(?!\r|$)/y;
const CARRIAGE_RETURNS = /\r+/y;
const KEYWORD = /[A-Za-z0-9][A-Za-z0-9-]*/y;
/** RFC 5321 4.1.2; RFC 6531 3.3 lets it hold UTF-8. AUTH= and others write `=` only as `+3D`, but many do not. */
const VALUE = /[^ \t\0-\x1f\x7f]+/y;
const BASE64 = /^(?:=|\*|(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
