// One header field of a message: where it stands, what it is, and its syntax, parsed when asked for.

import type { HeaderField } from '../registry/headerFields/index.ts';
import { headerField } from '../registry/headerFields/index.ts';
import type { Tree } from '../syntax/tree.ts';
import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import type { Fault } from './faults.ts';

/** What a field's parser yields; all offsets are relative to the field's start. */
export interface FieldSyntax {
  readonly tree: Tree;
  readonly faults: readonly Fault[];
}

/** Parses fields, or finds what it parsed before. */
export interface FieldReader {
  syntax(field: Field): FieldSyntax;
  /** The faults of `syntax`, without a tree where there cannot be any. */
  faults(field: Field): readonly Fault[];
}

/**
 * A header field. All offsets are host offsets; `to` lies behind the field's last line end, so that fields stand
 * side by side. A parser's offsets inside the field are relative to `from`.
 */
export class Field implements TextRange {
  readonly lens: LineLens;
  readonly from: number;
  readonly to: number;
  /** Behind the last character of the name. */
  readonly nameTo: number;
  /** Where the colon stands. */
  readonly colon: number;
  /** Where the value ends, before the last line end. The value starts behind the colon. */
  readonly valueTo: number;
  /** The name as written. */
  readonly name: string;
  /** The name in lower case, to compare by. */
  readonly key: string;
  readonly #reader: FieldReader;
  #text: string | undefined;
  /** null where the registry knows nothing. */
  #definition: HeaderField | null | undefined;
  #faults: readonly Fault[] | undefined;
  #tree: Tree | undefined;
  #value: string | undefined;
  #views: View | undefined;

  constructor(lens: LineLens, at: FieldOffsets, name: string, reader: FieldReader) {
    this.lens = lens;
    this.from = at.from;
    this.to = at.to;
    this.nameTo = at.nameTo;
    this.colon = at.colon;
    this.valueTo = at.valueTo;
    this.name = name;
    this.key = name.toLowerCase();
    this.#reader = reader;
  }

  /** What the registry knows of this field. */
  get definition(): HeaderField | undefined {
    if (this.#definition === undefined) this.#definition = headerField(this.key) ?? null;
    return this.#definition ?? undefined;
  }

  /** Where the name starts: `from`, or behind the line's prefix. */
  get nameFrom(): number {
    return this.nameTo - this.name.length;
  }

  /** Where the value starts, behind the colon. */
  get valueFrom(): number {
    return this.colon + 1;
  }

  /** The field's host text, line ends and prefixes included. */
  get text(): string {
    return (this.#text ??= this.lens.snapshot.slice(this.from, this.to));
  }

  /** The pieces of the field that are the host's, not the message's, relative to `from`. */
  get gaps(): readonly TextRange[] {
    if (this.lens.identity) return NONE;
    return this.lens
      .gaps(this.from, this.to)
      .map(({ from, to }) => ({ from: from - this.from, to: to - this.from }));
  }

  /** The syntax tree with host offsets. */
  get tree(): Tree {
    return (this.#tree ??= this.#reader.syntax(this).tree.at(this.from));
  }

  /** The syntax faults; their offsets are relative to `from`. */
  get faults(): readonly Fault[] {
    return (this.#faults ??= this.#reader.faults(this));
  }

  /**
   * What `make` reads from this field, made once: a dozen rules ask for the same. `by` is how it is read; only what was
   * read in the last way is kept.
   */
  view<T, By>(make: (field: Field, by: By) => T, by: By): T {
    for (let view = this.#views; view; view = view.next) {
      if (view.make !== make) continue;
      if (view.by !== by) {
        view.made = make(this, by);
        view.by = by;
      }
      return view.made as T;
    }
    const made = make(this, by);
    this.#views = { make, by, made, next: this.#views };
    return made;
  }

  /** The message's own text of the host range `[from, to)`: line prefixes are left out, folding stays. */
  ownText(from: number, to: number): string {
    if (this.lens.identity) return this.text.slice(from - this.from, to - this.from);
    let text = '';
    let at = from;
    for (const gap of this.lens.gaps(from, to)) {
      text += this.lens.snapshot.slice(at, gap.from);
      at = gap.to;
    }
    return text + this.lens.snapshot.slice(at, to);
  }

  /** The unfolded value (RFC 5322 2.2.3): line ends and prefixes removed, outer white space trimmed. */
  get value(): string {
    return (this.#value ??= unfold(this.ownText(this.valueFrom, this.valueTo)).trim());
  }
}

/** What a function made of a field. A list of few: an array would keep room for many. */
interface View {
  readonly make: unknown;
  by: unknown;
  made: unknown;
  readonly next: View | undefined;
}

/** Where a field's parts stand; host offsets. */
export interface FieldOffsets {
  readonly from: number;
  readonly nameTo: number;
  readonly colon: number;
  readonly valueTo: number;
  readonly to: number;
}

/** Takes the line ends out of a folded text (RFC 5322 2.2.3); the white space that follows them stays. */
export function unfold(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replace(/\r\n|\r|\n/g, '') : text;
}

const NONE: readonly TextRange[] = [];
