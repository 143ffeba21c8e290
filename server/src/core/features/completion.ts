// Completion: what can stand under the cursor, in a header only.

import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import { unfold } from '../message/field.ts';
import { fieldGrammar } from '../message/fieldSyntax.ts';
import type { Part } from '../message/part.ts';
import type { FieldGrammar } from '../registry/headerFields/index.ts';
import { offer } from './completion/completionTypes.ts';
import type { Completion, CompletionPorts, SeenNames, ValueContext } from './completion/completionTypes.ts';
import { fieldNames } from './completion/fieldNames.ts';
import { contentTypeValues, dispositionValues, encodingValues } from './completion/mimeValues.ts';
import { addressValues, dateValues, newIdValues, seenIdValues } from './completion/values.ts';
import { lineOf, placeAt } from './locate.ts';

export type { Completion, CompletionKind, CompletionPorts, SeenNames } from './completion/completionTypes.ts';
export { seenNames } from './completion/values.ts';

/** What can stand at a host offset. */
export function completions(
  document: MailDocument,
  offset: number,
  ports: CompletionPorts,
  seen: SeenNames,
): readonly Completion[] {
  const place = placeAt(document, offset);
  if (!place || place.delimiter) return [];
  const { part, field } = place;
  if (field && offset >= field.valueFrom) {
    const before = unfold(field.ownText(field.valueFrom, offset));
    return valuesOf(field)?.({ document, part, field, offset, before, ports, seen }) ?? [];
  }
  return nameCompletions(part, field, offset);
}

/** Names stand at the start of a line of the header, and where the header is still to be written. */
function nameCompletions(part: Part, field: Field | undefined, offset: number): Completion[] {
  const { snapshot } = part.lens;
  const line = lineOf(part.lens, offset);
  const start = line ? line.content : offset;
  const header = part.header.end === 'missingSeparator' ? start <= part.bodyFrom + PREFIX : start <= part.header.to + PREFIX;
  const before = snapshot.slice(start, offset);
  if (!header || offset < start || !NAME.test(before)) return [];
  if (field) return fieldNames(part, { from: field.nameFrom, to: field.nameTo }, field.key, '');
  const behind = NAME_BEHIND.exec(snapshot.slice(offset, line ? line.contentTo : offset))?.[0] ?? '';
  return fieldNames(part, { from: start, to: offset + behind.length }, undefined, ': ');
}

type Values = (context: ValueContext) => Completion[];

function valuesOf(field: Field): Values | undefined {
  return byField[field.key] ?? byGrammar[fieldGrammar(field)];
}

const byField: Readonly<Record<string, Values | undefined>> = {
  'message-id': newIdValues,
  'resent-message-id': newIdValues,
};

const byGrammar: Readonly<Partial<Record<FieldGrammar, Values>>> = {
  'content-type': contentTypeValues,
  'content-disposition': dispositionValues,
  'content-transfer-encoding': encodingValues,
  'content-id': newIdValues,
  'mime-version': ({ offset, before }) =>
    before.trim() === '' ? offer('value', { from: offset, to: offset }, [{ label: '1.0' }]) : [],
  'date-time': dateValues,
  'msg-id': seenIdValues,
  'msg-id-list': seenIdValues,
  'address-list': addressValues,
  'address-list-or-empty': addressValues,
  'mailbox-list': addressValues,
  mailbox: addressValues,
  'addr-spec': addressValues,
};

/** RFC 5322 3.6.8. */
const NAME = /^[!-9;-~]*$/;
const NAME_BEHIND = /^[!-9;-~]*/;
/** How far a line's content may stand behind its start in a host. */
const PREFIX = 64;
