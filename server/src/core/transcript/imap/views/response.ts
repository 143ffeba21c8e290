// What a response is called, its code, its text, its capabilities and its numbers.

import type { TextRange } from '../../../text/range.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { ImapSyntax } from '../grammar/machine.ts';
import { sequenceSet } from './sequenceSet.ts';

/** A name at its place. */
export interface NamedRange extends TextRange {
  /** In upper case. */
  readonly name: string;
}

/** A response code (RFC 9051 7.1). The range is that of the name. */
export interface ResponseCodeView extends NamedRange {
  /** What stands behind the name, as written; empty where nothing does. */
  readonly argument: string;
  /** The numbers and sets in the argument, as written: those of APPENDUID and COPYUID. */
  readonly numbers: readonly string[];
}

/** A response's own word: `OK`, `FETCH`, `LIST`; undefined for a continuation request. */
export function responseName(text: string, { tree }: ImapSyntax): NamedRange | undefined {
  const node = tree.root.child(Kind.ResponseName);
  return node && named(text, node);
}

/** The tag of a command or of a tagged response. */
export function tagOf(text: string, { tree }: ImapSyntax): string | undefined {
  const node = tree.root.child(Kind.ImapTag);
  return node && text.slice(node.from, node.to);
}

/** The number before the name: of `3 EXISTS`, `3 FETCH`. */
export function messageNumber(text: string, { tree }: ImapSyntax): number | undefined {
  const node = tree.root.child(Kind.Number);
  return node && Number(text.slice(node.from, node.to));
}

/** The response code of a status response or continuation request. */
export function responseCode(text: string, { tree }: ImapSyntax): ResponseCodeView | undefined {
  const code = tree.root.find(Kind.RespTextCode);
  const name = code?.child(Kind.ResponseName);
  if (!code || !name) return undefined;
  const numbers = [...code.children()]
    .filter(({ kind }) => kind === Kind.Number || kind === Kind.SequenceSet)
    .map(({ from, to }) => text.slice(from, to));
  return { ...named(text, name), argument: text.slice(name.to, code.to - 1).trim(), numbers };
}

/** The text for people behind the code; undefined where there is none. */
export function responseText(
  text: string,
  { tree }: ImapSyntax,
): (TextRange & { value: string }) | undefined {
  const node = tree.root.child(Kind.RespText)?.child(Kind.ImapText);
  return node && { from: node.from, to: node.to, value: text.slice(node.from, node.to) };
}

/**
 * The capabilities of a CAPABILITY or ENABLED response, of a CAPABILITY code, or of an ENABLE command, in order.
 * @returns undefined where the text announces none.
 */
export function capabilities(text: string, { tree }: ImapSyntax): NamedRange[] | undefined {
  const found = [...tree.root.descendants(Kind.Capability)].map((node) => named(text, node));
  return found.length > 0 ? found : undefined;
}

/** The numbers of a SEARCH or SORT response, in the order given (RFC 3501 7.2.5, RFC 5256 4). */
export function searchNumbers(text: string, { tree }: ImapSyntax): number[] {
  const numbers: number[] = [];
  for (const { kind, from, to } of tree.root.children()) {
    if (kind === Kind.Punctuation && text[from] === '(') break;
    if (kind === Kind.Number) numbers.push(Number(text.slice(from, to)));
  }
  return numbers;
}

/** What an ESEARCH response returns (RFC 9051 7.3.4): the tag it belongs to, and each item's name and value. */
export interface EsearchView {
  readonly tag: string | undefined;
  readonly uid: boolean;
  readonly items: readonly (NamedRange & { readonly value: string })[];
  /** How many messages ALL names; undefined without ALL. */
  readonly all: number | undefined;
}

/** Reads an ESEARCH response. */
export function esearch(text: string, { tree }: ImapSyntax): EsearchView {
  const correlator = tree.root.child(Kind.SearchCorrelator);
  const tag = /TAG +"?([^" )]+)/i.exec(correlator ? text.slice(correlator.from, correlator.to) : '')?.[1];
  const items = [...tree.root.descendants(Kind.SearchReturnData)].flatMap((node) => {
    const word = node.child(Kind.Keyword);
    return word ? [{ ...named(text, word), value: text.slice(word.to, node.to).trim() }] : [];
  });
  const all = items.find(({ name }) => name === 'ALL');
  const keyword = tree.root.child(Kind.Keyword);
  const uid = keyword !== undefined && named(text, keyword).name === 'UID';
  return { tag, uid, items, all: all && sequenceSet(all.value).count };
}

function named(text: string, { from, to }: SyntaxNode): NamedRange {
  return { from, to, name: text.slice(from, to).toUpperCase() };
}
