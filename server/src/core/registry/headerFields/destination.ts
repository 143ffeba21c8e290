// Fields that name the recipients of a message (RFC 5322, 3.6.3).
import { rfc } from '../reference.ts';
import type { HeaderField } from './headerField.ts';

const family = { places: ['message'], addedBy: 'author', status: 'standard' } as const;

export const destinationFields: readonly HeaderField[] = [
  {
    ...family,
    name: 'To',
    grammar: 'address-list',
    count: 'one',
    reference: rfc(5322, '3.6.3'),
    summary:
      'The main recipients as the author wrote them. The servers deliver by the envelope, so a message can reach a mailbox that is not named here.',
  },
  {
    ...family,
    name: 'Cc',
    grammar: 'address-list',
    count: 'one',
    reference: rfc(5322, '3.6.3'),
    summary: 'Others who receive a copy, though the content may not be directed at them.',
  },
  {
    ...family,
    name: 'Bcc',
    grammar: 'address-list-or-empty',
    count: 'one',
    reference: rfc(5322, '3.6.3'),
    summary:
      'Recipients whom the others must not see. A message in transit should not carry it, because every reader could then read it.',
  },
  {
    ...family,
    name: 'Fcc',
    grammar: 'unstructured',
    count: 'many',
    addedBy: 'client',
    status: 'informational',
    reference: rfc(2076, '3.16'),
    summary:
      "The folder or file in which the writing program keeps its own copy. It belongs to drafts and should not leave the author's machine.",
  },
  {
    ...family,
    name: 'For-Comment',
    grammar: 'address-list',
    count: 'many',
    status: 'informational',
    reference: rfc(2076, '3.4'),
    summary: 'Recipients who are asked to comment on the message or its attachments.',
  },
  {
    ...family,
    name: 'For-Handling',
    grammar: 'address-list',
    count: 'many',
    status: 'informational',
    reference: rfc(2076, '3.4'),
    summary: 'Recipients who are asked to act on the message or its attachments.',
  },
];
