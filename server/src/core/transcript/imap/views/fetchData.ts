// What a FETCH response says of one message (RFC 9051 7.5.2).

import type { TextRange } from '../../../text/range.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { ImapSyntax } from '../grammar/machine.ts';
import { envelopeOf } from './envelope.ts';
import type { EnvelopeView } from './envelope.ts';
import { stringOf } from './strings.ts';
import type { ImapString } from './strings.ts';

/** Octets of a message or of a part of it, as a FETCH response carries them. */
export interface FetchedSection extends TextRange {
  /** `BODY`, `BINARY`, `RFC822`, `RFC822.HEADER`, `RFC822.TEXT`. */
  readonly item: string;
  /** What stands in the brackets: `` for the whole message, `1.2.HEADER`; undefined without brackets. */
  readonly section: string | undefined;
  /** The octet it starts at, where only a piece was asked for. */
  readonly origin: number | undefined;
  /** The carried text; undefined for NIL. Its range is that of the message or part. */
  readonly content: ImapString | undefined;
}

/** The items of one message; undefined for those that are not given. */
export interface FetchData {
  /** All items by name in upper case, in order, with their whole range. */
  readonly items: readonly (TextRange & { readonly name: string })[];
  readonly uid: number | undefined;
  readonly flags: readonly string[] | undefined;
  /** RFC822.SIZE, in octets. */
  readonly size: number | undefined;
  /** As written: 63 bits are more than a number holds. */
  readonly modseq: string | undefined;
  /** INTERNALDATE without its quotes. */
  readonly internalDate: string | undefined;
  readonly envelope: EnvelopeView | undefined;
  readonly sections: readonly FetchedSection[];
}

/** Reads the items of a FETCH or UIDFETCH response; undefined for any other response. */
export function fetchData(text: string, { tree }: ImapSyntax): FetchData | undefined {
  const list = tree.root.child(Kind.MsgAtt);
  if (!list) return undefined;
  const nodes = new Map<string, SyntaxNode>();
  const items: (TextRange & { name: string })[] = [];
  const sections: FetchedSection[] = [];
  for (const node of list.children()) {
    const word = node.kind === Kind.MsgAttItem ? node.child(Kind.Keyword) : undefined;
    if (!word) continue;
    const name = text.slice(word.from, word.to).toUpperCase();
    items.push({ name, from: node.from, to: node.to });
    nodes.set(name, node);
    if (CARRIERS.test(name) && !node.child(Kind.BodyStructure)) sections.push(sectionOf(text, name, node));
  }
  const number = (name: string): string | undefined => {
    const found = nodes.get(name)?.child(Kind.Number);
    return found && text.slice(found.from, found.to);
  };
  const uid = number('UID');
  const size = number('RFC822.SIZE');
  const flags = nodes.get('FLAGS')?.child(Kind.FlagList);
  const date = nodes.get('INTERNALDATE')?.child(Kind.DateTime);
  const envelope = nodes.get('ENVELOPE')?.child(Kind.Envelope);
  return {
    items,
    uid: uid === undefined ? undefined : Number(uid),
    flags: flags && [...flags.children()].filter(isFlag).map(({ from, to }) => text.slice(from, to)),
    size: size === undefined ? undefined : Number(size),
    modseq: number('MODSEQ'),
    internalDate: date && text.slice(date.from + 1, date.to - 1),
    envelope: envelope && envelopeOf(text, envelope),
    sections,
  };
}

function isFlag({ kind }: SyntaxNode): boolean {
  return kind === Kind.Flag;
}

function sectionOf(text: string, item: string, node: SyntaxNode): FetchedSection {
  const brackets = node.child(Kind.Section);
  const origin = node.child(Kind.Number);
  const value = [...node.children()].findLast(({ kind }) => STRINGS.has(kind));
  return {
    item,
    from: node.from,
    to: node.to,
    section: brackets && text.slice(brackets.from + 1, brackets.to - 1).toUpperCase(),
    origin: origin && Number(text.slice(origin.from, origin.to)),
    content: value && stringOf(text, value),
  };
}

const CARRIERS = /^(?:BODY|BINARY|RFC822(?:\.HEADER|\.TEXT)?)$/;
const STRINGS: ReadonlySet<number> = new Set([Kind.Quoted, Kind.Literal, Kind.Nil]);
