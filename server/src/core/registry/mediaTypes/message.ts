// Media types of messages and reports.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const messageTypes: readonly MediaType[] = [
  {
    name: 'message/rfc822',
    summary: 'A whole message inside this one.',
    extensions: ['eml', 'mime', 'mht', 'mhtml'],
    reference: rfc(2046, '5.2.1'),
  },
  {
    name: 'message/global',
    summary: 'A whole message that may hold UTF-8 in its header.',
    extensions: ['u8msg'],
    reference: rfc(6532, '3.7'),
  },
  {
    name: 'message/partial',
    summary: 'A piece of a message that was too large to send at once.',
    extensions: [],
    required: ['id', 'number'],
    optional: ['total'],
    reference: rfc(2046, '5.2.2'),
  },
  {
    name: 'message/external-body',
    summary: 'A pointer to content that lies elsewhere. The part holds only its header.',
    extensions: [],
    required: ['access-type'],
    optional: [
      'expiration',
      'size',
      'permission',
      'url',
      'name',
      'site',
      'directory',
      'mode',
      'server',
      'subject',
      'content-type',
    ],
    reference: rfc(2046, '5.2.3'),
  },
  {
    name: 'message/delivery-status',
    summary: 'The machine-readable half of a delivery report.',
    extensions: [],
    reference: rfc(3464, '2.1'),
  },
  {
    name: 'message/global-delivery-status',
    summary: 'The machine-readable half of a delivery report, with UTF-8 addresses.',
    extensions: ['u8dsn'],
    reference: rfc(6533, '6.4'),
  },
  {
    name: 'message/global-headers',
    summary: 'The header of a returned message that may hold UTF-8.',
    extensions: ['u8hdr'],
    reference: rfc(6533, '6.3'),
  },
  {
    name: 'message/disposition-notification',
    summary: 'The machine-readable half of a read receipt.',
    extensions: [],
    reference: rfc(8098, '3.1'),
  },
  {
    name: 'message/global-disposition-notification',
    summary: 'The machine-readable half of a read receipt, with UTF-8 addresses.',
    extensions: ['u8mdn'],
    reference: rfc(6533, '6.5'),
  },
  {
    name: 'message/feedback-report',
    summary: 'The machine-readable half of an abuse report.',
    extensions: [],
    reference: rfc(5965, '3'),
  },
  {
    name: 'message/tracking-status',
    summary: 'The answer to a question where a message is.',
    extensions: [],
    reference: rfc(3886, '3.1'),
  },
  {
    name: 'message/news',
    summary: 'A news article, for transport by mail. Now message/rfc822 is used.',
    extensions: [],
    reference: rfc(5537, '4'),
  },
  {
    name: 'message/s-http',
    summary: 'A message of an early attempt at secure web transfer.',
    extensions: [],
    reference: ianaMediaTypes,
  },
  {
    name: 'message/http',
    summary: 'A request or an answer of the web protocol, as evidence or test material.',
    extensions: [],
    optional: ['version', 'msgtype'],
    reference: rfc(9112),
  },
  {
    name: 'message/sip',
    summary: 'A message of telephone signalling.',
    extensions: [],
    optional: ['version'],
    reference: rfc(3261),
  },
  {
    name: 'message/cpim',
    summary: 'An instant message with its own header.',
    extensions: [],
    reference: rfc(3862),
  },
  {
    name: 'message/imdn+xml',
    summary: 'A receipt for an instant message.',
    extensions: [],
    reference: rfc(5438),
  },
];
