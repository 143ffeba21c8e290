// Finds logins that send a password on a connection without TLS, where the log shows that there was a choice.

import type { TextRange } from '../../text/range.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { saslMechanism } from '../../transcript/sasl/mechanisms.ts';

/** A login in clear. */
interface CleartextLogin {
  /** Host range of the command's word, its mechanism included. */
  readonly at: TextRange;
  readonly command: string;
}

/**
 * The logins of a session that send a password or a token in clear. Only a server that offers TLS is known not to have
 * it yet: a connection whose log does not say so may have had TLS from the start.
 * @param offer what the server announces: `STARTTLS`, `STLS`.
 */
export function cleartextLogins(session: Session, offer: RegExp): CleartextLogin[] {
  const { exchanges, all, numbers } = session;
  const found: CleartextLogin[] = [];
  let offered = false;
  const end = Math.min(exchanges.count, MAX_UNITS);
  for (let index = 0; index < end; index++) {
    const exchange = exchanges.get(index);
    const line = numbers[exchange.first] ?? 0;
    if (exchange.speaker === 'server') {
      if (isTlsStart(exchange) && POSITIVE.test(all.text(line))) return found;
      offered ||= offers(session, exchange, offer);
      continue;
    }
    if (!offered || exchange.kind !== 'command' || all.secure(line)) continue;
    const match = LOGIN.exec(all.text(line));
    const [, before = '', command = '', mechanism] = match ?? [];
    if (!match || (mechanism !== undefined && !isClear(mechanism))) continue;
    const at = {
      from: all.hostOffset(line, before.length),
      to: all.hostOffset(line, before.length + command.length),
    };
    found.push({ at, command: command.toUpperCase() });
  }
  return found;
}

function isTlsStart({ kind, row }: Exchange): boolean {
  return kind === 'reply' && (row?.verb === 'STARTTLS' || row?.verb === 'STLS');
}

function offers({ all, numbers }: Session, { first, last }: Exchange, offer: RegExp): boolean {
  for (let place = first; place < Math.min(last, first + MAX_LINES); place++) {
    if (offer.test(all.text(numbers[place] ?? 0))) return true;
  }
  return false;
}

function isClear(mechanism: string): boolean {
  const strength = saslMechanism(mechanism)?.strength;
  return strength === 'clear' || strength === 'token';
}

const POSITIVE = /^(?:\+OK\b|\S+ OK\b)/i;
/** What stands in front, the command with its mechanism, the mechanism. */
const LOGIN = /^((?:\S+ +)??)(PASS|LOGIN|AUTH(?:ENTICATE)? +([A-Za-z0-9_-]+))(?= |$)/i;
/** A login stands at the start of a session. */
const MAX_UNITS = 200;
const MAX_LINES = 60;
