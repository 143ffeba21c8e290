// Everything in a session that says who somebody is or how he proves it, command by command.

import type { Exchange, Session } from '../exchange.ts';
import { decodeStep } from '../sasl/decode.ts';
import { isAuth, saslDialogues } from '../sasl/dialogues.ts';
import type { SaslTurn } from '../sasl/dialogues.ts';
import { unknownStep } from '../sasl/mechanisms.ts';
import { imapLogin, pop3Apop, pop3Pass, pop3User } from './login.ts';
import type { SensitivePart, SensitiveText } from './secret.ts';

/** The sensitive texts of a session, in order of their lines. Masked ones are among them. */
export function sensitiveTexts(session: Session): SensitiveText[] {
  const { exchanges, protocol } = session;
  const found: SensitiveText[] = [];
  const dialogues: number[] = [];
  /** True once something asked for URLs: what answers is not tied to it. */
  let urls = false;
  // Most units of a long session belong to no command: for those nothing is made.
  for (let index = 0; index < exchanges.count; index++) {
    const row = exchanges.row(index);
    if (row === undefined) {
      const kind = exchanges.kind(index);
      if (kind === 'command' && index - (dialogues.at(-1) ?? -Infinity) <= NEAR) {
        found.push(...lateAnswer(session, exchanges.get(index)));
      }
      if (protocol !== 'imap') continue;
      if (kind === 'command') found.push(...imapLogin(session, exchanges.get(index)));
      else if (urls && kind === 'untagged') found.push(...urlTokens(session, exchanges.get(index)));
      continue;
    }
    const { verb } = row;
    if (isAuth(verb)) dialogues.push(index);
    else if (exchanges.kind(index) === 'command') {
      urls ||= URL_COMMANDS.has(verb);
      found.push(...(READERS[verb]?.(session, exchanges.get(index)) ?? []));
      if (WITH_URLS.has(verb)) found.push(...urlTokens(session, exchanges.get(index)));
    }
  }
  for (const { turns } of saslDialogues(session, dialogues)) {
    found.push(...turns.flatMap((turn) => saslText(turn, session)));
  }
  return found.sort((a, b) => a.line - b.line || a.from - b.from);
}

function saslText(turn: SaslTurn, session: Session): SensitiveText[] {
  const { exchange, line, from, to, octets, fields, plain, cancels } = turn;
  if (cancels) return [];
  if (plain) return clearText(turn, session.all.text(line).slice(from, to));
  const parts = apart(
    fields.flatMap(({ name, secret, from: start, to: end }): SensitivePart[] => {
      const what = secret ?? (name === 'user' || name === 'authzid' ? 'user' : undefined);
      return what === undefined ? [] : [{ from: start, to: end, what }];
    }),
  );
  return parts.length > 0 ? [{ exchange, line, from, to, coding: 'base64', decoded: octets, parts }] : [];
}

/** In order; where a message says that two of them share octets, these are the first one's. */
function apart(parts: readonly SensitivePart[]): SensitivePart[] {
  let end = 0;
  return [...parts]
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to, what }) => {
      const start = Math.max(from, end);
      end = Math.max(end, to);
      return start < to ? [{ from: start, to, what }] : [];
    });
}

/** What stands where base64 should: if the step holds a secret, all of it may be one. More words explain. */
function clearText({ exchange, line, from, to, speaker, step }: SaslTurn, decoded: string): SensitiveText[] {
  const what =
    speaker === 'client' ? step.format(decoded).fields.find(({ secret }) => secret)?.secret : undefined;
  if (what === undefined || /^[([<{]|\s/.test(decoded)) return [];
  return [
    { exchange, line, from, to, coding: 'text', decoded, parts: [{ from: 0, to: decoded.length, what }] },
  ];
}

/** An answer that a client sends though its login was refused: read as a command, and a secret all the same. */
function lateAnswer({ all, numbers }: Session, { index, first }: Exchange): SensitiveText[] {
  const line = numbers[first] ?? 0;
  const text = all.text(line);
  // Without its padding it looks like a word, but for its small letters and digits.
  if (!BASE64.test(text) || !(text.length % 4 === 0 || (text.length % 4 > 1 && UNPADDED.test(text)))) {
    return [];
  }
  const { octets } = decodeStep(unknownStep, text);
  const parts = [{ from: 0, to: octets.length, what: 'token' as const }];
  return [{ exchange: index, line, from: 0, to: text.length, coding: 'base64', decoded: octets, parts }];
}

/** The tokens that make a URL a key to a message (RFC 4467 3). */
function urlTokens({ all, numbers }: Session, { index, first, last }: Exchange): SensitiveText[] {
  const found: SensitiveText[] = [];
  for (let place = first; place < Math.min(last, first + MAX_LINES); place++) {
    const line = numbers[place] ?? 0;
    for (const match of all.text(line).matchAll(URLAUTH)) {
      const [whole, decoded = ''] = match;
      const from = match.index + whole.length - decoded.length;
      const parts = [{ from: 0, to: decoded.length, what: 'token' as const }];
      found.push({ exchange: index, line, from, to: from + decoded.length, coding: 'text', decoded, parts });
    }
  }
  return found;
}

const READERS: Readonly<Record<string, (session: Session, exchange: Exchange) => SensitiveText[]>> = {
  LOGIN: imapLogin,
  PASS: pop3Pass,
  USER: pop3User,
  APOP: pop3Apop,
};
const URL_COMMANDS = new Set(['GENURLAUTH', 'URLFETCH']);
const WITH_URLS = new Set(['GENURLAUTH', 'URLFETCH', 'BURL', 'APPEND']);
const URLAUTH = /;URLAUTH=[^\s"<>:]{1,200}:[A-Za-z0-9.-]+:([0-9A-Fa-f]{8,})/gi;
const BASE64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;
const UNPADDED = /^(?=.*[a-z].*[A-Z]|.*[A-Z].*[a-z])(?=.*\d)[A-Za-z0-9+/]{6,}$/;
/** How many units behind a login its answers stand at most. */
const NEAR = 6;
const MAX_LINES = 50;
