// Secrets in commands that nobody knows: mistyped logins, a password where a command should stand, logins out of place.

import { decodeBase64 } from '../../message/body/base64.ts';
import { decodeLatin1 } from '../../message/body/octets.ts';
import type { Exchange, Session } from '../exchange.ts';
import { saslMechanism, unknownStep } from '../sasl/mechanisms.ts';
import { saslParts } from './dialogueText.ts';
import { loginArguments } from './login.ts';
import { guessedFormat } from './guess.ts';
import type { SensitiveText } from './secret.ts';

/** What is known of the place of an unknown command. */
export interface CommandPlace {
  /** Whether a login was tried in one of the units before, so that this may be what it still wanted. */
  readonly nearLogin: boolean;
  /** Whether the log starts in the middle, and this is the first that the client says in it. */
  readonly opens: boolean;
  /** The verb of the last command that is known. */
  readonly after: string | undefined;
}

/** What is secret in a command that is in no table. */
export function unknownCommand(session: Session, exchange: Exchange, place: CommandPlace): SensitiveText[] {
  const { all, numbers } = session;
  const line = numbers[exchange.first] ?? 0;
  const text = all.text(line);
  if (text.length > MAX_LENGTH) return [];
  const piece = (from: number, decoded: string): SensitiveText => ({
    ...{ exchange: exchange.index, line, from, to: from + decoded.length, coding: 'text', decoded },
    parts: [{ from: 0, to: decoded.length, what: 'password' }],
  });
  const words = WORDS.exec(text);
  if (words) {
    const [before, first = '', second = ''] = words;
    const tagged = session.protocol === 'imap' && !isLike(first, LOGIN) && !isLike(first, PASS);
    const verb = tagged ? second : first;
    const start = tagged ? before.length : text.indexOf(first) + first.length;
    const rest = text.slice(start).trimEnd();
    if (rest.trim() !== '') {
      const argument = start + rest.length - rest.trimStart().length;
      if (isLike(verb, LOGIN)) return loginArguments(session, exchange, argument);
      const secret = rest.trimStart();
      if (isLike(verb, PASS) && !LITERAL.test(secret)) return [piece(argument, secret)];
      if (isLike(verb, AUTH)) return malformedAuth(session, exchange);
    }
  }
  const word = text.trim();
  if (/\s/.test(word) || word.length < MIN_WORD) return [];
  const from = text.indexOf(word);
  // Padding that is missing is a client's fault, and rare: where no login is known, it is a password as it is.
  if ((place.nearLogin || (place.opens && word.length % 4 === 0)) && isResponse(word)) {
    return saslText(exchange.index, line, from, word);
  }
  return place.after === 'USER' || (place.opens && isLoginReply(session, exchange))
    ? [piece(from, word)]
    : [];
}

/** An answer in a dialogue whose command the log does not show. @param challenge what it answers, as far as it is there. */
export function strayAnswer(
  { all, numbers }: Session,
  { index, first, last }: Exchange,
  challenge: string | undefined,
): SensitiveText[] {
  const prompt = challenge === undefined ? '' : promptOf(challenge);
  const found: SensitiveText[] = [];
  for (let at = first; at < last; at++) {
    const line = numbers[at] ?? 0;
    if (all.speaker(line) !== 'client') continue;
    const text = all.text(line);
    const word = text.trim();
    if (word === '' || word === '*' || /\s/.test(word) || /^DONE$/i.test(word)) continue;
    const from = text.indexOf(word);
    if (isResponse(word)) found.push(...saslText(index, line, from, word, prompt));
    else if (/pass/i.test(prompt)) {
      const parts = [{ from: 0, to: word.length, what: 'password' as const }];
      found.push({
        exchange: index,
        line,
        from,
        to: from + word.length,
        coding: 'text',
        decoded: word,
        parts,
      });
    }
  }
  return found;
}

