// The sensitive texts of a SASL dialogue: the fields of its messages that are secret, or name somebody.

import type { Session } from '../exchange.ts';
import type { SaslDialogue, SaslTurn } from '../sasl/dialogues.ts';
import type { SaslField } from '../sasl/formats.ts';
import { guessedFormat, isTellingFormat } from './guess.ts';
import type { SensitivePart, SensitiveText } from './secret.ts';

/** What of a dialogue must not be seen. */
export function saslTexts({ name, turns }: SaslDialogue, session: Session): SensitiveText[] {
  let prompt = '';
  return turns.flatMap((turn) => {
    if (turn.speaker === 'server') prompt = turn.octets;
    // A log may begin behind the user: what the server asks for is what it gets.
    const asked = name === 'LOGIN' && turn.speaker === 'client' && /pass/i.test(prompt);
    const fields = asked ? guessedFormat(turn.octets, prompt)(turn.octets).fields : turn.fields;
    return saslText({ ...turn, fields }, session);
  });
}

function saslText(turn: SaslTurn, session: Session): SensitiveText[] {
  const { exchange, line, from, to, octets, fields, plain, cancels } = turn;
  const written = session.all.text(line).slice(from, to);
  // What was filled up to its length may look like base64.
  if (cancels || FILLED.test(written)) return [];
  const parts = saslParts(fields);
  // A user and a password side by side look like base64 with a break in it.
  const words = SHORT_WORD.test(written) && !isTellingFormat(guessedFormat(octets));
  if (plain || words) return clearText(turn, written);
  return parts.length > 0 ? [{ exchange, line, from, to, coding: 'base64', decoded: octets, parts }] : [];
}

/** The fields that are secret, and those that name a user; in order; of two that share octets the first one has them. */
export function saslParts(fields: readonly SaslField[]): readonly SensitivePart[] {
  let end = 0;
  return fields
    .flatMap(({ name, secret, from, to }): SensitivePart[] => {
      const what = secret ?? (NAMES.has(name) ? 'user' : undefined);
      return what === undefined ? [] : [{ from, to, what }];
    })
    .sort((a, b) => a.from - b.from)
    .flatMap(({ from, to, what }) => {
      const start = Math.max(from, end);
      end = Math.max(end, to);
      return start < to ? [{ from: start, to, what }] : [];
    });
}

/** What stands where base64 should: if the step holds a secret, all of it may be one. More words explain. */
function clearText({ exchange, line, from, to, speaker, step }: SaslTurn, text: string): SensitiveText[] {
  if (speaker !== 'client' || /^[([<{]/.test(text)) return [];
  const what = step.format(text).fields.find(({ secret }) => secret)?.secret;
  const words = text.split(/\s+/);
  // Both answers of LOGIN behind the command, a user and a password that nobody encoded; tshark says what it is.
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  if (words.length > 1 && (words.length > MAX_WORDS || !TELLING.test(last) || EXPLAINS.test(text))) return [];
  if (what === undefined && (words.length === 1 || words[0] === 'User:')) return [];
  const start = from + (words.length > 1 ? text.length - last.length : 0);
  const decoded = text.slice(start - from);
  return [
    {
      ...{ exchange, line, from: start, to, coding: 'text' as const, decoded },
      parts: [{ from: 0, to: decoded.length, what: what ?? 'password' }],
    },
  ];
}

/** Fields that say who somebody is, and from where: NTLM names machines as well, ANONYMOUS gives an address. */
const NAMES = new Set([
  ...['user', 'authzid', 'domain', 'workstation', 'target', 'trace'],
  ...['computer', 'DNS computer', 'DNS domain', 'DNS tree'],
]);
/** Writers break base64 into long pieces. */
const SHORT_WORD = /^\S{1,39}\s+\S/;
const FILLED = /^x{3,}\d*$/;
const MAX_WORDS = 3;
/** No word of a sentence. */
const TELLING = /[^a-z]|.{12}/;
const EXPLAINS =
  /\b(?:base-?64|credentials?|strings?|here|encoded|hidden|removed|response|see|password|secret)\b/i;
