// What explanations of a session's line are made from.

import type { Decoding } from '../../../message/charsets.ts';
import type { TextRange } from '../../../text/range.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { Exchange, Session } from '../../../transcript/exchange.ts';
import { hoverOf } from '../../hover/hoverTypes.ts';
import type { Hover, HoverPorts } from '../../hover/hoverTypes.ts';
import type { UnitSyntax } from '../unitSyntax.ts';

/** A unit under the cursor. */
export interface UnitContext {
  readonly document: TranscriptDocument;
  readonly session: Session;
  readonly exchange: Exchange;
  readonly syntax: UnitSyntax;
  readonly ports: HoverPorts;
  readonly decoding: Decoding;
  /** The own offset that is looked at. */
  readonly at: number;
}

/** Explains a node of a unit's tree; undefined where it has nothing to say. */
export type UnitHover = (context: UnitContext, node: SyntaxNode) => Hover | undefined;

/** The own text of a node. */
export function nodeText({ syntax }: UnitContext, { from, to }: TextRange): string {
  return syntax.unit.text.slice(from, to);
}

/** A hover over a node, of paragraphs. */
export function over(
  { syntax }: UnitContext,
  { from, to }: TextRange,
  ...paragraphs: readonly (string | undefined)[]
): Hover {
  return hoverOf(syntax.unit.host(from, to), ...paragraphs);
}

/** The command that a reply answers. */
export function askedBy({
  session,
  exchange,
}: Pick<UnitContext, 'session' | 'exchange'>): Exchange | undefined {
  return exchange.repliesTo === undefined ? undefined : session.exchanges.get(exchange.repliesTo);
}
