// What parts are known by, so that their findings can be found again when other parts of the document change.

import type { Part } from '../message/part.ts';

/** By what a part's findings are kept. */
export interface PartKeys {
  /** The text of its header block; undefined where it is too long to be kept by. */
  readonly header: string | undefined;
  /** The text of the whole part; undefined where it is too long, or has parts of its own. */
  readonly whole: string | undefined;
  /** What its rules see besides that text: what stands around it. */
  readonly kind: string;
}

/** Gives parts their keys; one for each walk over a document. */
export class SubjectKeys {
  /** The number of what the parts around a part say, by their text. */
  readonly #contexts: Map<string, number>;
  readonly #contextOf = new Map<Part, number>();

  /** @param contexts kept from version to version, so that equal surroundings keep their number. */
  constructor(contexts: Map<string, number>) {
    this.#contexts = contexts;
  }

  /** Undefined for a part that stands behind prefixes: its text is not one piece of the document. */
  of(part: Part): PartKeys | undefined {
    const { lens, header, from, bodyFrom, bodyTo } = part;
    if (!lens.identity) return undefined;
    const { snapshot } = lens;
    const leaf = part.children.length === 0 && !part.multipart;
    const empty = bodyTo > bodyFrom ? '' : '0';
    return {
      header: bodyFrom - from <= MAX_KEY ? snapshot.slice(from, bodyFrom) : undefined,
      whole: leaf && bodyTo - from <= MAX_KEY ? snapshot.slice(from, bodyTo) : undefined,
      kind: `${part.role}${header.end}${empty}${String(this.#around(part.parent))}`,
    };
  }

  /** The number of everything that rules look at in the parts around a part: how they are made, not what they say. */
  #around(part: Part | undefined): number {
    if (!part) return 0;
    const known = this.#contextOf.get(part);
    if (known !== undefined) return known;
    // Outermost first, so that no part's chain is walked twice.
    const chain: Part[] = [];
    let outer: Part | undefined = part;
    for (; outer && !this.#contextOf.has(outer); outer = outer.parent) chain.push(outer);
    let number = outer ? (this.#contextOf.get(outer) ?? 0) : 0;
    for (const each of chain.reverse()) {
      number = this.#number(`${String(number)} ${each.role}\n${mimeFields(each)}`);
      this.#contextOf.set(each, number);
    }
    return number;
  }

  #number(context: string): number {
    let number = this.#contexts.get(context);
    if (number === undefined) {
      if (this.#contexts.size >= MAX_CONTEXTS) this.#contexts.clear();
      number = ++last;
      this.#contexts.set(context, number);
    }
    return number;
  }
}

/** Never used twice, or what was kept for other surroundings would be found. */
let last = 0;

function mimeFields({ header }: Part): string {
  let text = '';
  for (const field of header.fields) {
    if (field.key.startsWith('content-') || field.key === 'mime-version') text += field.text;
  }
  return text;
}

/** UTF-16 units: larger parts are few. */
const MAX_KEY = 4096;
const MAX_CONTEXTS = 10_000;
