// How commands ended, and who logs in by them: a few words for outlines and hovers, never a secret.

import { Kind } from '../../syntax/kinds.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { imapCommands } from '../../transcript/imap/commands.ts';
import { stringOf } from '../../transcript/imap/views/strings.ts';
import { fieldText } from '../../transcript/sasl/decode.ts';
import { saslDialogueAt } from '../../transcript/sasl/dialogues.ts';
import { unitSyntax } from './unitSyntax.ts';

/** How the server answered a command. */
export interface Outcome {
  readonly result: 'accepted' | 'continued' | 'deferred' | 'refused' | 'unanswered';
  /** The code or word of the reply with its enhanced or response code: `250 2.1.5`, `NO TRYCREATE`. */
  readonly code: string;
  /** Number of the reply's unit. */
  readonly reply: number | undefined;
}

/** The outcome of a command; reads one line. */
export function outcomeOf(session: Session, command: number): Outcome {
  const reply = session.exchanges.answeredBy(command);
  if (reply === undefined) return UNANSWERED;
  const { first } = session.exchanges.get(reply);
  const text = session.all.text(session.numbers[first] ?? 0).slice(0, MAX_HEAD);
  const match = REPLIES.exec(text);
  if (!match) return { result: 'unanswered', code: '', reply };
  const { code = '', word = '', status, bracket } = match.groups ?? {};
  const main = code || word.toUpperCase();
  const detail = status ?? bracket?.toUpperCase();
  return {
    result: RESULTS[code.charAt(0) || main] ?? 'refused',
    code: detail ? `${main} ${detail}` : main,
    reply,
  };
}

/** An outcome in words: `accepted (250 2.1.5)`. */
export function outcomeText({ result, code }: Outcome): string {
  return code === '' ? WORDS[result] : `${WORDS[result]} (${code})`;
}

/**
 * The last unit that belongs to a command: its reply, or the lines behind it; the command itself where another stands
 * in front of the reply.
 */
export function lastUnitOf({ exchanges }: Session, command: number): number {
  const reply = exchanges.answeredBy(command) ?? command;
  if (reply - command > MAX_BETWEEN) return command;
  for (let index = command + 1; index < reply; index++) {
    if (exchanges.kind(index) === 'command') return command;
  }
  let last = reply;
  while (last + 1 < exchanges.count && exchanges.get(last + 1).repliesTo === command) last++;
  return last;
}

/** Who logs in by a command: by its argument, or by the fields of its SASL dialogue; undefined where it is no login. */
export function userOf(
  document: TranscriptDocument,
  session: Session,
  exchange: Exchange,
): string | undefined {
  const { row } = exchange;
  if (!row) return undefined;
  if (row.verb === 'AUTH' || row.verb === 'AUTHENTICATE') {
    for (const turn of saslDialogueAt(session, exchange)?.turns ?? []) {
      const user = turn.speaker === 'client' ? turn.fields.find(({ name }) => name === 'user') : undefined;
      if (user) return fieldText(turn.octets, user) || undefined;
    }
    return undefined;
  }
  const kind = USERS[row.verb];
  const syntax = kind === undefined ? undefined : unitSyntax(document, session, exchange);
  const node = kind === undefined ? undefined : syntax?.tree.root.find(kind);
  if (!syntax || !node) return undefined;
  const text = imapCommands.includes(row as (typeof imapCommands)[number])
    ? stringOf(syntax.unit.text, node)?.value
    : undefined;
  return (text ?? syntax.unit.text.slice(node.from, node.to)) || undefined;
}

/** The argument that names who logs in. */
const USERS: Readonly<Record<string, number | undefined>> = {
  LOGIN: Kind.Userid,
  USER: Kind.Argument,
  APOP: Kind.Argument,
};

const REPLIES =
  /^\s*(?:(?<code>\d{3})(?:[ -](?<status>[245]\.\d{1,3}\.\d{1,3})(?![.\d]))?|(?:\S+ +)??(?<word>\+OK|-ERR|OK|NO|BAD)(?= |$)(?: +\[(?<bracket>[^\]\s]+))?)/i;
const RESULTS: Readonly<Record<string, Outcome['result']>> = {
  2: 'accepted',
  3: 'continued',
  4: 'deferred',
  5: 'refused',
  '+OK': 'accepted',
  OK: 'accepted',
};
const WORDS: Readonly<Record<Outcome['result'], string>> = {
  accepted: 'accepted',
  continued: 'goes on',
  deferred: 'not accepted for now',
  refused: 'refused',
  unanswered: 'no answer',
};
const UNANSWERED: Outcome = { result: 'unanswered', code: '', reply: undefined };
const MAX_BETWEEN = 100_000;
const MAX_HEAD = 200;
