// Everything that can go wrong between the editor and a mailbox, in numbers: `docs/faults.md` is written from this table.

import { sendingFaults } from './sendingFaults.ts';

/** What a button beside the sentence does. */
export type FaultAction =
  | 'openSettings'
  | 'enterPassword'
  | 'signIn'
  | 'trustCertificate'
  | 'showTranscript'
  | 'retry'
  | 'clearCache'
  | 'refresh';

/** One row of the table. */
export interface Fault {
  /** Never changes and is never used again. */
  readonly number: number;
  /** One sentence: what failed, on what, what to do. `{0}`, `{1}` stand for the details. */
  readonly sentence: string;
  readonly actions: readonly FaultAction[];
}

export const faults = {
  // 1 to 19: reaching a server.
  'host-not-found': {
    number: 1,
    sentence: 'No server named {0} was found: check the name, and that this machine is online.',
    actions: ['openSettings', 'retry'],
  },
  'connection-refused': {
    number: 2,
    sentence: '{0} refuses connections on port {1}: check the port and the firewall.',
    actions: ['openSettings', 'retry'],
  },
  'connection-timeout': {
    number: 3,
    sentence: '{0} did not answer on port {1} within {2} seconds: check the port and the network.',
    actions: ['openSettings', 'retry'],
  },
  'network-unreachable': {
    number: 4,
    sentence: '{0} cannot be reached: this machine is offline, or a proxy is needed.',
    actions: ['openSettings', 'retry'],
  },
  'proxy-failed': {
    number: 5,
    sentence: 'The proxy {0} did not open a connection to {1}: check the proxy settings.',
    actions: ['openSettings', 'retry'],
  },
  'certificate-expired': {
    number: 6,
    sentence: 'The certificate of {0} has expired on {1}: nothing was sent to it; tell its operator.',
    actions: ['retry'],
  },
  'certificate-wrong-host': {
    number: 7,
    sentence:
      'The certificate shown by {0} is for {1}: use that name, or check that this is the right server.',
    actions: ['openSettings'],
  },
  'certificate-untrusted': {
    number: 8,
    sentence: 'The certificate of {0} is signed by nobody this machine trusts (SHA-256 {1}).',
    actions: ['trustCertificate', 'openSettings'],
  },
  'certificate-changed': {
    number: 9,
    sentence:
      'The certificate of {0} is not the one that was trusted before: do not log in unless its operator explains why.',
    actions: ['trustCertificate'],
  },
  'tls-failed': {
    number: 10,
    sentence:
      'No secure connection to {0} port {1} came about ({2}): the port may expect STARTTLS, or be in clear.',
    actions: ['openSettings', 'showTranscript'],
  },
  'starttls-missing': {
    number: 11,
    sentence:
      '{0} offers no STARTTLS, which this account requires: nothing was sent; somebody may be in between.',
    actions: ['openSettings', 'showTranscript'],
  },
  'starttls-injected': {
    number: 12,
    sentence:
      '{0} said more before the secure connection than it may: the connection was cut, as somebody may be in between.',
    actions: ['showTranscript'],
  },
  'not-this-protocol': {
    number: 13,
    sentence: '{0} port {1} does not speak {2}: check the port.',
    actions: ['openSettings', 'showTranscript'],
  },
  'greeting-timeout': {
    number: 14,
    sentence:
      '{0} accepted the connection but said nothing for {1} seconds: the port may expect another kind of TLS.',
    actions: ['openSettings', 'retry'],
  },
  'server-silent': {
    number: 15,
    sentence:
      '{0} has not answered for {1} seconds: the connection was closed, and the next action opens a new one.',
    actions: ['retry', 'showTranscript'],
  },
  'connection-lost': {
    number: 16,
    sentence:
      'The connection to {0} broke before the answer was complete: nothing was changed here; try again.',
    actions: ['retry', 'showTranscript'],
  },
  'server-busy': {
    number: 17,
    sentence: '{0} allows no more connections just now ({1}): wait a moment, or close other mail programs.',
    actions: ['retry'],
  },
  'server-closed': {
    number: 18,
    sentence: '{0} closed the connection: {1}',
    actions: ['retry', 'showTranscript'],
  },
  'plain-refused': {
    number: 19,
    sentence:
      'The account would send its password to {0} in clear, which is done on this machine only: choose TLS or STARTTLS.',
    actions: ['openSettings'],
  },

  // 20 to 29: logging in.
  'wrong-password': {
    number: 20,
    sentence: '{0} does not accept the password of {1}.',
    actions: ['enterPassword', 'showTranscript'],
  },
  'app-password-needed': {
    number: 21,
    sentence:
      '{0} wants an app password for {1}, or a sign-in in the browser: the usual password does not work here.',
    actions: ['enterPassword', 'signIn'],
  },
  'token-expired': {
    number: 22,
    sentence: 'The sign-in of {1} at {0} has expired: sign in again.',
    actions: ['signIn'],
  },
  'account-locked': {
    number: 23,
    sentence: '{0} has locked {1} for now ({2}): look into the account at the provider.',
    actions: ['retry', 'showTranscript'],
  },
  'no-common-mechanism': {
    number: 24,
    sentence: '{0} offers no way to log in that is safe and known here (it has {1}).',
    actions: ['openSettings', 'showTranscript'],
  },
  'no-secret': {
    number: 25,
    sentence: 'The password of {0} is not kept on this machine.',
    actions: ['enterPassword'],
  },
  'sign-in-refused': {
    number: 26,
    sentence: 'The sign-in for {0} was refused: {1}',
    actions: ['signIn'],
  },
  'login-disabled': {
    number: 27,
    sentence: '{0} allows no login in clear: choose TLS or STARTTLS.',
    actions: ['openSettings'],
  },

  // 30 to 59: in the mailbox.
  'folder-gone': {
    number: 30,
    sentence: 'There is no folder {0} any more: refresh the list.',
    actions: ['refresh'],
  },
  'message-gone': {
    number: 31,
    sentence: 'This message is no longer in {0}: it was moved or deleted.',
    actions: ['refresh'],
  },
  'uidvalidity-changed': {
    number: 32,
    sentence:
      '{0} was numbered anew by its server: what was kept of it here is dropped, and this message has to be opened anew.',
    actions: ['refresh'],
  },
  'over-quota': {
    number: 33,
    sentence: 'The mailbox of {0} is full: nothing was stored.',
    actions: ['retry'],
  },
  'not-permitted': {
    number: 34,
    sentence: '{0} does not permit this in {1}: {2}',
    actions: ['showTranscript'],
  },
  'command-refused': {
    number: 35,
    sentence: '{0} refused {1}: {2}',
    actions: ['showTranscript', 'retry'],
  },
  'answer-too-large': {
    number: 36,
    sentence: '{0} sent more than {1} in one answer: the connection was closed.',
    actions: ['showTranscript'],
  },
  'answer-malformed': {
    number: 37,
    sentence: '{0} sent an answer that cannot be read ({1}): the connection was closed.',
    actions: ['showTranscript', 'retry'],
  },
  'too-many-folders': {
    number: 38,
    sentence: '{0} has more than {1} folders: the first of them are shown.',
    actions: [],
  },
  'message-incomplete': {
    number: 39,
    sentence: '{0} sent {1} of {2} octets of this message: nothing of it is kept; try again.',
    actions: ['retry', 'showTranscript'],
  },
  'append-unknown': {
    number: 40,
    sentence:
      'The connection to {0} broke while the message was being stored: look into {1} before you try again.',
    actions: ['refresh', 'showTranscript'],
  },
  'move-unknown': {
    number: 41,
    sentence:
      'The connection to {0} broke while {1} messages were being moved to {2}: each is in one of the two folders; refresh both.',
    actions: ['refresh', 'showTranscript'],
  },
  'maildrop-locked': {
    number: 42,
    sentence: '{0} says that the mailbox of {1} is in use elsewhere: try again in a few minutes.',
    actions: ['retry'],
  },
  'pop3-no-uidl': {
    number: 43,
    sentence: '{0} cannot name its messages (no UIDL): they can be read, but not left on the server in part.',
    actions: ['showTranscript'],
  },
  'folder-name-unusable': {
    number: 44,
    sentence: '{0} cannot be the name of a folder: {1}',
    actions: [],
  },
  'not-supported': {
    number: 45,
    sentence: '{0} cannot do this: {1}',
    actions: [],
  },
  'deletions-unknown': {
    number: 46,
    sentence:
      'The connection to {0} broke before it said that {1} messages are deleted: fetch the list again to see which are gone.',
    actions: ['refresh', 'showTranscript'],
  },

  // 60 to 79: files and the cache.
  'disk-full': {
    number: 60,
    sentence: 'There is no room left on the disk of {0}: nothing of this is kept.',
    actions: ['clearCache', 'retry'],
  },
  'file-not-readable': {
    number: 61,
    sentence: '{0} cannot be read: {1}',
    actions: ['retry'],
  },
  'file-not-writable': {
    number: 62,
    sentence: '{0} cannot be written: {1}',
    actions: ['retry'],
  },
  'mbox-changed': {
    number: 63,
    sentence: '{0} was changed by somebody else meanwhile: nothing was written; refresh it.',
    actions: ['refresh'],
  },
  'account-removed': {
    number: 64,
    sentence: 'The account {0} was removed.',
    actions: [],
  },
  'path-escapes': {
    number: 65,
    sentence: '{0} leads out of its folder and is not touched.',
    actions: [],
  },
  'fetch-elsewhere': {
    number: 70,
    sentence:
      'Mail is being fetched into {0} already, perhaps by another window: try again when that is done.',
    actions: ['retry'],
  },
  'fetch-no-uidl': {
    number: 71,
    sentence:
      '{0} cannot name its messages (no UIDL), so that nobody can tell which are new: save those you want instead.',
    actions: ['showTranscript'],
  },

  // 80 to 109.
  ...sendingFaults,

  // 110 and up: what one writes.
  'draft-not-stored': {
    number: 110,
    sentence: 'The draft could not be stored in {0}: {1}. It stays open here.',
    actions: ['retry'],
  },
  'draft-stays': {
    number: 111,
    sentence: 'The former draft could not be taken out of {0}: {1}.',
    actions: [],
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultCode = keyof typeof faults;

/** A failure that the user is told of: a row of the table with its details. Details never hold a secret. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code: FaultCode;
  readonly details: readonly string[];

  constructor(code: FaultCode, details: readonly string[] = [], options?: ErrorOptions) {
    super(filled(faults[code].sentence, details), options);
    this.code = code;
    this.details = details;
  }

  get actions(): readonly FaultAction[] {
    return faults[this.code].actions;
  }
}

/** Whether an error is this row of the table; its class may be that of another bundle. */
export function isFault(error: unknown, ...codes: readonly FaultCode[]): error is MailError {
  if (!(error instanceof Error) || error.name !== 'MailError' || !('code' in error)) return false;
  return codes.some((code) => code === error.code);
}

function filled(sentence: string, details: readonly string[]): string {
  return sentence.replace(/\{(\d)\}/g, (place, index: string) => details[Number(index)] ?? place);
}
