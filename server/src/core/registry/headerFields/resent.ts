// Fields added when a person sends a received message on unchanged (RFC 5322, 3.6.6).
import { rfc } from '../reference.ts';
import type { HeaderField } from './headerField.ts';

const family = { places: ['message'], addedBy: 'client', status: 'standard' } as const;

export const resentFields: readonly HeaderField[] = [
  {
    ...family,
    name: 'Resent-Date',
    grammar: 'date-time',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'When somebody sent the message on to new recipients. The original Date stays as it was.',
  },
  {
    ...family,
    name: 'Resent-From',
    grammar: 'mailbox-list',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'Who sent a received message on. The original author stays in From.',
  },
  {
    ...family,
    name: 'Resent-Sender',
    grammar: 'mailbox',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary:
      'Who actually handed in the message that was sent on, when that is not the one named in Resent-From.',
  },
  {
    ...family,
    name: 'Resent-To',
    grammar: 'address-list',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'The recipients to whom the message was sent on.',
  },
  {
    ...family,
    name: 'Resent-Cc',
    grammar: 'address-list',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'Further recipients who got a copy when the message was sent on.',
  },
  {
    ...family,
    name: 'Resent-Bcc',
    grammar: 'address-list-or-empty',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'Hidden recipients of a message that was sent on. Like Bcc, it should not be seen in transit.',
  },
  {
    ...family,
    name: 'Resent-Message-ID',
    grammar: 'msg-id',
    count: 'many',
    reference: rfc(5322, '3.6.6'),
    summary: 'A name for this act of sending on. The original Message-ID is not changed.',
  },
  {
    ...family,
    name: 'Resent-Reply-To',
    grammar: 'address-list',
    count: 'many',
    status: 'obsolete',
    reference: rfc(5322, '4.5.6'),
    summary: 'Where answers to the sending on were to go. The current standard forbids writing it.',
  },
];
