// What the client sends in a login, against the form of its mechanism: for the rules of all three protocols.

import type { TextRange } from '../../text/range.ts';
import { saslDialogueAt } from '../../transcript/sasl/dialogues.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';

/** A message of a login that lacks something. */
export interface SaslFormFault {
  /** The whole message, as it is written. */
  readonly at: TextRange;
  readonly mechanism: string;
  /** What is missing or wrong. */
  readonly part: string;
}

/**
 * What is wrong with the decoded message that the client sends in a unit: a command or an answer. Undefined where it
 * is as it has to be, or is no base64. Ask where the server refused it: what a server takes is right for it.
 */
export function saslFormFault(session: Session, exchange: Exchange): SaslFormFault | undefined {
  const dialogue = saslDialogueAt(session, exchange);
  const turn = dialogue?.turns.find((each) => each.exchange === exchange.index && each.speaker === 'client');
  const [fault] = turn?.faults ?? [];
  if (!dialogue || !turn || !fault || turn.octets === '' || fault.code === 'base64') return undefined;
  const { all } = session;
  const at = { from: all.hostOffset(turn.line, turn.from), to: all.hostOffset(turn.line, turn.to) };
  return { at, mechanism: dialogue.name, part: fault.name };
}
