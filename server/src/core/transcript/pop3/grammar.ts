// Command lines of POP3 (RFC 1939 3, RFC 2449 3): each as a lossless tree over its own text, with its faults.

import { Kind } from '../../syntax/kinds.ts';
import { LineScanner } from '../lineScanner.ts';
import type { LineSyntax } from '../lineScanner.ts';
import { pop3Command } from './commands.ts';
import type { Pop3Row } from './commands.ts';
import type { Pop3FaultCode } from './faults.ts';

type Scanner = LineScanner<Pop3FaultCode>;

/** An argument as it stands in the line. Own offsets. */
export interface Pop3Argument {
  /** The name of its row in the command table. */
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A command line as read. Offsets are own offsets. */
export interface Pop3CommandSyntax extends LineSyntax<Pop3FaultCode> {
  /** In upper case; empty where the line starts with something else. */
  readonly verb: string;
  readonly row: Pop3Row | undefined;
  readonly arguments: readonly Pop3Argument[];
  /** The message it names; undefined where it names none that can be. */
  readonly number: number | undefined;
}

/** Reads a command line, without its line end. Never fails; linear. */
export function parsePop3Command(text: string): Pop3CommandSyntax {
  const s = new LineScanner<Pop3FaultCode>(text);
  const read: Pop3Argument[] = [];
  s.tree.open(Kind.CommandLine, 0);
  if (s.leaf(SPACES, Kind.Sp) && !s.atEnd) s.fault('space-leading', 0, s.pos);
  const from = s.pos;
  s.leaf(VERB, Kind.Verb);
  const verb = text.slice(from, s.pos).toUpperCase();
  const row = s.atEnd || s.match(SPACES) > s.pos ? pop3Command(verb) : undefined;
  if (row) commandArguments(s, row, from, read);
  else if (!s.atEnd) s.take(Kind.Textstring, s.end);
  s.tree.close(s.end);
  const msg = read.find(({ name }) => name === 'msg')?.text;
  const number = msg !== undefined && MESSAGE_NUMBER.test(msg) ? Number(msg) : undefined;
  return { ...s.finish(), verb, row, arguments: read, number };
}

/** The argument of that name, as written. */
export function argumentText(syntax: Pop3CommandSyntax | undefined, name: string): string | undefined {
  return syntax?.arguments.find((each) => each.name === name)?.text;
}

function commandArguments(s: Scanner, row: Pop3Row, verb: number, read: Pop3Argument[]): void {
  const verbEnd = s.pos;
  for (const { name, grammar, optional } of row.arguments) {
    const before = s.pos;
    // RFC 1939 7: what follows the one space behind PASS is the password, further spaces included.
    if (grammar === 'rest' && s.peek() === ' ') s.take(Kind.Sp, s.pos + 1);
    else s.leaf(SPACES, Kind.Sp);
    if (s.atEnd) {
      if (optional !== true) s.fault(name === 'n' ? 'top-missing' : 'argument-missing', verb, verbEnd, name);
      else if (s.pos > before) s.fault('space-trailing', before, s.pos);
      return;
    }
    const from = s.pos;
    if (from - before !== 1 || s.text.charAt(before) !== ' ') s.fault('space-separator', before, from);
    argumentParsers[grammar]?.(s);
    read.push({ name, text: s.text.slice(from, s.pos), from, to: s.pos });
  }
  const rest = s.pos;
  s.leaf(SPACES, Kind.Sp);
  if (s.atEnd) {
    if (s.pos > rest) s.fault('space-trailing', rest, s.pos);
    return;
  }
  const extra = s.pos;
  s.take(Kind.Junk, s.end);
  s.fault('argument-extra', extra, s.end, row.verb);
}

/** A parser for each grammar that the command table names. */
const argumentParsers: Readonly<Record<string, (s: Scanner) => void>> = {
  // Mailbox names with spaces in them are said as they are.
  string: (s) => {
    s.take(Kind.Argument, s.match(WORD));
  },
  name: (s) => {
    s.take(Kind.Argument, s.match(TO_TRAILING));
  },
  rest: (s) => {
    s.take(Kind.Argument, s.end);
  },
  messageNumber: (s) => {
    word(s, Kind.MessageNumber, MESSAGE_NUMBER, 'number-syntax');
  },
  number: (s) => {
    word(s, Kind.LineCount, /^\d{1,10}$/, 'top-lines');
  },
  digest: (s) => {
    word(s, Kind.ApopDigest, DIGEST, 'digest-syntax');
  },
  language: (s) => {
    word(s, Kind.Language, LANGUAGE, 'language-syntax');
  },
  saslMechanism: (s) => {
    word(s, Kind.SaslMech, /^[A-Za-z0-9_-]{1,20}$/, 'mechanism-syntax');
  },
  base64: (s) => {
    word(s, Kind.InitialResponse, INITIAL_RESPONSE, 'base64-syntax');
  },
};

function word(s: Scanner, kind: Kind, pattern: RegExp, fault: Pop3FaultCode): void {
  const from = s.pos;
  const text = s.take(kind, s.match(WORD));
  // A tool that masks secrets writes stars, dots or a word in brackets.
  if (!pattern.test(text) && !MASKED.test(text)) s.fault(fault, from, s.pos, text);
}

const SPACES = /[ \t]+/y;
const VERB = /[A-Za-z][A-Za-z0-9]*/y;
const WORD = /[^ \t]+/y;
const TO_TRAILING = /[^ \t]+(?:[ \t]+[^ \t]+)*/y;
/** From 1 (RFC 1939 4); more than ten digits are no number of a message. */
const MESSAGE_NUMBER = /^0*[1-9]\d{0,9}$/;
const DIGEST = /^[0-9a-f]{32}$/;
const LANGUAGE = /^(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)$/;
/** RFC 5034 4: `=` is an empty response; some clients cancel at once. */
const INITIAL_RESPONSE = /^(?:=|(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
const MASKED = /^(?:\*{2,}|x{3,}|•{2,}|\.{3}|…|[<[(].*[a-z.…*].*[>\])])$/i;