/** The response behind the mechanism of a command that is mistyped: `AUTH=PLAIN …`. */
export function malformedAuth({ all, numbers }: Session, { index, first }: Exchange): SensitiveText[] {
  const line = numbers[first] ?? 0;
  const match = RESPONSE.exec(all.text(line));
  const [whole, name = '', word = ''] = match ?? [];
  if (!match || whole === undefined || word.length < MIN_WORD || !isResponse(word)) return [];
  const octets = decodeLatin1(decodeBase64([word]).octets);
  const step = saslMechanism(name)?.client[0] ?? unknownStep;
  const to = match.index + whole.length;
  const parts = saslParts(step.format(octets).fields);
  return parts.length === 0
    ? []
    : [{ exchange: index, line, from: to - word.length, to, coding: 'base64', decoded: octets, parts }];
}

/** Whether what follows a unit says that somebody is logged in, or is not. */
function isLoginReply({ exchanges, all, numbers }: Session, { index }: Exchange): boolean {
  const next = index + 1;
  if (next >= exchanges.count || exchanges.speaker(next) !== 'server') return false;
  return LOGIN_REPLY.test(all.text(numbers[exchanges.first(next)] ?? 0));
}

/** A word in base64 that answers a challenge nobody sees. */
function saslText(exchange: number, line: number, from: number, word: string, prompt = ''): SensitiveText[] {
  const octets = decodeLatin1(decodeBase64([word]).octets);
  const parts = saslParts(guessedFormat(octets, prompt)(octets).fields);
  const to = from + word.length;
  return parts.length === 0 ? [] : [{ exchange, line, from, to, coding: 'base64', decoded: octets, parts }];
}

/** What a challenge asks, in clear. */
function promptOf(challenge: string): string {
  const text = challenge.replace(/^(?:334[ -]?|\+)\s*/, '').trim();
  return isResponse(text) ? decodeLatin1(decodeBase64([text]).octets) : text;
}

/** Base64 that no word looks like: whole groups of four, or small letters, capitals and digits. */
function isResponse(word: string): boolean {
  return BASE64.test(word) && (word.length % 4 === 0 || (word.length % 4 > 1 && UNPADDED.test(word)));
}

/** Whether a verb is one of some, or one letter from it: left out, doubled, wrong, or two exchanged. */
function isLike(verb: string, [name, pattern]: readonly [string, RegExp]): boolean {
  const word = verb.toUpperCase();
  if (word === name || pattern.test(word)) return true;
  if (Math.abs(word.length - name.length) > 1 || !word.startsWith(name.slice(0, 1))) return false;
  let at = 0;
  while (at < name.length && word.charAt(at) === name.charAt(at)) at++;
  const [rest, wanted] = [word.slice(at), name.slice(at)];
  const swapped = wanted.charAt(1) + wanted.charAt(0) + wanted.slice(2);
  const [behind, expected] = [rest.slice(1), wanted.slice(1)];
  return behind === expected || rest === expected || behind === wanted || rest === swapped;
}

/** An announcement says how the session goes on. */
const LITERAL = /~?\{\d+[+-]?\}$/;
const LOGIN = ['LOGIN', /^(?:LOG[-_]?ON|LOGI|SIGN-?IN)$/] as const;
const PASS = ['PASS', /^(?:(?:NEW|SET|CHANGE|X?CHG)?PASS(?:W(?:OR)?D?)?|PW|PWD)$/] as const;
const AUTH = ['AUTH', /^(?:X?AUTH[=:].*|AUTH[A-Z]{4,10})$/] as const;
const WORDS = /^\s*(\S+)(?:[ \t]+(\S+))?/;
const RESPONSE = /AUTH[A-Z]*[=: \t]+([A-Za-z][\w-]{2,19})[ \t]+([A-Za-z0-9+/]+={0,2})(?=\s*$)/i;
const BASE64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;
const UNPADDED = /^(?=.*[a-z].*[A-Z]|.*[A-Z].*[a-z])(?=.*\d)[A-Za-z0-9+/]{6,}$/;
const LOGIN_REPLY =
  /^(?:[25]35[ -]|(?:\S+ (?:OK|NO)|\+OK|-ERR)\b.*(?:\blog(?:ged|in)|auth|passw|credential|mail ?(?:drop|box)))/i;
const MIN_WORD = 4;
/** UTF-16 units. */
const MAX_LENGTH = 4096;
