// A message or body part: one node of the MIME tree (RFC 2045 2.4, RFC 2046 5.1).

import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import { mediaTypeOf } from './mediaType.ts';
import type { MediaType } from './mediaType.ts';
import type { Field } from './field.ts';
import type { HeaderBlock } from './header.ts';

/**
 * A delimiter line of a multipart. `from` is where the line end in front of it starts, which RFC 2046 5.1.1 counts
 * to the delimiter; `line` is where `--` stands; `to` is behind the line end, for a close delimiter in front of it.
 */
export interface Delimiter extends TextRange {
  readonly line: number;
  /** Where the boundary's text stands in the line, without the hyphens. */
  readonly boundaryFrom: number;
  readonly boundaryTo: number;
  /** True for `--boundary--`. */
  readonly close: boolean;
}

/** What a multipart is made of besides its parts. */
export interface Multipart {
  /** The boundary parameter's value; undefined where it is missing or empty. */
  readonly boundary: string | undefined;
  /** The delimiter lines found, in order; the last may be the close delimiter. */
  readonly delimiters: Delimiter[];
}

/** What a part is to the part around it. */
export type PartRole = 'message' | 'part' | 'fields';

/**
 * A message (the document's, or that of a `message/rfc822` part) or a body part. Offsets are host offsets.
 * A part's range starts at its first header line and ends where its body ends.
 */
export class Part implements TextRange {
  readonly lens: LineLens;
  readonly parent: Part | undefined;
  /**
   * `message`: a whole message with its own header; `part`: a part of a multipart; `fields`: the fields that another
   * `message/*` type holds (a report's blocks, a fragment, a phantom header), which need not be a whole header.
   */
  readonly role: PartRole;
  readonly header: HeaderBlock;
  readonly mediaType: MediaType;
  /** For a multipart, its delimiters. */
  readonly multipart: Multipart | undefined;
  /** The parts of a multipart; for a `message/rfc822` the one message it carries; the field blocks of a report. */
  readonly children: Part[] = [];
  readonly from: number;
  readonly bodyFrom: number;
  /** Where the body ends; the line end in front of a delimiter is not the body's (RFC 2046 5.1.1). */
  bodyTo: number;
  /** Only of a long header: a map for each of 100,000 parts would cost more than it saves. */
  readonly #byKey: ReadonlyMap<string, Field> | undefined;
  #transferEncoding: string | undefined;

  constructor(lens: LineLens, parent: Part | undefined, role: PartRole, header: HeaderBlock) {
    this.lens = lens;
    this.parent = parent;
    this.role = role;
    this.header = header;
    this.from = header.from;
    this.bodyFrom = header.separator.to;
    this.bodyTo = this.bodyFrom;
    this.#byKey = header.fields.length > FEW_FIELDS ? firstByKey(header.fields) : undefined;
    this.mediaType = mediaTypeOf(
      this.field('content-type'),
      role === 'part' && parent?.mediaType.name === 'multipart/digest',
    );
    this.multipart =
      this.mediaType.type === 'multipart' ? { boundary: this.mediaType.boundary, delimiters: [] } : undefined;
  }

  get to(): number {
    return this.bodyTo;
  }

  /** The first field of this name (in lower case). */
  field(key: string): Field | undefined {
    if (this.#byKey) return this.#byKey.get(key);
    for (const field of this.header.fields) if (field.key === key) return field;
    return undefined;
  }

  /** Content-Transfer-Encoding in lower case; `7bit` where there is none (RFC 2045 6.1). */
  get transferEncoding(): string {
    return (this.#transferEncoding ??= mechanismOf(this.field('content-transfer-encoding')));
  }

  /** The text in front of the first delimiter of a multipart (RFC 2046 5.1.1). */
  get preamble(): TextRange {
    const first = this.multipart?.delimiters[0];
    return {
      from: this.bodyFrom,
      to: first ? Math.max(this.bodyFrom, first.from) : this.bodyFrom,
    };
  }

  /** The text behind the close delimiter of a multipart. */
  get epilogue(): TextRange {
    const last = this.multipart?.delimiters.at(-1);
    const line = last?.close === true ? this.lens.lineAt(last.line) : undefined;
    return {
      from: Math.min(line?.to ?? this.bodyTo, this.bodyTo),
      to: this.bodyTo,
    };
  }

  /** How deep the part stands; the document's message is 0. */
  get depth(): number {
    let depth = 0;
    for (let part = this.parent; part; part = part.parent) depth++;
    return depth;
  }
}

/** The fields of a header by name; of equal names the first. */
function firstByKey(fields: readonly Field[]): ReadonlyMap<string, Field> {
  const byKey = new Map<string, Field>();
  for (const field of fields) if (!byKey.has(field.key)) byKey.set(field.key, field);
  return byKey;
}

/** The first word of a Content-Transfer-Encoding; a comment in front of it does not count. */
function mechanismOf(field: Field | undefined): string {
  if (!field) return '7bit';
  return /^[^\s;()]+/.exec(field.value.replace(/^\([^()]*\)\s*/, ''))?.[0].toLowerCase() ?? '7bit';
}

/** All parts of a message in document order, the message itself first; iterative. */
export function walkParts(root: Part): readonly Part[] {
  const parts: Part[] = [];
  const stack: Part[] = [root];
  for (let part = stack.pop(); part; part = stack.pop()) {
    parts.push(part);
    for (let i = part.children.length - 1; i >= 0; i--) {
      const child = part.children[i];
      if (child) stack.push(child);
    }
  }
  return parts;
}

const FEW_FIELDS = 8;
