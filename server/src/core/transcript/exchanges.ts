// The units of a session of any protocol, in order, each with what is known in front of it.

import type { Session } from './exchange.ts';
import { imapExchanges } from './imap/machine.ts';
import type { ImapExchange } from './imap/session.ts';
import { pop3Exchanges } from './pop3/machine.ts';
import type { Pop3Exchange } from './pop3/machine.ts';
import type { SmtpExchange } from './smtp/machine.ts';
import { smtpExchanges } from './smtp/machine.ts';
import type { SyntaxCache } from './syntaxCache.ts';

/** A unit of one of the protocols: what a rule of scope `exchange` is called with. */
export type ExchangeSubject = SmtpExchange | ImapExchange | Pop3Exchange;

/** The units of a session. Nothing of a unit may be kept but offsets: the next version makes others. */
export function exchangesOf(session: Session, cache: SyntaxCache): Iterable<ExchangeSubject> {
  switch (session.protocol) {
    case 'smtp':
    case 'lmtp':
      return smtpExchanges(session, cache);
    case 'imap':
      return imapExchanges(session, cache);
    case 'pop3':
      return pop3Exchanges(session, cache);
  }
}
