// What a completion is, and what the files of this folder need to make one.

import type { MailDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import type { NewValuePorts } from '../../message/newValues.ts';
import type { Part } from '../../message/part.ts';
import type { TextEdit } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';

/** What a completion stands for. */
export type CompletionKind = 'field' | 'value' | 'parameter' | 'address' | 'id' | 'date' | 'command';

/** A text to put in place of a host range of the line under the cursor. */
export interface Completion extends TextRange {
  readonly kind: CompletionKind;
  /** What the list shows and is filtered by. */
  readonly label: string;
  /** One line of plain text; no placeholder, nothing to be interpreted. */
  readonly insert: string;
  /** What else has to change: the count of the literal around the message. */
  readonly additional: readonly TextEdit[];
  /** A few words of plain text beside the label; may be empty. */
  readonly detail: string;
  /** Markdown, safe to show; may be empty. */
  readonly documentation: string;
  /** Smaller is offered first; equal ones by label. */
  readonly rank: number;
}

/** What was seen in open documents; each text is ready to stand in a header field. */
export interface SeenNames {
  readonly addresses: readonly string[];
  readonly ids: readonly string[];
  /** Further people, decoded: they are encoded where they are written. */
  readonly people?: readonly { readonly name: string; readonly address: string }[];
}

/** A cursor in a field's value. */
export interface ValueContext {
  readonly document: MailDocument;
  readonly part: Part;
  readonly field: Field;
  readonly offset: number;
  /** The value's own text up to the cursor, unfolded. */
  readonly before: string;
  readonly ports: NewValuePorts;
  readonly seen: SeenNames;
}

/** Makes completions of one kind that all replace the same range. */
export function offer(
  kind: CompletionKind,
  range: TextRange,
  rows: Iterable<{ label: string; insert?: string; detail?: string; documentation?: string; rank?: number }>,
): Completion[] {
  return Array.from(rows, ({ label, insert = label, detail = '', documentation = '', rank = 1 }) => ({
    kind,
    label,
    insert,
    detail,
    documentation,
    rank,
    additional: [],
    from: range.from,
    to: range.to,
  }));
}
