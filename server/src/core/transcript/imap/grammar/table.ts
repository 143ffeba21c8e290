// The types of the grammar's tables, which hover and completion read too.

import type { Kind } from '../../../syntax/kinds.ts';
import type { Cursor } from './cursor.ts';
import type { ImapFaultCode } from './faults.ts';

/** Words, and in the grammar's notation what stands behind each; `''` where nothing does. */
export type WordRows = Readonly<Record<string, string>>;

/** A table of words that begin something: commands, fetch items, search keys. */
export interface WordTable {
  /** In upper case. */
  readonly rows: WordRows;
  /** The kind of the word's leaf. */
  readonly kind: Kind;
  /** The fault where no word of the table stands. */
  readonly code: ImapFaultCode;
  /** True where what stands behind a word that is not in the table is taken for its arguments. */
  readonly takesRest?: true;
  /** What stands behind a word that is not in the table; undefined where that is a fault of `code`. */
  readonly unknown?: string;
  /** The fault of a word that is not in the table, where it is one. */
  readonly unknownCode?: ImapFaultCode;
}

/** A production: its notation, or that with what it means for tree and faults. */
export type ProductionRow =
  | string
  | {
      readonly abnf: string;
      /** The kind of the node it is read as; undefined: its parts stand in the node around it. */
      readonly kind?: Kind;
      /** The fault where it cannot start. */
      readonly code?: ImapFaultCode;
      /** Looks at what was read, when the node is complete. */
      readonly check?: (cursor: Cursor, from: number, to: number) => void;
    };

/** Productions by their ABNF name. */
export type ProductionRows = Readonly<Record<string, ProductionRow>>;
