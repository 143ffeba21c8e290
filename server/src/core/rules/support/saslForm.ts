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
  // A server that went on with the login took what was in front of it.
  const turn = dialogue?.turns.findLast(
    (each) => each.speaker === 'client' && !SAYS_NOTHING.test(each.octets),
  );
  if (turn?.exchange !== exchange.index) return undefined;
  const [fault] = turn?.faults ?? [];
  if (!dialogue || !fault || fault.code === 'base64') return undefined;
  const { all } = session;
  const at = { from: all.hostOffset(turn.line, turn.from), to: all.hostOffset(turn.line, turn.to) };
  return { at, mechanism: dialogue.name, part: fault.name };
}

/** The client's answer to the error of an OAuth login (RFC 7628 3.2.3). */
const SAYS_NOTHING = /^\x01?$/;
