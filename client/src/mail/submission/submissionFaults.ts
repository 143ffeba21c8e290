// What the answers to a message and its envelope mean to the user.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import { shownText } from '../shownText.ts';
import type { OutgoingMessage, RecipientResult, SubmissionReply, SubmissionResult } from '../submission.ts';
import { isPositive, said } from './replies.ts';
import type { Answers } from './wire.ts';

/** How a transaction ended. */
export interface Ending {
  readonly host: string;
  readonly lmtp: boolean;
  readonly answers: Answers;
  /** True from when the server may have the whole message. */
  readonly givenAway: boolean;
  readonly cancelled: boolean;
  /** Why it broke, where that is known. */
  readonly failure: MailError | undefined;
  readonly size: number;
}

/** The result of a transaction, as far as it came. Throws a `MailError` where it broke before anything was sent. */
export function resultOf({ envelope }: OutgoingMessage, ending: Ending): SubmissionResult {
  const { host, answers, givenAway, cancelled } = ending;
  const recipients = recipientsOf(envelope.to, ending);
  const states = new Set(recipients.map(({ state }) => state));
  const refusal = refusalOf(answers, envelope.to.length);
  if (refusal) {
    return {
      outcome: 'refused',
      recipients,
      fault: refusedFault(refusal, envelope.from, recipients, ending),
    };
  }
  if (!givenAway) {
    if (cancelled) return { outcome: 'cancelled', recipients, fault: new MailError('sending-cancelled') };
    if (answers.last?.code === 421) {
      return { outcome: 'refused', recipients, fault: closing(host, answers.last) };
    }
    throw ending.failure ?? new MailError('sending-cut', [host]);
  }
  if (states.has('unknown')) {
    return { outcome: 'unknown', recipients, fault: new MailError('delivery-unknown', [host]) };
  }
  if (!states.has('refused')) return { outcome: 'sent', recipients };
  return { outcome: 'partly', recipients, fault: partlyFault(recipients, host) };
}

function recipientsOf(
  to: readonly string[],
  { answers, lmtp, givenAway }: Ending,
): readonly RecipientResult[] {
  let taken = 0;
  return to.map((address, index): RecipientResult => {
    const first = answers.rcpt[index];
    if (first && !isPositive(first)) return { address, state: 'refused', reply: plain(first) };
    const stopped = stopperOf(answers);
    if (stopped) return { address, state: 'refused', reply: plain(stopped) };
    if (first === undefined) return { address, state: 'unsent' };
    const last = answers.message[lmtp ? taken++ : 0];
    if (last === undefined) return { address, state: givenAway ? 'unknown' : 'unsent' };
    return { address, state: isPositive(last) ? 'accepted' : 'refused', reply: plain(last) };
  });
}

/** The answer that refused the message for all of its recipients, but not one of them by itself. */
function stopperOf({ mail, data, rcpt }: Answers): SubmissionReply | undefined {
  if (mail && !isPositive(mail)) return mail;
  return data && !isPositive(data) && rcpt.some(isPositive) ? data : undefined;
}

interface Refusal {
  readonly at: 'sender' | 'recipients' | 'message';
  readonly reply: SubmissionReply;
}

function refusalOf({ mail, rcpt, data, message }: Answers, count: number): Refusal | undefined {
  if (mail && !isPositive(mail)) return { at: 'sender', reply: mail };
  const closed = rcpt.find(({ code }) => code === 421);
  if (closed) return { at: 'recipients', reply: closed };
  // What is refused for now may go later, so that counts more.
  const deferred = rcpt.find(({ code }) => code >= 400 && code < 500);
  const [first] = rcpt;
  if (first && rcpt.length === count && !rcpt.some(isPositive)) {
    return { at: 'recipients', reply: deferred ?? first };
  }
  if (data && !isPositive(data)) return { at: 'message', reply: data };
  const [last] = message;
  if (last && !message.some(isPositive)) return { at: 'message', reply: last };
  return undefined;
}

