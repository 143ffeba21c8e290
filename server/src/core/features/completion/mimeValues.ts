// Completion of the MIME fields: media types, dispositions, encodings, parameters and their values.

import { charsets } from '../../registry/charsets.ts';
import { dispositionParameter, dispositionParameters, dispositions } from '../../registry/dispositions.ts';
import { mediaType, mediaTypeParameter, mediaTypes } from '../../registry/mediaTypes/index.ts';
import { transferEncodings } from '../../registry/transferEncodings.ts';
import { parametersOf } from '../../message/views/parameters.ts';
import type { TextRange } from '../../text/range.ts';
import { explained } from '../hover/hoverTypes.ts';
import { offer } from './completionTypes.ts';
import type { Completion, ValueContext } from './completionTypes.ts';

/** Content-Type. */
export function contentTypeValues(context: ValueContext): Completion[] {
  const segment = lastSegment(context.before);
  if (segment !== undefined) return parameters(context, segment, typeParameters(context));
  const { field, part, offset, ports } = context;
  const hasBoundary = part.mediaType.boundary !== undefined;
  return offer(
    'value',
    wordAround(context, TYPE_BEFORE, TYPE_BEHIND),
    mediaTypes.map((row) => ({
      label: row.name,
      insert:
        row.name.startsWith('multipart/') &&
        !hasBoundary &&
        field.ownText(offset, field.valueTo).trim() === ''
          ? `${row.name}; boundary="=_${ports.unique()}"`
          : row.name,
      documentation: explained(row),
    })),
  );
}

/** Content-Disposition. */
export function dispositionValues(context: ValueContext): Completion[] {
  const segment = lastSegment(context.before);
  if (segment !== undefined) {
    return parameters(
      context,
      segment,
      dispositionParameters.map(({ name }) => name),
    );
  }
  const rows = dispositions.map((row) => ({
    label: row.name,
    documentation: explained(row),
    rank: row.name === 'inline' || row.name === 'attachment' ? 0 : 1,
  }));
  return offer('value', wordAround(context, TOKEN_BEFORE, TOKEN_BEHIND), rows);
}

/** Content-Transfer-Encoding. */
export function encodingValues(context: ValueContext): Completion[] {
  const rows = transferEncodings
    .filter(({ status }) => status === 'standard')
    .map((row) => ({ label: row.name, documentation: explained(row) }));
  return offer('value', wordAround(context, TOKEN_BEFORE, TOKEN_BEHIND), rows);
}

/** What stands behind the last semicolon in front of the cursor; undefined where there is none outside quotes. */
function lastSegment(before: string): string | undefined {
  const plain = before.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => '"'.repeat(quoted.length));
  const at = plain.lastIndexOf(';');
  return at < 0 ? undefined : before.slice(at + 1);
}

function parameters(context: ValueContext, segment: string, names: readonly string[]): Completion[] {
  const equals = segment.indexOf('=');
  const registered = context.field.key === 'content-type' ? mediaTypeParameter : dispositionParameter;
  if (equals >= 0) {
    return parameterValues(context, segment.slice(0, equals).trim().toLowerCase());
  }
  const range = wordAround(context, TOKEN_BEFORE, TOKEN_BEHIND);
  const present = new Set(parametersOf(context.field).map(({ name }) => name));
  const rows = names
    .filter((name) => !present.has(name))
    .map((name) => {
      const row = registered(name);
      return { label: name, insert: `${name}=`, documentation: row ? explained(row) : '' };
    });
  return offer('parameter', range, rows);
}

function typeParameters({ part }: ValueContext): readonly string[] {
  const row = mediaType(part.mediaType.name);
  const own = [...(row?.required ?? []), ...(row?.optional ?? [])];
  const general =
    part.mediaType.type === 'text'
      ? ['charset']
      : part.mediaType.type === 'multipart'
        ? ['boundary']
        : ['name'];
  return [...new Set([...own, ...general])];
}

function parameterValues(context: ValueContext, name: string): Completion[] {
  const range = wordAround(context, VALUE_BEFORE, VALUE_BEHIND);
  if (name === 'charset') {
    const rows = charsets.map((row) => ({
      label: row.name.toLowerCase(),
      documentation: explained(row),
      rank: row.name === 'UTF-8' ? 0 : 1,
    }));
    return offer('value', range, rows);
  }
  if (name === 'boundary') {
    const boundary = `=_${context.ports.unique()}`;
    // `=` is no token character, so quotes are needed unless they are already there.
    const quoted = /"[^"]*$/.test(context.before);
    return offer('value', range, [{ label: boundary, insert: quoted ? boundary : `"${boundary}"` }]);
  }
  const values = context.field.key === 'content-type' ? mediaTypeParameter(name)?.values : undefined;
  return offer(
    'value',
    range,
    (values ?? []).map((label) => ({ label })),
  );
}

/** The word under the cursor by what may stand before and behind it. */
function wordAround({ field, offset, before }: ValueContext, start: RegExp, end: RegExp): TextRange {
  const left = start.exec(before)?.[0] ?? '';
  const behind = field.lens.snapshot.slice(offset, Math.min(field.valueTo, offset + MAX_WORD));
  return { from: offset - left.length, to: offset + (end.exec(behind)?.[0].length ?? 0) };
}

const TYPE_BEFORE = /[^\s;()"]*$/;
const TYPE_BEHIND = /^[^\s;()"]*/;
const TOKEN_BEFORE = /[^\s;()"=*]*$/;
const TOKEN_BEHIND = /^[^\s;()"=*]*/;
const VALUE_BEFORE = /[^\s;()"=]*$/;
const VALUE_BEHIND = /^[^\s;()"]*/;
const MAX_WORD = 200;
