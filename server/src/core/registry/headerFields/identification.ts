// Fields that identify a message and tie it to others (RFC 5322, 3.6.4).
import { rfc } from '../reference.ts';
import type { HeaderField } from './headerField.ts';

const family = { places: ['message'], addedBy: 'client', status: 'standard' } as const;

export const identificationFields: readonly HeaderField[] = [
  {
    ...family,
    name: 'Message-ID',
    grammar: 'msg-id',
    count: 'one',
    reference: rfc(5322, '3.6.4'),
    summary:
      'The worldwide name of this message, made once by whoever created it. Search logs and mailboxes for it, and look at its right side to see which system wrote the message.',
  },
  {
    ...family,
    name: 'In-Reply-To',
    grammar: 'msg-id-list',
    count: 'one',
    reference: rfc(5322, '3.6.4'),
    summary: 'The identifiers of the message or messages that this one answers.',
  },
  {
    ...family,
    name: 'References',
    grammar: 'msg-id-list',
    count: 'one',
    reference: rfc(5322, '3.6.4'),
    summary:
      'The chain of identifiers from the start of the conversation to the message being answered. Mail programs build threads from it.',
  },
  {
    ...family,
    name: 'Original-Message-ID',
    grammar: 'msg-id',
    count: 'one',
    places: ['disposition-notification', 'message'],
    addedBy: 'reporter',
    reference: rfc(8098, '3.2.5'),
    summary: 'The Message-ID of the message that a read receipt or a forwarded copy is about.',
  },
  {
    ...family,
    name: 'Supersedes',
    grammar: 'msg-id-list',
    count: 'one',
    addedBy: 'author',
    reference: rfc(4021, '2.1.46'),
    summary:
      'The identifier of an earlier message that this one replaces. News servers may delete the earlier article.',
  },
  {
    ...family,
    name: 'Obsoletes',
    grammar: 'msg-id-list',
    count: 'one',
    addedBy: 'gateway',
    status: 'obsolete',
    reference: rfc(4021, '2.1.45'),
    summary: 'The old name of Supersedes in mail that came from X.400.',
  },
  {
    ...family,
    name: 'See-Also',
    grammar: 'msg-id-list',
    count: 'many',
    addedBy: 'author',
    status: 'informational',
    reference: rfc(2076, '3.6'),
    summary: 'Identifiers of other articles that have to do with this one.',
  },
  {
    ...family,
    name: 'Xref',
    grammar: 'unstructured',
    count: 'one',
    addedBy: 'delivery',
    reference: rfc(5536, '3.2.14'),
    summary:
      'Where the article is stored on one news server: the group names and article numbers there. It means nothing on any other server.',
  },
];
