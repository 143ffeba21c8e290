// The units of a session of any protocol, in order, each with what is known in front of it.

import type { PreviousSession, Session } from './exchange.ts';
import { imapMachine } from './imap/machine.ts';
import type { ImapExchange } from './imap/session.ts';
import { pop3Machine } from './pop3/machine.ts';
import type { Pop3Exchange } from './pop3/machine.ts';
import type { SmtpExchange } from './smtp/machine.ts';
import { smtpMachine } from './smtp/machine.ts';
import type { SyntaxCache } from './syntaxCache.ts';
import { resumedUnits, stateBefore, unitsOf } from './units.ts';
import type { ResumedUnits, Steady } from './units.ts';

/** A unit of one of the protocols: what a rule of scope `exchange` is called with. */
export type ExchangeSubject = SmtpExchange | ImapExchange | Pop3Exchange;

/**
 * The units of a session from number `from` on. Nothing of a unit may be kept but offsets: the next version makes
 * others. Starts near `from` where that place, or one behind it, has been passed before.
 * @param quiet whether to leave out units that are known to change nothing and to have no finding of their own.
 */
export function exchangesOf(
  session: Session,
  cache: SyntaxCache,
  from = 0,
  quiet = false,
): Iterable<ExchangeSubject> {
  switch (session.protocol) {
    case 'smtp':
    case 'lmtp':
      return unitsOf(smtpMachine, session, cache, from, quiet);
    case 'imap':
      return unitsOf(imapMachine, session, cache, from, quiet);
    case 'pop3':
      return unitsOf(pop3Machine, session, cache, from, quiet);
  }
}

/** What is known of a session in front of one of its units, of which nothing is read. */
export type SessionState =
  | Pick<SmtpExchange, 'protocol' | 'state'>
  | Pick<ImapExchange, 'protocol' | 'state'>
  | Pick<Pop3Exchange, 'protocol' | 'state'>;

/** What is known in front of unit `index`. */
export function stateAt(session: Session, cache: SyntaxCache, index: number): SessionState {
  switch (session.protocol) {
    case 'smtp':
    case 'lmtp':
      return { protocol: 'smtp', state: stateBefore(smtpMachine, session, cache, index) };
    case 'imap':
      return { protocol: 'imap', state: stateBefore(imapMachine, session, cache, index) };
    case 'pop3':
      return { protocol: 'pop3', state: stateBefore(pop3Machine, session, cache, index) };
  }
}

/**
 * The units of a session that may differ from those of its earlier version, by their own text or by their state. What a
 * unit says by its `answeredBy` may differ for units in front of them: `previous.repaired` names those.
 * @param steady units that are left out.
 */
export function resume(
  session: Session,
  cache: SyntaxCache,
  previous: PreviousSession,
  quiet = false,
  steady?: Steady,
): ResumedUnits<ExchangeSubject> {
  switch (session.protocol) {
    case 'smtp':
    case 'lmtp':
      return resumedUnits(smtpMachine, session, cache, previous, quiet, steady);
    case 'imap':
      return resumedUnits(imapMachine, session, cache, previous, quiet, steady);
    case 'pop3':
      return resumedUnits(pop3Machine, session, cache, previous, quiet, steady);
  }
}
