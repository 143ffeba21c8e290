// The reply codes of SMTP: what each means and what to do next.

import { rfc } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';

/** A reply code. */
export interface ReplyCodeRow {
  readonly code: string;
  /** What the server says by it, in plain words. */
  readonly summary: string;
  /** What whoever reads the log does next; absent where nothing is to be done. */
  readonly next?: string;
  readonly references: readonly Reference[];
}

const codes = rfc(5321, '4.2.3');
const auth = rfc(4954, '6');

/** The codes, in order. */
export const smtpReplyCodes: readonly ReplyCodeRow[] = [
  { code: '211', summary: 'The state of the system, or help about it.', references: [codes] },
  { code: '214', summary: 'Help for a reader.', references: [codes] },
  {
    code: '220',
    summary: 'The server is ready: its greeting, or its consent to STARTTLS.',
    references: [codes, rfc(3207, '4')],
  },
  { code: '221', summary: 'The server closes the connection, as asked.', references: [codes] },
  { code: '235', summary: 'The login succeeded.', references: [auth] },
  {
    code: '250',
    summary: 'Done. Behind the final dot: the server is now responsible for the message.',
    references: [codes],
  },
  {
    code: '251',
    summary: 'The recipient is not here; the server forwards the message.',
    references: [codes, rfc(5321, '3.4')],
  },
  {
    code: '252',
    summary: 'The server does not say whether the mailbox exists, but takes the message.',
    references: [codes, rfc(5321, '3.5.3')],
  },
  {
    code: '253',
    summary: 'Messages wait for the host; their delivery has begun.',
    references: [rfc(1985, '5.1')],
  },
  {
    code: '334',
    summary: 'The server asks for the next SASL response; its text is base64.',
    references: [rfc(4954, '4')],
  },
  {
    code: '354',
    summary: 'Go on: the message comes now, ended by a line with a single dot.',
    references: [codes, rfc(5321, '4.1.1.4')],
  },
  {
    code: '421',
    summary:
      'The server is not available and closes the connection: it is shutting down, overloaded, or has waited too long.',
    next: 'Try again later. If it comes at the greeting again and again, this address is held back: send more slowly.',
    references: [codes, rfc(5321, '3.8')],
  },
  {
    code: '432',
    summary: 'The password has to be moved to this mechanism first.',
    next: 'Log in once with PLAIN under TLS.',
    references: [auth],
  },
  {
    code: '450',
    summary: 'The mailbox is not available now: it is in use, or the sender is held back (greylisting).',
    next: 'Try again later; a mail server does so by itself.',
    references: [codes],
  },
  {
    code: '451',
    summary: 'A fault inside the server, or a policy such as greylisting: the command was not carried out.',
    next: 'Try again later; a mail server does so by itself.',
    references: [codes],
  },
  {
    code: '452',
    summary: 'The server lacks space, or there are too many recipients.',
    next: 'Send to the recipients that were accepted, and to the others in another transaction.',
    references: [codes, rfc(5321, '4.5.3.1.10')],
  },
  {
    code: '453',
    summary: 'No mail waits for this host.',
    next: 'Nothing: there is no mail to take over.',
    references: [rfc(2645, '7')],
  },
  {
    code: '454',
    summary: 'TLS or the login is not available for the moment.',
    next: 'Try again later. Do not go on without TLS where the login needs it.',
    references: [rfc(3207, '4'), auth],
  },
  {
    code: '455',
    summary: 'The server cannot deal with a parameter now.',
    next: 'Try again later, or without the parameter.',
    references: [codes],
  },
  {
    code: '458',
    summary: 'Messages for the host cannot be queued.',
    next: 'Ask again later; if it stays, ask whoever runs the queue.',
    references: [rfc(1985, '5.1')],
  },
  {
    code: '459',
    summary: 'The host is not served, or asked in a wrong way.',
    next: 'Compare the name behind ETRN with what the server is set up for.',
    references: [rfc(1985, '5.1')],
  },
  {
    code: '500',
    summary: 'The server does not know the command, or the line is too long.',
    next: 'Look whether both sides are still in step: often a message went on behind its dot.',
    references: [codes],
  },
  {
    code: '501',
    summary: 'The command is known, its arguments are wrong.',
    next: 'Compare the address and the parameters with the grammar: brackets, spaces, spelling.',
    references: [codes],
  },
  {
    code: '502',
    summary: 'The server knows the command and does not offer it.',
    next: 'Do without the command: the answer to EHLO says what the server offers.',
    references: [codes, rfc(5321, '4.2.4')],
  },
  {
    code: '503',
    summary: 'The command comes at the wrong time.',
    next: 'Look at what was refused before: RCPT needs an accepted MAIL, DATA an accepted RCPT.',
    references: [codes],
  },
  {
    code: '504',
    summary: 'A parameter, such as a mechanism, is not known to the server.',
    next: 'Take one that the answer to EHLO lists.',
    references: [codes, rfc(4954, '4')],
  },
  {
    code: '521',
    summary: 'The host does not take mail.',
    next: 'Send to the server that the MX record of the domain names.',
    references: [rfc(7504)],
  },
  {
    code: '524',
    summary: 'The login needs another mechanism.',
    next: 'Take another mechanism of those behind AUTH in the answer to EHLO.',
    references: [auth],
  },
  {
    code: '525',
    summary: 'The account is switched off.',
    next: 'Ask whoever runs the server.',
    references: [auth],
  },
  {
    code: '530',
    summary: 'The server wants a login, or STARTTLS, first.',
    next: 'Switch on TLS and the login in the client.',
    references: [auth, rfc(3207, '4')],
  },
  {
    code: '534',
    summary: 'The mechanism is too weak for this user.',
    next: 'Choose a stronger mechanism; many providers want an app password or OAuth.',
    references: [auth],
  },
  {
    code: '535',
    summary: 'The login failed.',
    next: 'Check name and password; many providers want an app password or OAuth instead.',
    references: [auth],
  },
  {
    code: '538',
    summary: 'The mechanism may be used only under TLS.',
    next: 'Say STARTTLS first, or connect to the port with implicit TLS.',
    references: [auth],
  },
  {
    code: '550',
    summary: 'Refused for good: the mailbox does not exist, or a policy forbids it.',
    next: 'Read the text: an unknown user is to be taken off the list; a policy names its reason or a page.',
    references: [codes],
  },
  {
    code: '551',
    summary: 'The user is not here, and the server does not forward; the text may name where.',
    next: 'Send to the address that the text names, or ask the recipient for the new one.',
    references: [codes, rfc(5321, '3.4')],
  },
  {
    code: '552',
    summary: 'The mailbox is full, or the message too large.',
    next: 'Make the message smaller; the limit stands behind SIZE in the answer to EHLO.',
    references: [codes, rfc(1870, '6.1')],
  },
  {
    code: '553',
    summary: 'The name of the mailbox is not allowed.',
    next: 'Check the address for typing mistakes, and whether this sender may be used.',
    references: [codes],
  },
  {
    code: '554',
    summary:
      'The transaction failed; as a greeting: no mail service here. Often a content or reputation filter.',
    next: 'Read the text; look up the address it names in the list it names.',
    references: [codes],
  },
  {
    code: '555',
    summary: 'The server does not know a parameter of MAIL or RCPT.',
    next: 'Leave the parameter out.',
    references: [codes],
  },
  {
    code: '556',
    summary: 'The domain of the recipient takes no mail at all (null MX).',
    next: 'Look for a typing mistake in the domain; take the address off the list.',
    references: [rfc(7505, '4.1')],
  },
];

const byCode: ReadonlyMap<string, ReplyCodeRow> = new Map(smtpReplyCodes.map((row) => [row.code, row]));

/** The row of a reply code of three digits. */
export function smtpReplyCode(code: string): ReplyCodeRow | undefined {
  return byCode.get(code);
}

/** What the first digit of a code says (RFC 5321 4.2.1). */
export const smtpReplyClasses: Readonly<Record<string, string>> = {
  2: 'Done.',
  3: 'Accepted so far; the server waits for more.',
  4: 'Not done, and worth trying again: the fault will pass.',
  5: 'Not done, and not worth trying again in the same way.',
};
