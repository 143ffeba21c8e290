// The mail transactions of an SMTP or LMTP session: from MAIL to the reply to the message (RFC 5321 3.3).

import type { ExchangeList, Session } from '../../transcript/exchange.ts';

/** One transaction, by the numbers of its units. */
export interface Transaction {
  /** MAIL. */
  readonly mail: number;
  /** Its RCPT commands; of a long list the first. */
  readonly recipients: readonly number[];
  /** The command that sends the message, or its last chunk; undefined where none does. */
  readonly message: number | undefined;
  /** Its last command. */
  readonly last: number;
}

/** The transactions of a session in order; none in other protocols. */
export function* transactionsOf({ protocol, exchanges }: Session): Generator<Transaction> {
  if (protocol !== 'smtp' && protocol !== 'lmtp') return;
  let mail: number | undefined;
  let recipients: number[] = [];
  let message: number | undefined;
  let last = 0;
  for (let index = 0; index < exchanges.count; index++) {
    const verb = exchanges.kind(index) === 'command' ? (exchanges.row(index)?.verb ?? '') : '';
    if (ENDS.has(verb) && mail !== undefined) {
      yield { mail, recipients, message, last };
      mail = undefined;
    }
    if (verb === 'MAIL') {
      mail = index;
      recipients = [];
      message = undefined;
    }
    if (mail === undefined || exchanges.kind(index) !== 'command') continue;
    last = index;
    if (verb === 'RCPT' && recipients.length < MAX_RECIPIENTS) recipients.push(index);
    if (MESSAGES.has(verb)) message = index;
    if (verb !== 'DATA' || !goesOn(exchanges, index)) continue;
    yield { mail, recipients, message, last };
    mail = undefined;
  }
  if (mail !== undefined) yield { mail, recipients, message, last };
}

/** False where the server refused DATA: the transaction stands (RFC 5321 4.1.1.4), and the client may go on with it. */
function goesOn(exchanges: ExchangeList, data: number): boolean {
  const reply = exchanges.answeredBy(data);
  if (reply === undefined) return true;
  for (let index = reply - 1; index > Math.max(data, reply - MAX_BETWEEN); index--) {
    const kind = exchanges.kind(index);
    if (kind === 'data' || kind === 'continuation') return true;
  }
  return false;
}

/** What ends a transaction besides its message (RFC 5321 4.1.4). */
const ENDS: ReadonlySet<string> = new Set([
  'MAIL',
  'RSET',
  'EHLO',
  'HELO',
  'LHLO',
  'QUIT',
  'STARTTLS',
  'XCLIENT',
]);
const MESSAGES: ReadonlySet<string> = new Set(['DATA', 'BDAT', 'BURL']);
const MAX_RECIPIENTS = 1000;
const MAX_BETWEEN = 1000;
