// The blocks of fields that a report is made of (RFC 3464 2.1), and what their values say.

import { bodyText } from '../../message/body/bodyText.ts';
import type { Decoding } from '../../message/charsets.ts';
import { createDocument } from '../../message/document.ts';
import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { dateTime } from '../../message/views/dateTime.ts';
import { decodedValue } from '../../message/views/encodedWords.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import type { TextRange } from '../../text/range.ts';
import { oneLine } from '../markdown.ts';
import type { ReportField } from './reportTypes.ts';

/** The parts of a report, and the blocks of the one for programs. */
export interface ReportSource {
  readonly text: string | null;
  readonly data: string;
  readonly returned: string | null;
  readonly blocks: readonly ReportBlock[];
}

/** One block, asked by the names of fields in lower case. What is not there is null. */
export class ReportBlock {
  readonly #fields: readonly Field[];
  readonly #decoding: Decoding;
  /** Where all of it stands, for a block that was read from an encoded body; else undefined. */
  readonly #whole: TextRange | undefined;

  constructor(fields: readonly Field[], decoding: Decoding, whole: TextRange | undefined) {
    this.#fields = fields;
    this.#decoding = decoding;
    this.#whole = whole;
  }

  has(name: string): boolean {
    return this.#fields.some(({ key }) => key === name);
  }

  /** The value of a field, its type (`rfc822;`) taken off. */
  value(name: string): string | null {
    const field = this.#fields.find(({ key }) => key === name);
    const value = field && this.#valueOf(field);
    return value === undefined || value === '' ? null : value;
  }

  /** The values of all fields of a name; bounded. */
  values(name: string): readonly string[] {
    return this.#fields
      .filter(({ key }) => key === name)
      .slice(0, MAX_REPEATED)
      .map((field) => this.#valueOf(field))
      .filter((value) => value !== '');
  }

  /** Milliseconds since the epoch. */
  time(name: string): number | null {
    const field = this.#fields.find(({ key }) => key === name);
    const epochMs = field && dateTime(field)?.epochMs;
    return epochMs !== undefined && Math.abs(epochMs) < MAX_EPOCH ? epochMs : null;
  }

  /** All fields in order; bounded. */
  all(): readonly ReportField[] {
    return this.#fields.slice(0, MAX_FIELDS).map((field) => ({
      name: oneLine(field.name, MAX_NAME),
      value: this.#valueOf(field),
      meaning: field.definition?.summary ?? null,
      at: this.#whole ?? { from: field.nameFrom, to: field.valueTo },
    }));
  }

  /** Where the block stands. */
  get at(): TextRange {
    const [first] = this.#fields;
    return this.#whole ?? { from: first?.nameFrom ?? 0, to: this.#fields.at(-1)?.valueTo ?? 0 };
  }

  #valueOf(field: Field): string {
    const value = decodedValue(field, this.#decoding);
    const own = field.definition?.grammar === 'typed-value' ? value.replace(TYPE, '') : value;
    return oneLine(own, MAX_VALUE);
  }
}

/** The blocks of a report's part, those without a field left out. An encoded one is decoded (RFC 6533 6.1). */
export function reportBlocks(part: Part, decoding: Decoding): readonly ReportBlock[] {
  const own = part.children.filter(({ role }) => role === 'fields');
  const encoded = own.length === 0 && !IDENTITY.has(part.transferEncoding);
  const whole = encoded ? { from: part.bodyFrom, to: part.bodyTo } : undefined;
  return (encoded ? decodedBlocks(part, decoding) : own)
    .filter(({ header }) => header.fields.length > 0)
    .map(({ header }) => new ReportBlock(header.fields, decoding, whole));
}

function decodedBlocks(part: Part, decoding: Decoding): readonly Part[] {
  const { text } = bodyText(part, decoding, MAX_DECODED);
  const snapshot = textSnapshot(`Content-Type: ${part.mediaType.name}\n\n${text}`);
  return createDocument({ snapshot }).messages[0]?.children ?? [];
}

const IDENTITY = new Set(['7bit', '8bit', 'binary']);
const TYPE = /^\s*[A-Za-z0-9_-]{1,40}\s*;\s*/;
const MAX_REPEATED = 100;
const MAX_FIELDS = 100;
const MAX_NAME = 100;
const MAX_VALUE = 2000;
const MAX_DECODED = 1_000_000;
const MAX_EPOCH = 8.64e15;
