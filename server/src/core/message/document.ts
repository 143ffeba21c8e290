// A document with mail in it, at one version: what rules and features read.

import type { OctetFacts } from '../text/octetFacts.ts';
import { identityLens } from '../text/lens.ts';
import type { LineLens } from '../text/lens.ts';
import type { TextRange } from '../text/range.ts';
import type { Snapshot } from '../text/snapshot.ts';
import { FieldSyntaxCache } from './fieldSyntax.ts';
import type { Part } from './part.ts';
import { parseStructure, partBound } from './structure.ts';

/**
 * A document and the messages in it: one for an `.eml` file, any number for a transcript or an mbox, each seen
 * through its lens. Immutable; a change of the text makes a new one, which takes over what did not change.
 */
export interface MailDocument {
  readonly snapshot: Snapshot;
  /** The messages in document order. */
  readonly messages: MessageList;
  /** The octets behind the text, where they are known and belong to this version. */
  readonly octets: OctetFacts | undefined;
  /** The syntax of the header fields, handed on to the next version. */
  readonly fieldSyntax: FieldSyntaxCache;
}

/** Messages in document order: an array, or a list that parses them when they are asked for. */
export interface MessageList extends Iterable<Part> {
  readonly length: number;
  at(index: number): Part | undefined;
  /** Those that touch a host range, where a list finds them sooner than by looking at all. */
  touching?(range: TextRange): readonly Part[];
  /** The first ones, where a list need not parse the others for that. */
  first?(count: number): readonly Part[];
  /** Those in whose lines of the document a pattern without flags is found, where a list need not parse the others. */
  holding?(pattern: RegExp): Iterable<Part>;
}

/** A document whose messages are all parsed. */
export interface ParsedDocument extends MailDocument {
  readonly messages: readonly Part[];
}

/** What a document is made from. */
export interface DocumentSource {
  readonly snapshot: Snapshot;
  /** How each message stands in the text; one identity lens over everything where left out. */
  readonly lenses?: readonly LineLens[] | undefined;
  readonly octets?: OctetFacts | undefined;
  /** The version before, to take over what did not change. */
  readonly previous?: MailDocument | undefined;
}

/** Parses the messages of a document. Never fails: every text is a message. */
export function createDocument(source: DocumentSource): ParsedDocument {
  const fieldSyntax = source.previous?.fieldSyntax ?? new FieldSyntaxCache();
  fieldSyntax.rotate();
  const bound = partBound();
  const lenses = source.lenses ?? [identityLens(source.snapshot)];
  return {
    snapshot: source.snapshot,
    messages: lenses.map((lens) => parseStructure(lens, fieldSyntax, bound)),
    octets: source.octets,
    fieldSyntax,
  };
}
