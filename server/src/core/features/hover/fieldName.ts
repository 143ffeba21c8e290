// Hover of a field's name: what it means, who adds it, what it holds, how often it may stand.

import { fieldGrammars } from '../../registry/headerFields/index.ts';
import type { AddedBy, FieldStatus, HeaderField, Place } from '../../registry/headerFields/index.ts';
import { rfc } from '../../registry/reference.ts';
import { placeOf } from '../../rules/subjects.ts';
import { decodedValue, encodedRuns } from '../../message/views/encodedWords.ts';
import { inlineCode } from '../markdown.ts';
import { explained, facts, hoverOf, link } from './hoverTypes.ts';
import type { NodeHover } from './hoverTypes.ts';

/** Explains a header field from the registry, and shows its value decoded where that differs. */
export const fieldNameHover: NodeHover = ({ field, part, decoding }) => {
  const { definition } = field;
  const range = { from: field.nameFrom, to: field.nameTo };
  const decoded =
    encodedRuns(field, decoding).length > 0
      ? `Decoded: ${inlineCode(decodedValue(field, decoding), MAX_VALUE)}`
      : undefined;
  if (!definition) return hoverOf(range, `**${inlineCode(field.name)}** ${unknown(field.name)}`, decoded);
  const place = placeOf(part);
  return hoverOf(
    range,
    `**${inlineCode(definition.name)}** ${explained(definition)}`,
    facts(
      `Holds ${fieldGrammars[definition.grammar].holds}`,
      occurrence(definition, place),
      `Added by ${addedBy[definition.addedBy]}`,
      statuses[definition.status],
      definition.places.includes(place)
        ? undefined
        : `Has no meaning here, only in ${definition.places.map((each) => places[each]).join(' or ')}`,
    ),
    decoded,
  );
};

function unknown(name: string): string {
  return /^x-/i.test(name)
    ? `A field of somebody's own: names with \`X-\` are not registered. ${link(rfc(6648))}`
    : 'This field is not in the registries. It is read as free text.';
}

function occurrence({ count, requiredIn }: HeaderField, place: Place): string {
  if (requiredIn?.includes(place) === true) {
    return count === 'one' ? 'Required, exactly once' : 'Required, at least once';
  }
  return count === 'one' ? 'At most once in a header' : 'Any number of times';
}

const addedBy: Readonly<Record<AddedBy, string>> = {
  author: 'the author',
  client: 'the mail program that writes or stores the message',
  submission: 'the server that takes the message from its author',
  relay: 'any server on the way',
  delivery: 'the system that puts the message into the mailbox',
  list: 'a mailing list',
  filter: 'a spam, virus or policy filter',
  reporter: 'the system that writes a report',
  gateway: 'a gateway to another mail or news system',
};

const statuses: Readonly<Record<FieldStatus, string | undefined>> = {
  standard: undefined,
  informational: 'In wide use, not on the standards track',
  experimental: 'An experiment: few programs know it',
  provisional: 'Only provisionally registered',
  deprecated: 'Deprecated: do not write it any more',
  obsolete: 'Obsolete: its specification was withdrawn',
  vendor: 'Defined by one product or service',
};

const places: Readonly<Record<Place, string>> = {
  message: 'the header of a message',
  part: 'the header of a part',
  'delivery-status': 'a delivery report',
  'delivery-status-recipient': "a recipient's block of a delivery report",
  'disposition-notification': 'a read receipt',
  'feedback-report': 'an abuse report',
};

const MAX_VALUE = 500;
