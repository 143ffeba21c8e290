// How a text is to be read: what finding its notation gives.

import type { Protocol } from '../protocol.ts';
import type { Sides } from './bareReader.ts';
import type { Layout } from './markPatterns.ts';
import type { StructuredNotation } from './structuredReaders.ts';

/** How a text is to be read. */
export type Dialect =
  | { readonly kind: 'structured'; readonly id: string; readonly notation: StructuredNotation }
  | { readonly kind: 'marks'; readonly id: string; readonly layout: Layout }
  | {
      readonly kind: 'bare';
      readonly id: string;
      readonly protocol: Protocol | undefined;
      readonly sides: Sides;
      /** The source of what stands in front of each line; empty where nothing does. */
      readonly lead: string;
    };

/** A dialect, and how much of a sample it explains. */
export interface Found {
  readonly dialect: Dialect;
  readonly weight: number;
  readonly found: boolean;
  /** True where the marks of one side stand nowhere. */
  readonly oneSided?: boolean;
}

/** Whether two texts are read in the same way. */
export function sameDialect(one: Dialect, other: Dialect): boolean {
  if (one.kind === 'structured') return other.kind === 'structured' && one.notation === other.notation;
  if (one.kind === 'bare') {
    return (
      other.kind === 'bare' &&
      one.id === other.id &&
      one.protocol === other.protocol &&
      one.sides === other.sides &&
      one.lead === other.lead
    );
  }
  if (other.kind !== 'marks') return false;
  const { notation, prefixed, turned, protocol, html } = one.layout;
  return (
    notation === other.layout.notation &&
    prefixed === other.layout.prefixed &&
    turned === other.layout.turned &&
    protocol === other.layout.protocol &&
    html === other.layout.html
  );
}
