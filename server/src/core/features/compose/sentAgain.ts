// A message that goes out once more: redirected under Resent fields, or anew with a date and an identifier of its own.

import type { HostEncoding } from '../../message/body/octets.ts';
import { addressKey } from '../addressText.ts';
import type { Composed, Composition, Original } from './composeTypes.ts';
import { addressField, plainField } from './headerText.ts';
import type { Correspondent } from './headerText.ts';
import { correspondents, shownField, standalone } from './originalMessage.ts';

/** RFC 5322 3.6.6: the message as it stands, with a block of Resent fields in front of it. */
export function redirected(
  { identity, date, messageId }: Composition,
  recipients: Readonly<Record<'to' | 'cc' | 'bcc', readonly Correspondent[]>>,
  original: Original,
): Composed {
  const { text, message, decoding } = standalone(original);
  const { to, cc, bcc } = recipients;
  const from = addressField('Resent-From', [{ name: identity.name ?? '', address: identity.address }]);
  const head = from + addressField('Resent-To', to);
  const more =
    (cc.length > 0 ? addressField('Resent-Cc', cc) : '') +
    (bcc.length > 0 ? addressField('Resent-Bcc', bcc) : '') +
    plainField('Resent-Date', date) +
    plainField('Resent-Message-ID', messageId);
  return {
    text: head + more + text,
    encoding: encodingOf(text, decoding.host),
    cursor: head.length - 1,
    subject: shownField({ message, decoding }, 'subject'),
    notes: [],
  };
}

/** The message without what its way has put there, and with a new date and identifier. */
export function resent({ identity, own = [], date, messageId }: Composition, original: Original): Composed {
  const again = standalone(original);
  const { text, message, decoding } = again;
  const mine = new Set([identity.address, ...own].map((address) => addressKey(address).toLowerCase()));
  const authors = correspondents(message.field('from'), again);
  const isOwn = authors.some(({ address }) => mine.has(addressKey(address).toLowerCase()));
  const dropped = isOwn ? DROPPED : [...DROPPED, ...AUTHOR];
  const { fields, lines, separator } = message.header;
  const kept = [...fields.filter(({ key }) => !dropped.some((pattern) => pattern.test(key))), ...lines].sort(
    (a, b) => a.from - b.from,
  );
  const head =
    (isOwn ? '' : addressField('From', [{ name: identity.name ?? '', address: identity.address }])) +
    kept.map(({ from, to }) => withLineEnd(text.slice(from, to))).join('') +
    plainField('Date', date) +
    plainField('Message-ID', messageId);
  const body = text.slice(separator.to);
  const whole = `${head}\n${body}`;
  const notes = isOwn ? [] : ['The message was somebody else’s: it goes out under your address.'];
  return {
    text: whole,
    encoding: encodingOf(whole, decoding.host),
    cursor: head.length + 1,
    subject: shownField(again, 'subject'),
    notes,
  };
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** ASCII is the same in both; what a file is not UTF-8 for may have been left out. */
function encodingOf(text: string, host: HostEncoding): HostEncoding {
  return host === 'latin1' && /[^\0-\x7f]/.test(text) ? 'latin1' : 'utf-8';
}

/** Fields that servers, lists and filters write, and what a new message has anew; names in lower case. */
const DROPPED = [
  /^(?:date|message-id|received|return-path|delivered-to|envelope-to|x-original-to|delivery-date|original-recipient)$/,
  /^(?:resent-|arc-|dkim-|domainkey-|authentication-results|received-spf|x-received|x-google-|x-gm-)/,
  /^(?:list-|mailing-list$|precedence$|x-mailman-|x-loop$|errors-to$|x-beenthere$)/,
  /^(?:x-spam|x-virus|x-ms-exchange-|x-forefront|x-microsoft-antispam|x-mozilla-|status$|x-status$|x-uidl?$|x-keywords$)/,
];
const AUTHOR = [/^(?:from|sender|reply-to|mail-reply-to|mail-followup-to|disposition-notification-to|bcc)$/];
