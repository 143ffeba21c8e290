// Who sent a message of a property store, and to whom.

import { addressField } from '../../../../server/src/core/index.ts';
import { numberOf, textOf, type MapiMessage, type MapiProperties } from './mapiObject.ts';
import { properties, recipientTypes } from './properties.ts';

/** Whole fields with their line ends; empty or undefined where there is nobody. */
export interface Addresses {
  readonly from: string | undefined;
  readonly sender: string | undefined;
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
}

interface Person {
  readonly name: string;
  readonly address?: string;
}

const address = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"\\]+$/u;

/** @returns what is an Internet address; one inside an organisation (`/O=…`) is none. */
function internetAddress(...candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find((candidate) => candidate !== undefined && address.test(candidate));
}

function personOf(own: MapiProperties, nameId: number, ...addressIds: readonly number[]): Person | undefined {
  const found = internetAddress(...addressIds.map((id) => textOf(own, id)));
  const name = textOf(own, nameId);
  if (found === undefined && name === undefined) return undefined;
  return { name: name ?? '', ...(found !== undefined && { address: found }) };
}

/**
 * One field of all people. Those without an address, known to their organisation alone, become groups without members
 * (RFC 6854), so that their names are kept and nothing is made up.
 */
function field(name: string, people: readonly Person[], withoutAddress: () => void): string {
  if (people.length === 0) return '';
  const known = people.flatMap(({ name: display, address: found }) =>
    found === undefined ? [] : [{ name: display, address: found }],
  );
  const groups = people.flatMap(({ name: display, address: found }) =>
    found === undefined ? [display] : [],
  );
  if (groups.length === 0) return addressField(name, known);
  withoutAddress();
  const written = addressField(name, known).trimEnd();
  const more = groups.map((group) => phrase(group)).join(',\n ');
  return known.length === 0 ? `${name}: ${more}\n` : `${written},\n ${more}\n`;
}

/** The name of a group: written as the name of a mailbox would be. */
function phrase(name: string): string {
  const [, written = '""'] =
    /^X: ([^]*) <a@b[.]example>\n$/u.exec(addressField('X', [{ name, address: 'a@b.example' }])) ?? [];
  return `${written}:;`;
}

/** @param withoutAddress is told where somebody has no address on the Internet. */
export function addressesOf(message: MapiMessage, withoutAddress: () => void): Addresses {
  const own = message.properties;
  const from = personOf(
    own,
    properties.sentRepresentingName,
    properties.sentRepresentingSmtpAddress,
    properties.sentRepresentingEmailAddress,
  );
  const sender = personOf(
    own,
    properties.senderName,
    properties.senderSmtpAddress,
    properties.senderEmailAddress,
  );
  const people = message.recipients.map((recipient) => ({
    type: numberOf(recipient, properties.recipientType) ?? recipientTypes.to,
    person: personOf(recipient, properties.displayName, properties.smtpAddress, properties.emailAddress),
  }));
  const fieldOf = (name: string, type: number): string =>
    field(
      name,
      people.flatMap(({ type: own, person }) => (own === type && person ? [person] : [])),
      withoutAddress,
    );
  const author = from ?? sender;
  const isOther = from !== undefined && sender?.address !== undefined && sender.address !== from.address;
  return {
    from: author && field('From', [author], withoutAddress),
    sender: isOther ? field('Sender', [sender], withoutAddress) : undefined,
    to: fieldOf('To', recipientTypes.to),
    cc: fieldOf('Cc', recipientTypes.cc),
    bcc: fieldOf('Bcc', recipientTypes.bcc),
  };
}
