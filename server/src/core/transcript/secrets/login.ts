// The secrets of the login commands that send them as they are: IMAP LOGIN, POP3 PASS and APOP.

import type { Exchange, Session } from '../exchange.ts';
import type { SecretKind } from '../sasl/formats.ts';
import { ClientText } from './imapStrings.ts';
import type { SensitiveText } from './secret.ts';

/** What a command of a protocol holds. */
type Reader = (session: Session, exchange: Exchange) => SensitiveText[];

/** IMAP: a user and a password, each as atom, quoted string or literal (RFC 9051 6.2.3). */
export const imapLogin: Reader = (session, exchange) => {
  const text = session.all.text(session.numbers[exchange.first] ?? 0);
  const start = LOGIN.exec(text)?.[0].length;
  return start === undefined ? [] : loginArguments(session, exchange, start);
};

/** A user and a password behind a login, however that is spelled. @param start where its arguments do. */
export function loginArguments(session: Session, exchange: Exchange, start: number): SensitiveText[] {
  const lines = clientLines(session, exchange);
  const said = new ClientText(session, lines, start);
  const user = said.string(false);
  const password = user && said.string(true);
  const pieces = password ? [password, ...said.rest()] : [];
  return [
    ...(user ? [{ ...user, exchange: exchange.index, parts: all(user.decoded, 'user') }] : []),
    ...pieces.map((each) => ({ ...each, exchange: exchange.index, parts: all(each.decoded, 'password') })),
  ];
}

/** POP3: everything behind the command's space is the password, spaces and all (RFC 1939 7). */
export const pop3Pass: Reader = (session, exchange) => [...argument(session, exchange, PASS, 'password')];
export const pop3User: Reader = (session, exchange) => [
  ...argument(session, exchange, USER, 'user'),
  // Whoever types in a hurry types both.
  ...argument(session, exchange, USER_PASS, 'password'),
];

/** SMTP: whom a proxy says that a client has logged in as. */
export const xclientLogin: Reader = (session, exchange) => [...argument(session, exchange, XCLIENT, 'user')];

/** POP3: a user and a digest (RFC 1939 7). */
export const pop3Apop: Reader = (session, exchange) => {
  const line = session.numbers[exchange.first] ?? 0;
  const [, before = '', user = '', space = '', digest = ''] = APOP.exec(session.all.text(line)) ?? [];
  if (user === '') return [];
  const piece = (from: number, decoded: string, what: SecretKind | 'user'): SensitiveText => ({
    ...{ exchange: exchange.index, line, from, to: from + decoded.length, coding: 'text', decoded },
    parts: all(decoded, what),
  });
  const from = before.length + user.length + space.length;
  return [piece(before.length, user, 'user'), ...(digest === '' ? [] : [piece(from, digest, 'digest')])];
};

function* argument(
  { all: lines, numbers }: Session,
  { index, first }: Exchange,
  pattern: RegExp,
  what: SecretKind | 'user',
): Generator<SensitiveText> {
  const line = numbers[first] ?? 0;
  const match = pattern.exec(lines.text(line));
  const [, before = '', decoded = ''] = match ?? [];
  if (decoded === '') return;
  const from = before.length;
  yield {
    exchange: index,
    line,
    from,
    to: from + decoded.length,
    coding: 'text',
    decoded,
    parts: all(decoded, what),
  };
}

function all(decoded: string, what: SecretKind | 'user'): SensitiveText['parts'] {
  return [{ from: 0, to: decoded.length, what }];
}

/**
 * The command's line, and the client's lines behind it up to its next command. What a literal announced is sent even
 * where the server has refused it, and is then taken for an unknown command.
 */
function clientLines({ all: lines, numbers, exchanges }: Session, { index, first }: Exchange): number[] {
  const found = [numbers[first] ?? 0];
  let end = numbers.length;
  for (let next = index + 1; next < Math.min(exchanges.count, index + MAX_LINES); next++) {
    if (exchanges.kind(next) !== 'command' || exchanges.row(next) === undefined) continue;
    end = exchanges.get(next).first;
    break;
  }
  for (let place = first + 1; place < Math.min(end, first + MAX_LINES); place++) {
    const number = numbers[place] ?? 0;
    if (lines.speaker(number) === 'client') found.push(number);
  }
  return found;
}

/** A tag may be missing: people type such logs. */
const LOGIN = /^(?:\S+[ \t]+)?LOGIN[ \t]+/i;
const PASS = /^([ \t]*PASS[ \t])(.+)$/i;
const USER = /^([ \t]*USER[ \t]+)(\S+)/i;
const USER_PASS = /^([ \t]*USER[ \t]+\S+[ \t]+)(\S+)[ \t]*$/i;
const XCLIENT = /^(.*\bLOGIN=)(?!\[)(\S+)/i;
const APOP = /^([ \t]*APOP[ \t]+)(\S+)([ \t]*)(\S*)/i;
const MAX_LINES = 50;
