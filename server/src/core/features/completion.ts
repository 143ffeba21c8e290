// Completion: what can stand under the cursor, in a header only.

import type { MailDocument } from '../message/document.ts';
import type { Field } from '../message/field.ts';
import { unfold } from '../message/field.ts';
import { fieldGrammar } from '../message/fieldSyntax.ts';
import type { Part } from '../message/part.ts';
import { hostEdits } from '../text/edits.ts';
import type { FieldGrammar } from '../registry/headerFields/index.ts';
import { offer } from './completion/completionTypes.ts';
import type { NewValuePorts } from '../message/newValues.ts';
import type { Completion, SeenNames, ValueContext } from './completion/completionTypes.ts';
import { fieldNames } from './completion/fieldNames.ts';
import { contentTypeValues, dispositionValues, encodingValues } from './completion/mimeValues.ts';
import { addressValues, dateValues, newIdValues, seenIdValues } from './completion/values.ts';
import { lineOf, messageAt, placeAt } from './locate.ts';

export type { Completion, CompletionKind, SeenNames } from './completion/completionTypes.ts';
export { seenNames } from './completion/values.ts';

/** What can stand at a host offset. */
export function completions(
  document: MailDocument,
  offset: number,
  ports: NewValuePorts,
  seen: SeenNames,
): readonly Completion[] {
  const place = placeAt(document, offset);
  if (!place || place.delimiter) return [];
  const { part, field } = place;
  const context = { document, part, offset, ports, seen };
  const found =
    field && offset >= field.valueFrom
      ? valueCompletions(context, field)
      : nameCompletions(part, field, offset);
  const { lens } = messageAt(document, offset) ?? part;
  if (!lens.insertion.literal) return found;
  // What stands in front of the completion's own edit is the literal's count.
  return found.map((each) => ({ ...each, additional: hostEdits(lens, [each]).slice(0, -1) }));
}

function valueCompletions(context: Omit<ValueContext, 'field' | 'before'>, field: Field): Completion[] {
  const before = unfold(field.ownText(field.valueFrom, context.offset));
  const line = lineOf(field.lens, context.offset);
  const found = valuesOf(field)?.({ ...context, field, before }) ?? [];
  // What began in the line before cannot be replaced: clients take edits of one line only.
  return found.filter(({ from }) => from >= (line?.content ?? from));
}

/** Names stand at the start of a line of the header, and where the header is still to be written. */
function nameCompletions(part: Part, field: Field | undefined, offset: number): Completion[] {
  const { snapshot } = part.lens;
  const line = lineOf(part.lens, offset);
  const start = line ? line.content : offset;
  // Where the empty line is missing, the name being typed is the body's first line.
  const last = part.header.end === 'missingSeparator' ? part.bodyFrom : part.header.to;
  const before = snapshot.slice(start, offset);
  if ((line?.from ?? offset) > last || offset < start || !NAME.test(before)) return [];
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
