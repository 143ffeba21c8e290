// Finds the SASL dialogues of a session: which mechanism, and who said what in which step.

import type { Exchange, Session } from '../exchange.ts';
import type { Speaker } from '../protocol.ts';
import { decodeStep } from './decode.ts';
import type { DecodedStep } from './decode.ts';
import { goAhead, saslMechanism, unknownChallenge, unknownStep } from './mechanisms.ts';
import type { SaslMechanism, SaslStep } from './mechanisms.ts';

/** One dialogue, from the command on. */
export interface SaslDialogue {
  /** Number of the command's unit. */
  readonly exchange: number;
  /** The name as written, in upper case. */
  readonly name: string;
  readonly mechanism: SaslMechanism | undefined;
  readonly turns: readonly SaslTurn[];
  /** Number of the final reply's unit. */
  readonly reply: number | undefined;
}

/** What one side says. */
export interface SaslTurn extends DecodedStep {
  readonly exchange: number;
  readonly speaker: Speaker;
  /** The line, as `TranscriptLines` number it, and where in its own text the message stands. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** True for the `*` that ends a dialogue (RFC 4954 4, RFC 9051 6.2.2). */
  readonly cancels: boolean;
}

/**
 * The dialogues of a session, in order. Reads the texts of nothing else.
 * @param units numbers of the units that may belong to one, in order; all of the session where left out.
 */
export function saslDialogues(
  session: Session,
  units: readonly number[] = authUnits(session),
): SaslDialogue[] {
  const { exchanges } = session;
  const open = new Map<number, DialogueReader>();
  for (const index of units) {
    const exchange = exchanges.get(index);
    if (exchange.kind === 'command') {
      const reader = DialogueReader.of(session, exchange);
      if (reader) open.set(index, reader);
      continue;
    }
    const reader = open.get(exchange.repliesTo ?? -1);
    if (!reader) continue;
    if (exchange.kind === 'continuation' || exchange.kind === 'answer') reader.take(exchange);
    else if (exchange.kind === 'reply') reader.reply = index;
  }
  return Array.from(open.values(), (reader) => reader.dialogue());
}

/** The dialogue that a unit belongs to; undefined where it belongs to none. */
export function saslDialogueAt(
  session: Session,
  { index, kind, repliesTo, row }: Exchange,
): SaslDialogue | undefined {
  if (!isAuth(row?.verb)) return undefined;
  const command = kind === 'command' ? index : repliesTo;
  if (command === undefined) return undefined;
  const reader = DialogueReader.of(session, session.exchanges.get(command));
  if (!reader) return undefined;
  const last = session.exchanges.answeredBy(command) ?? session.exchanges.count;
  for (let at = command + 1; at < Math.min(last, command + MAX_TURNS); at++) {
    const exchange = session.exchanges.get(at);
    if (exchange.repliesTo === command) reader.take(exchange);
  }
  reader.reply = session.exchanges.answeredBy(command);
  return reader.dialogue();
}

function authUnits({ exchanges }: Session): number[] {
  const units: number[] = [];
  for (let index = 0; index < exchanges.count; index++) {
    if (isAuth(exchanges.row(index)?.verb)) units.push(index);
  }
  return units;
}

/** The commands that open a dialogue. */
export function isAuth(verb: string | undefined): boolean {
  return verb === 'AUTH' || verb === 'AUTHENTICATE';
}

class DialogueReader {
  reply: number | undefined;
  readonly #session: Session;
  readonly #command: Exchange;
  readonly #name: string;
  readonly #mechanism: SaslMechanism | undefined;
  readonly #turns: SaslTurn[] = [];
  /** How many messages the client has sent. */
  #said = 0;

  /** Undefined for a command without a mechanism: POP3's AUTH asks for a list. */
  static of(session: Session, command: Exchange): DialogueReader | undefined {
    const number = session.numbers[command.first] ?? 0;
    const match = COMMAND.exec(session.all.text(number));
    if (!match) return undefined;
    const [before, name = '', initial] = match;
    const reader = new DialogueReader(session, command, name.toUpperCase());
    if (initial !== undefined) {
      reader.#add('client', command.index, number, initial, before.length - initial.length);
    }
    return reader;
  }

  constructor(session: Session, command: Exchange, name: string) {
    this.#session = session;
    this.#command = command;
    this.#name = name;
    this.#mechanism = saslMechanism(name);
  }

  /** Takes a challenge or a response. */
  take({ kind, index, first, last }: Exchange): void {
    const { all, numbers } = this.#session;
    for (let place = first; place < last; place++) {
      const number = numbers[place] ?? 0;
      const speaker = all.speaker(number);
      if (speaker === 'note' || this.#turns.length >= MAX_TURNS) continue;
      const text = all.text(number);
      const from =
        kind === 'continuation' && speaker === 'server' ? (CHALLENGE.exec(text)?.[0].length ?? 0) : 0;
      this.#add(speaker, index, number, text.slice(from).trimEnd(), from);
    }
  }

  dialogue(): SaslDialogue {
    return {
      exchange: this.#command.index,
      name: this.#name,
      mechanism: this.#mechanism,
      turns: withNonces(this.#turns),
      reply: this.reply,
    };
  }

  #add(speaker: 'client' | 'server', exchange: number, line: number, written: string, from: number): void {
    const cancels = speaker === 'client' && written === '*';
    const decoded = decodeStep(this.#step(speaker), written);
    this.#turns.push({
      ...decoded,
      ...{ exchange, speaker, line, from, to: from + written.length, cancels },
      ...(cancels && { faults: [], fields: [] }),
    });
  }

  #step(speaker: 'client' | 'server'): SaslStep {
    const { first = 'client', [speaker]: steps = [] } = this.#mechanism ?? {};
    if (speaker === 'client') return steps[this.#said++] ?? steps.at(-1) ?? unknownStep;
    const place = first === 'client' ? this.#said - 1 : this.#said;
    return place < 0 ? goAhead : (steps[place] ?? steps.at(-1) ?? unknownChallenge);
  }
}

/** RFC 5802 5.1, RFC 2831 2.1.2: a nonce goes on with the one before, and the client says the server's again as it was. */
function withNonces(turns: readonly SaslTurn[]): readonly SaslTurn[] {
  let client: string | undefined;
  let server: string | undefined;
  return turns.map((turn) => {
    const at = turn.fields.find(({ name }) => name === 'nonce');
    if (!at) return turn;
    const nonce = turn.octets.slice(at.from, at.to);
    const fits =
      turn.speaker === 'server' ? nonce.startsWith(client ?? '') : server === undefined || nonce === server;
    if (turn.speaker === 'server') server = nonce;
    else client = nonce;
    if (fits) return turn;
    const fault = { code: 'value', name: 'nonce', from: at.from, to: at.to } as const;
    return { ...turn, faults: [...turn.faults, fault] };
  });
}

const COMMAND = /^(?:\S+[ \t]+)?AUTH(?:ENTICATE)?[ \t]+([^\s"(){}]+)(?:[ \t]+(\S[^\r\n]*?))?(?=\s*$)/i;
const CHALLENGE = /^(?:334[ -]?|\+ ?)[ \t]*/;
const MAX_TURNS = 50;
