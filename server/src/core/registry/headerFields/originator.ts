// Fields that say who wrote a message and who answers for it (RFC 5322, 3.6.1 and 3.6.2).
import { rfc } from '../reference.ts';
import type { HeaderField } from './headerField.ts';

const family = { places: ['message'], addedBy: 'author', status: 'standard' } as const;

export const originatorFields: readonly HeaderField[] = [
  {
    ...family,
    name: 'Date',
    grammar: 'date-time',
    count: 'one',
    requiredIn: ['message'],
    addedBy: 'client',
    reference: rfc(5322, '3.6.1'),
    summary:
      "The moment the author declared the message finished and ready to send, with the author's own zone. Compare it with the Received fields to see delays or a wrong clock.",
  },
  {
    ...family,
    name: 'From',
    grammar: 'mailbox-list',
    count: 'one',
    requiredIn: ['message'],
    reference: rfc(5322, '3.6.2'),
    summary:
      'The author or authors of the message, the address people see first. It proves nothing by itself: look at DKIM and DMARC results before trusting it.',
  },
  {
    ...family,
    name: 'Sender',
    grammar: 'mailbox',
    count: 'one',
    reference: rfc(5322, '3.6.2'),
    summary:
      'The one mailbox that actually handed the message in, when that is not the author. It must be there when From names more than one mailbox.',
  },
  {
    ...family,
    name: 'Reply-To',
    grammar: 'address-list',
    count: 'one',
    reference: rfc(5322, '3.6.2'),
    summary:
      'Where the author wants answers to go instead of From. An address in an unrelated domain is worth a second look.',
  },
  {
    ...family,
    name: 'Author',
    grammar: 'mailbox-list',
    count: 'one',
    status: 'experimental',
    reference: rfc(9057, '3'),
    summary:
      "Keeps the original author's address when a list or relay has to rewrite From. Look here to learn who really wrote a message that came through a list.",
  },
  {
    ...family,
    name: 'Organization',
    grammar: 'unstructured',
    count: 'one',
    reference: rfc(5536, '3.2.9'),
    summary:
      'The company or body the author belongs to, as free text. It comes from news and is shown by some mail programs.',
  },
  {
    ...family,
    name: 'Original-From',
    grammar: 'mailbox-list',
    count: 'one',
    addedBy: 'filter',
    reference: rfc(5703, '5'),
    summary: 'The From field as it stood before a Sieve script enclosed or replaced the message.',
  },
  {
    ...family,
    name: 'Original-Subject',
    grammar: 'unstructured',
    count: 'one',
    addedBy: 'filter',
    reference: rfc(5703, '5'),
    summary: 'The subject line as it stood before a Sieve script enclosed or replaced the message.',
  },
  {
    ...family,
    name: 'Original-Sender',
    grammar: 'mailbox',
    count: 'one',
    addedBy: 'gateway',
    reference: rfc(5537, '3.10.3'),
    summary:
      'The Sender of a message that a gateway carried from mail into news and whose own Sender had to give way.',
  },
  {
    ...family,
    name: 'Apparently-To',
    grammar: 'address-list',
    count: 'many',
    addedBy: 'relay',
    status: 'deprecated',
    reference: rfc(2076, '3.4'),
    summary:
      'Recipients that an old server copied from the envelope because the message named none. It can reveal blind copies and is no longer written.',
  },
  {
    ...family,
    name: 'Fax',
    grammar: 'unstructured',
    count: 'many',
    status: 'informational',
    reference: rfc(2076, '3.4'),
    summary: 'A fax number of the author, as free text.',
  },
  {
    ...family,
    name: 'Phone',
    grammar: 'unstructured',
    count: 'many',
    status: 'informational',
    reference: rfc(2076, '3.4'),
    summary: 'A telephone number of the author, as free text.',
  },
];
