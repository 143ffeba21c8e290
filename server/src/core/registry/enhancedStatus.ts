// What enhanced status codes mean, and what to do about them (RFC 3463, RFC 5248).
import type { Reference } from './reference.ts';
import { page, rfc } from './reference.ts';

/** One code without its class, such as `1.1` of `5.1.1`. */
export interface EnhancedStatus {
  /** Subject and detail with a dot between them. */
  readonly code: string;
  readonly meaning: string;
  /** What to look at next; the same advice whether the failure is final or not. */
  readonly nextStep: string;
  /** Basic reply codes that usually go with it; empty where none is registered. */
  readonly replyCodes: readonly number[];
  readonly reference: Reference;
}

/** The class of a code, its first number. */
export interface StatusClass {
  readonly digit: 2 | 4 | 5;
  readonly meaning: string;
}

/** The subject of a code, its second number. */
export interface StatusSubject {
  readonly digit: number;
  readonly meaning: string;
  readonly reference: Reference;
}

export const statusClasses: readonly StatusClass[] = [
  { digit: 2, meaning: 'It worked.' },
  { digit: 4, meaning: 'It failed for now. The server will try again by itself.' },
  { digit: 5, meaning: 'It failed for good. Somebody has to change something before it can work.' },
];

export const statusSubjects: readonly StatusSubject[] = [
  { digit: 0, meaning: 'nothing more is known', reference: rfc(3463, '3.1') },
  { digit: 1, meaning: 'an address', reference: rfc(3463, '3.2') },
  { digit: 2, meaning: 'the mailbox', reference: rfc(3463, '3.3') },
  { digit: 3, meaning: 'the mail system', reference: rfc(3463, '3.4') },
  { digit: 4, meaning: 'the network or routing', reference: rfc(3463, '3.5') },
  { digit: 5, meaning: 'the protocol between the servers', reference: rfc(3463, '3.6') },
  { digit: 6, meaning: 'the content of the message', reference: rfc(3463, '3.7') },
  { digit: 7, meaning: 'security or policy', reference: rfc(3463, '3.8') },
];

type Row = readonly [
  code: string,
  meaning: string,
  nextStep: string,
  replyCodes: string,
  reference: Reference,
];

const other = rfc(3463, '3.1');
const address = rfc(3463, '3.2');
const mailbox = rfc(3463, '3.3');
const system = rfc(3463, '3.4');
const network = rfc(3463, '3.5');
const protocol = rfc(3463, '3.6');
const content = rfc(3463, '3.7');
const security = rfc(3463, '3.8');
const login = rfc(4954, '6');
const registered = rfc(5248, '2.4');
const signature = rfc(7372, '3.1');
const spf = rfc(7372, '3.2');
const reverse = rfc(7372, '3.3');
const several = rfc(7372, '3.4');
const utf8 = rfc(6531, '4.2');
const owner = rfc(7293, '15.3');
const priority = rfc(6710, '10');
const registry = page(
  'SMTP enhanced status codes registry',
  'https://www.iana.org/assignments/smtp-enhanced-status-codes/smtp-enhanced-status-codes.xhtml',
);

