// Parses header fields by their grammar and keeps what was parsed, keyed by the field's text.

import { encodedWordPlaces } from '../registry/headerFields/index.ts';
import type { FieldGrammar } from '../registry/headerFields/index.ts';
import { Kind } from '../syntax/kinds.ts';
import { TreeBuilder } from '../syntax/tree.ts';
import type { Fault } from './faults.ts';
import type { Field, FieldReader, FieldSyntax } from './field.ts';
import { fieldParsers } from './fields/index.ts';
import { parseUnstructured } from './fields/unstructured.ts';
import { Scanner } from './scanner.ts';

/**
 * Keeps the syntax of fields by their text. An edit elsewhere moves a field and leaves its text, so the syntax is
 * found again. What two generations (`rotate`) have not asked for is forgotten.
 */
export class FieldSyntaxCache implements FieldReader {
  #young = new Map<string, FieldSyntax>();
  #old = new Map<string, FieldSyntax>();
  readonly #builder = new TreeBuilder();

  /** The syntax of a field, parsed now or before. */
  syntax(field: Field): FieldSyntax {
    const key = cacheKey(field);
    const young = this.#young.get(key);
    if (young) return young;
    const syntax = this.#old.get(key) ?? parseField(field, this.#builder);
    this.#young.set(key, syntax);
    return syntax;
  }

  faults(field: Field): readonly Fault[] {
    // Free text can be wrong only in its encoded-words, and most fields of a long header are free text.
    return isFreeText(field) && !field.text.includes('=?') ? NONE : this.syntax(field).faults;
  }

  /** Starts a new generation; called once for each analysed version of a document. */
  rotate(): void {
    this.#old = this.#young;
    this.#young = new Map();
  }
}

/** The grammar a field is read by: that of its registry row, else free text. */
export function fieldGrammar(field: Field): FieldGrammar {
  return field.definition?.grammar ?? 'unstructured';
}

/** True where the field has no grammar of its own: its tree holds words and encoded-words. */
export function isFreeText(field: Field): boolean {
  return fieldParsers[fieldGrammar(field)] === parseUnstructured;
}

function cacheKey(field: Field): string {
  // The grammar follows from the name, which is part of the text; the gaps do not.
  return field.lens.identity
    ? field.text
    : `${field.gaps.map((gap) => `${gap.from},${gap.to}`).join(';')}\n${field.text}`;
}

function parseField(field: Field, tree: TreeBuilder): FieldSyntax {
  tree.reset();
  const relative = (offset: number): number => offset - field.from;
  const end = relative(field.valueTo);
  // A field nobody could have written is read as far as its grammar may cost, the rest is one leaf.
  const cut = end > MAX_READ;
  const readTo = cut ? MAX_READ : end;
  const text = cut ? field.text.slice(0, readTo) : field.text;
  const scanner = new Scanner(text, 0, readTo, tree, field.gaps);
  tree.open(Kind.Field, 0);
  // A first line can itself stand behind a prefix; the gap in front of it belongs to the field.
  scanner.fws();
  scanner.take(Kind.FieldName, relative(field.nameTo));
  scanner.junk(relative(field.colon), Kind.Fws);
  scanner.take(Kind.Colon, relative(field.colon) + 1);
  tree.open(Kind.FieldBody, scanner.pos);
  const grammar = fieldGrammar(field);
  fieldParsers[grammar](scanner, encodedWordPlaces(grammar));
  // Whatever a grammar leaves unread still belongs to the tree.
  scanner.junk();
  if (cut) tree.leaf(Kind.Junk, readTo, end);
  tree.close(end);
  tree.leaf(Kind.Fws, end, relative(field.to));
  tree.close(relative(field.to));
  return {
    tree: tree.finish(),
    faults: cut ? scanner.faults.filter(({ to }) => to < readTo) : scanner.faults,
  };
}

/** UTF-16 units of a field that its grammar reads: lists of thousands of addresses are shorter. */
const MAX_READ = 262_144;
const NONE: readonly Fault[] = [];
