// Fields of a message disposition notification, the read receipt (RFC 8098).
import { rfc } from '../reference.ts';
import type { HeaderField } from './headerField.ts';

const family = { places: ['disposition-notification'], addedBy: 'reporter', status: 'standard' } as const;

export const dispositionNotificationFields: readonly HeaderField[] = [
  {
    ...family,
    name: 'Reporting-UA',
    grammar: 'unstructured',
    count: 'one',
    reference: rfc(8098, '3.2.1'),
    summary: 'The mail program that wrote the receipt, and the host it ran on.',
  },
  {
    ...family,
    name: 'MDN-Gateway',
    grammar: 'typed-value',
    count: 'one',
    reference: rfc(8098, '3.2.2'),
    summary: 'The gateway that translated a foreign receipt into this one.',
  },
  {
    ...family,
    name: 'Disposition',
    grammar: 'disposition',
    count: 'one',
    requiredIn: ['disposition-notification'],
    reference: rfc(8098, '3.2.6'),
    summary:
      'What became of the message: displayed, deleted, dispatched or processed, and whether a person or a program decided it.',
  },
  {
    ...family,
    name: 'Error',
    grammar: 'unstructured',
    count: 'many',
    reference: rfc(8098, '3.2.7'),
    summary: 'Why something went wrong while the message was handled, in words.',
  },
  {
    ...family,
    name: 'Failure',
    grammar: 'unstructured',
    count: 'many',
    status: 'obsolete',
    reference: rfc(3798, '3.2.7'),
    summary: 'Why handling the message failed altogether. Later versions of the standard dropped it.',
  },
  {
    ...family,
    name: 'Warning',
    grammar: 'unstructured',
    count: 'many',
    status: 'obsolete',
    reference: rfc(3798, '3.2.7'),
    summary:
      'Something that was odd but did not stop the message from being handled. Later versions of the standard dropped it.',
  },
];
