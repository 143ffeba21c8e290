// Who gets a message: the addresses of its fields as an envelope takes them, and what cannot be read of them.

import type { Decoding } from '../../message/charsets.ts';
import type { FaultCode } from '../../message/faults.ts';
import type { Field } from '../../message/field.ts';
import { decodedName, mailboxes } from '../../message/views/addresses.ts';
import type { MailboxView } from '../../message/views/addresses.ts';
import { addressKey, mailboxesIn, wireAddress } from '../addressText.ts';
import type { SendObstacle, SendRecipient } from './sendTypes.ts';

/** Recipients, each once, in order, and the addresses that are none. */
export interface Recipients {
  readonly list: readonly SendRecipient[];
  readonly obstacles: readonly SendObstacle[];
}

/** The recipients that fields name; groups are expanded (RFC 5322 3.4). */
export function recipientsOf(fields: readonly Field[], decoding: Decoding): Recipients {
  const list: SendRecipient[] = [];
  const obstacles: SendObstacle[] = [];
  const seen = new Set<string>();
  for (const field of fields) {
    obstacles.push(...unreadable(field));
    for (const mailbox of mailboxes(field)) {
      const address = wireAddress(mailbox);
      if (address === undefined) {
        if (!obstacles.some((known) => touches(known, mailbox))) obstacles.push(noAddress(field, mailbox));
        continue;
      }
      const key = addressKey(address);
      if (seen.has(key)) continue;
      seen.add(key);
      if (list.length < MAX_RECIPIENTS) {
        list.push({ address, name: decodedName(mailbox, decoding) ?? '', field: field.name });
      }
    }
  }
  if (seen.size > MAX_RECIPIENTS) {
    const at = fields[0] ?? { from: 0, to: 0 };
    obstacles.push({
      code: 'tooManyRecipients',
      message: `The message has ${String(seen.size)} recipients; no more than ${String(MAX_RECIPIENTS)} can be sent at once.`,
      from: at.from,
      to: at.to,
    });
  }
  return { list, obstacles: obstacles.slice(0, MAX_OBSTACLES) };
}

/** The recipients that somebody has typed. */
export function givenRecipients(texts: readonly string[]): Recipients {
  const list: SendRecipient[] = [];
  const obstacles: SendObstacle[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const found = mailboxesIn(text);
    const addresses = found.map(wireAddress);
    if (found.length === 0 || addresses.includes(undefined)) {
      const message = `“${shown(text)}” is no address that mail can be sent to.`;
      obstacles.push({ code: 'badAddress', message, from: 0, to: 0 });
    }
    for (const [i, address] of addresses.entries()) {
      if (address === undefined || seen.has(addressKey(address))) continue;
      seen.add(addressKey(address));
      list.push({ address, name: found[i]?.name ?? '', field: '' });
    }
  }
  return { list, obstacles: obstacles.slice(0, MAX_OBSTACLES) };
}

/** The address of the first mailbox of a field that has one. */
export function firstAddress(field: Field | undefined): string | undefined {
  if (!field) return undefined;
  for (const mailbox of mailboxes(field)) {
    const address = wireAddress(mailbox);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** Where it is not sure which addresses are meant. */
function unreadable(field: Field): readonly SendObstacle[] {
  const found: SendObstacle[] = [];
  for (const { code, from, to } of field.faults) {
    if (!UNSURE.has(code)) continue;
    found.push({
      code: 'badAddress',
      message: `The addresses in ${field.name} cannot be read for certain here. Correct them before sending.`,
      from: field.from + from,
      to: field.from + to,
    });
    if (found.length === MAX_OBSTACLES) break;
  }
  return found;
}

function noAddress(field: Field, mailbox: MailboxView): SendObstacle {
  const written = mailbox.address === '' ? (mailbox.name ?? '') : mailbox.address;
  return {
    code: 'badAddress',
    message: `“${shown(written)}” in ${field.name} is no address that mail can be sent to.`,
    from: mailbox.from,
    to: mailbox.to,
  };
}

function shown(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, MAX_SHOWN);
}

function touches(one: { from: number; to: number }, other: { from: number; to: number }): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Faults that may hide an address or make one of several. */
const UNSURE = new Set<FaultCode>([
  'quoted-string-unclosed',
  'comment-unclosed',
  'comment-unopened',
  'addr-no-local-part',
  'addr-no-domain',
  'addr-no-at',
  'addr-leading-dot',
  'addr-trailing-dot',
  'addr-double-dot',
  'addr-angle-unclosed',
  'addr-angle-unopened',
  'addr-domain-literal-unclosed',
  'addr-bad-character',
  'addr-text-after',
  'addr-separator',
  'addr-dot-missing',
  'addr-brackets-missing',
  'addr-empty-angle',
  'addr-spec-brackets',
]);
/** More than any server takes in one transaction (RFC 5321 4.5.3.1.8 asks for 100). */
const MAX_RECIPIENTS = 10_000;
const MAX_OBSTACLES = 20;
const MAX_SHOWN = 100;