function refusedFault(
  { at, reply }: Refusal,
  from: string,
  recipients: readonly RecipientResult[],
  { host, size }: Ending,
): MailError {
  const { code } = reply;
  const words = quoted(reply);
  if (code === 421) return closing(host, reply);
  if (isTooLarge(reply, at)) return new MailError('message-too-large', [host, String(size), words]);
  if (code === 530) {
    // RFC 3207 4: the same code asks for STARTTLS.
    const wantsTls = /STARTTLS/i.test(reply.text);
    return wantsTls ? new MailError('login-disabled', [host]) : new MailError('login-needed', [host, words]);
  }
  if (code < 500) return new MailError('try-later', [host, words]);
  const several = at === 'recipients' && new Set(recipients.map((one) => one.reply?.text)).size > 1;
  switch (at) {
    case 'sender':
      return new MailError('sender-refused', [host, from === '' ? '<>' : shownText(from), words]);
    case 'recipients':
      return new MailError('all-recipients-refused', [host, several ? `${words} …` : words]);
    case 'message':
      return new MailError('message-refused', [host, words]);
  }
}

/** RFC 1870 6.1, RFC 3463 3.3 and 3.4; a full mailbox has the same code of three digits. */
function isTooLarge({ code, enhancedCode }: SubmissionReply, at: Refusal['at']): boolean {
  if (enhancedCode !== undefined) return /^5\.(?:3\.4|2\.3)$/.test(enhancedCode);
  return code === 552 && at !== 'recipients';
}

function partlyFault(recipients: readonly RecipientResult[], host: string): MailError {
  const refused = recipients.filter(({ state }) => state === 'refused');
  const all = String(recipients.length);
  if (refused.every(({ reply }) => reply !== undefined && isTooMany(reply))) {
    return new MailError('too-many-recipients', [host, String(recipients.length - refused.length), all]);
  }
  const [first] = refused;
  const words = first?.reply ? quoted(first.reply) : '';
  return new MailError('recipients-refused', [host, String(refused.length), all, words]);
}

/** RFC 5321 4.5.3.1.10, RFC 3463 3.6. */
function isTooMany({ code, enhancedCode, text }: SubmissionReply): boolean {
  if (enhancedCode !== undefined) return /^[45]\.5\.3$/.test(enhancedCode);
  return (code === 452 || code === 552) && /recipients/i.test(text);
}

function closing(host: string, reply: SubmissionReply): MailError {
  return new MailError('service-closing', [host, quoted(reply)]);
}

/** Why the login failed, from the server's answer; undefined where it gave none. */
export function loginFault(
  reply: SubmissionReply | undefined,
  host: string,
  who: { readonly user: string; readonly isToken: boolean },
): MailError {
  if (reply === undefined) return new MailError('sending-cut', [host]);
  const { code, enhancedCode = '', text } = reply;
  const [known] = LOGIN.find(([, matches]) => matches(code, enhancedCode, text)) ?? [
    'command-refused' as const,
  ];
  switch (known) {
    case 'wrong-password':
      return new MailError(who.isToken ? 'token-expired' : known, [host, who.user]);
    case 'app-password-needed':
      return new MailError(known, [host, who.user]);
    case 'account-locked':
      return new MailError(known, [host, who.user, quoted(reply)]);
    case 'login-disabled':
      return new MailError(known, [host]);
    case 'server-busy':
      return new MailError(known, [host, quoted(reply)]);
    default:
      return new MailError('command-refused', [host, 'AUTH', quoted(reply)]);
  }
}

type Matches = (code: number, enhanced: string, text: string) => boolean;

/** RFC 4954 6; what the great providers say besides. */
const LOGIN: readonly (readonly [FaultCode, Matches])[] = [
  [
    'app-password-needed',
    (code, enhanced, text) =>
      /app(?:lication)?[ -]?(?:specific )?password|5\.7\.9 .*browser/i.test(text) ||
      (code === 534 && enhanced === '5.7.9'),
  ],
  ['login-disabled', (code, enhanced) => code === 538 || code === 530 || enhanced === '5.7.11'],
  ['account-locked', (_, __, text) => /disabled|suspended|locked|too many/i.test(text)],
  ['wrong-password', (code, enhanced) => code === 535 || enhanced === '5.7.8'],
  ['server-busy', (code) => code === 421 || code === 454 || code === 451],
];

function plain({ code, enhancedCode, text }: SubmissionReply): SubmissionReply {
  return { code, ...(enhancedCode === undefined ? {} : { enhancedCode }), text };
}

function quoted(reply: SubmissionReply): string {
  return shownText(said(reply), MAX_SAID);
}

/** UTF-16 units. */
const MAX_SAID = 200;