const rows: readonly Row[] = [
  ['0.0', 'Nothing more is known.', "Read the words after the code and the server's log.", '250 251', other],
  [
    '1.0',
    'Something is wrong with an address.',
    'Look at the words after the code, then at the address.',
    '',
    address,
  ],
  [
    '1.1',
    'There is no such mailbox.',
    'Check the spelling of the part before the @, and take dead addresses off lists.',
    '451 550',
    address,
  ],
  [
    '1.2',
    'The domain cannot receive mail or does not exist.',
    'Check the spelling of the domain, and its MX records.',
    '',
    address,
  ],
  [
    '1.3',
    'The address is not written correctly.',
    'Look for blanks, missing brackets or forbidden characters.',
    '501',
    address,
  ],
  ['1.4', 'The address fits more than one mailbox.', 'Ask the recipient for a full address.', '', address],
  ['1.5', 'The address is valid.', 'Nothing needs to be done.', '250', address],
  [
    '1.6',
    'The mailbox has moved and mail is not forwarded.',
    'Ask the recipient for the new address.',
    '',
    address,
  ],
  [
    '1.7',
    "The sender's address is not written correctly.",
    'Check the envelope sender of the sending program.',
    '',
    address,
  ],
  [
    '1.8',
    "The sender's domain cannot receive mail or does not exist.",
    "Check the MX or address records of the sender's domain.",
    '451 501',
    address,
  ],
  [
    '1.9',
    'The message went on to a server that cannot report about it.',
    'Expect no further delivery report.',
    '',
    rfc(3886, '3.3.4'),
  ],
  [
    '1.10',
    "The recipient's domain says that it accepts no mail at all.",
    'Use another address; the domain has a null MX.',
    '556',
    rfc(7505, '6'),
  ],
  ['2.0', 'Something is wrong with the mailbox.', 'Look at the words after the code.', '', mailbox],
  ['2.1', 'The mailbox is switched off.', 'Reach the recipient by other means.', '', mailbox],
  ['2.2', 'The mailbox is full.', 'Try again later; the recipient has to make room.', '552', mailbox],
  [
    '2.3',
    'The message is larger than this mailbox takes.',
    'Send it smaller, or share the file in another way.',
    '552',
    mailbox,
  ],
  ['2.4', 'The mailing list could not be expanded.', "Ask the list's owner.", '450 452', mailbox],
  [
    '3.0',
    'Something is wrong with the mail system.',
    "Look at the words after the code; ask the server's postmaster.",
    '221 250 421 451 550 554',
    system,
  ],
  ['3.1', "The server's storage is full.", 'Wait: the server will be tried again.', '452', system],
  ['3.2', 'The server takes no mail at present.', 'Wait, or ask its postmaster if it lasts.', '453', system],
  ['3.3', 'The server cannot do what the message needs.', 'Send it in a simpler form.', '', system],
  [
    '3.4',
    'The message is larger than the server takes.',
    'Compare with the SIZE the server announces; send it smaller.',
    '552 554',
    system,
  ],
  ['3.5', 'The server is not set up correctly.', 'Tell its postmaster.', '', system],
  ['3.6', 'The priority of the message was changed.', 'Nothing needs to be done.', '', rfc(6710, '10')],
  [
    '4.0',
    'Something is wrong with the network or routing.',
    'Look at the words after the code.',
    '',
    network,
  ],
  [
    '4.1',
    'The other server does not answer.',
    'Check that it is up and that no firewall blocks port 25.',
    '451',
    network,
  ],
  [
    '4.2',
    'The connection broke.',
    'Wait for the next try; look for timeouts when it happens again.',
    '421',
    network,
  ],
  [
    '4.3',
    'A directory server, mostly DNS, could not be asked.',
    "Check the domain's name servers.",
    '451 550',
    network,
  ],
  [
    '4.4',
    'No way to the domain is known.',
    "Check the domain's MX records and the server's routing.",
    '',
    network,
  ],
  ['4.5', 'The system is overloaded.', 'Wait, and send more slowly.', '451', network],
  [
    '4.6',
    'The message goes in a circle.',
    'Look at its Received fields for the servers that repeat, and at forwardings.',
    '',
    network,
  ],
  [
    '4.7',
    'The message could not be delivered in time.',
    'Look for the earlier reason in the log or the delay notices.',
    '',
    network,
  ],
  [
    '5.0',
    'The servers did not understand each other.',
    'Look at a transcript of the session.',
    '220 250 251 252 253 451 452 454 458 459 501 502 503 554',
    protocol,
  ],
  [
    '5.1',
    'The command is unknown or came at the wrong time.',
    'Look at the command before this reply.',
    '430 500 501 503 530 550 554 555',
    protocol,
  ],
  [
    '5.2',
    'The command is not written correctly.',
    'Look at its arguments and line length.',
    '500 501 502 550 555',
    protocol,
  ],
  ['5.3', 'There are too many recipients for one message.', 'Send in several transactions.', '451', protocol],
  [
    '5.4',
    "The command's arguments are not valid here.",
    'Compare them with the extensions the server offers.',
    '451 501 502 503 504 550 555',
    protocol,
  ],
  ['5.5', 'The servers speak different versions of the protocol.', 'Ask both postmasters.', '', protocol],
  [
    '5.6',
    'A line of the login exchange was too long.',
    'Check which login mechanism the program uses.',
    '500',
    login,
  ],
  ['6.0', 'Something is wrong with the content.', 'Look at the words after the code.', '', content],
  [
    '6.1',
    'The server or recipient does not take this kind of content.',
    'Send it in another format.',
    '',
    content,
  ],
  [
    '6.2',
    'The content must be converted, and that is not allowed.',
    'Send it in a form that needs no conversion.',
    '',
    content,
  ],
  [
    '6.3',
    'The content must be converted, and the server cannot.',
    'Encode 8-bit content as quoted-printable or base64 before sending.',
    '554',
    content,
  ],
  [
    '6.4',
    'The content was converted and something got lost.',
    'Compare what arrived with what was sent.',
    '250',
    content,
  ],
  ['6.5', 'The conversion of the content failed.', 'Send it in another format.', '', content],
  [
    '6.6',
    'The content could not be fetched.',
    'Check that the message to be sent from the mailbox is still there.',
    '554',
    rfc(4468, '5'),
  ],
  [
    '6.7',
    'Addresses outside ASCII are not allowed here.',
    'Use an ASCII address, or a server with SMTPUTF8.',
    '550 553',
    utf8,
  ],
  [
    '6.8',
    'The answer needs UTF-8, which the client did not allow.',
    'Use SMTPUTF8 with this command.',
    '252 550 553',
    utf8,
  ],
  [
    '6.9',
    'A recipient cannot take a header in UTF-8.',
    'Encode the header by RFC 2047 and use ASCII addresses.',
    '550',
    utf8,
  ],
  [
    '7.0',
    'Something is wrong with security or policy.',
    'Look at the words after the code, and at any link there.',
    '220 235 450 454 500 501 503 504 530 535 550',
    security,
  ],
  [
    '7.1',
    'The server refuses the message or the sender.',
    'Read the words after the code: mostly a block list, a spam verdict or missing authentication.',
    '451 454 502 503 533 550 551',
    security,
  ],
  [
    '7.2',
    'The sender may not write to the list.',
    "Ask the list's owner, or send from the subscribed address.",
    '550',
    security,
  ],
  [
    '7.3',
    'The message would need a security conversion that is not possible.',
    'Send it in another protected form.',
    '',
    security,
  ],
  [
    '7.4',
    'A security feature the message needs is not supported.',
    'Use a mechanism that the server offers.',
    '504',
    security,
  ],
  ['7.5', 'A cryptographic operation failed.', 'Check keys and certificates.', '', security],
  [
    '7.6',
    'The cryptographic algorithm is not supported.',
    'Sign or encrypt with a common algorithm.',
    '',
    security,
  ],
  ['7.7', 'The message was changed on the way.', 'Find the server that changed it.', '', security],
  [
    '7.8',
    'User name or password is wrong.',
    'Check both; many providers want an app password.',
    '535 554',
    login,
  ],
  ['7.9', 'The login mechanism is too weak.', 'Choose a stronger mechanism.', '534', login],
  ['7.10', 'Encryption is needed first.', 'Use STARTTLS or TLS before the login.', '523', registered],
  [
    '7.11',
    'This login mechanism is allowed only over TLS.',
    'Use STARTTLS or TLS before the login.',
    '524 538',
    login,
  ],
  [
    '7.12',
    'The password has to be changed over to this mechanism.',
    'Log in once with the plain mechanism over TLS.',
    '422 432',
    login,
  ],
  ['7.13', 'The account has been disabled.', 'Ask the administrator.', '525', registered],
  [
    '7.14',
    'The server is not trusted to fetch the content.',
    'Set up trust between the submission and the mailbox server.',
    '535 554',
    registered,
  ],
  [
    '7.15',
    'The priority of the message is too low for the server now.',
    'Wait, or send it with a higher priority.',
    '450 550',
    priority,
  ],
  [
    '7.16',
    'The message is too large for its priority.',
    'Send it smaller or with another priority.',
    '552',
    priority,
  ],
  ['7.17', 'The mailbox has a new owner.', 'Ask the person for a current address.', '', owner],
  ['7.18', 'The domain has a new owner.', 'Ask the person for a current address.', '', owner],
  [
    '7.19',
    'The server could not tell whether the mailbox has the same owner.',
    'Try again, or send without that condition.',
    '',
    owner,
  ],
  [
    '7.20',
    'No DKIM signature of the message is valid.',
    'Sign mail with DKIM, and check for changes after signing.',
    '550',
    signature,
  ],
  [
    '7.21',
    'A DKIM signature is valid, but not one the server accepts.',
    'Check the key length, the algorithm and the signing domain.',
    '550',
    signature,
  ],
  [
    '7.22',
    "No valid DKIM signature is from the author's domain.",
    'Sign with the domain of the From field.',
    '550',
    signature,
  ],
  ['7.23', 'The SPF check failed.', "Add the sending server to the domain's SPF record.", '550', spf],
  [
    '7.24',
    'The SPF check could not be completed.',
    "Check the domain's SPF record for errors and too many lookups.",
    '451 550',
    spf,
  ],
  [
    '7.25',
    "The client's address has no matching name in DNS.",
    'Set the PTR record of the sending address, and a matching address record.',
    '550',
    reverse,
  ],
  [
    '7.26',
    'Several authentication checks failed.',
    'Check SPF, DKIM and DMARC of the From domain.',
    '550',
    several,
  ],
  [
    '7.27',
    "The sender's domain accepts no mail, so no report could be returned.",
    'Send from a domain that accepts mail.',
    '550',
    rfc(7505, '6'),
  ],
  ['7.28', 'Too many messages came in a short time.', 'Send more slowly.', '', registry],
  [
    '7.29',
    'The ARC chain of the message is broken.',
    'Look at the ARC fields for the hop where cv becomes fail.',
    '550',
    rfc(8617, '10.4'),
  ],
  [
    '7.30',
    'The message demands TLS all the way, and the next server does not offer it.',
    'Ask the recipient for another address, or send without REQUIRETLS.',
    '550',
    rfc(8689, '7'),
  ],
];

/** Every registered code. */
export const enhancedStatuses: readonly EnhancedStatus[] = rows.map(
  ([code, meaning, nextStep, replyCodes, reference]) => ({
    code,
    meaning,
    nextStep,
    replyCodes: replyCodes === '' ? [] : replyCodes.split(' ').map(Number),
    reference,
  }),
);

const byCode = new Map(enhancedStatuses.map((row) => [row.code, row]));
const STATUS_CODE = /^[245]\.(\d{1,3}\.\d{1,3})$/;

/** The meaning of a full code such as `5.1.1`; `undefined` for a malformed or an unregistered one. */
export function enhancedStatus(code: string): EnhancedStatus | undefined {
  const [, detail = ''] = STATUS_CODE.exec(code) ?? [];
  return byCode.get(detail);
}

/** The class of a code such as `5.1.1`, from its first digit. */
export function statusClass(code: string): StatusClass | undefined {
  return statusClasses.find((row) => code.startsWith(`${row.digit}.`));
}

/** The subject of a code such as `5.1.1`, from its second number; also for codes that are not registered. */
export function statusSubject(code: string): StatusSubject | undefined {
  return statusSubjects.find((row) => code.split('.')[1] === String(row.digit));
}
