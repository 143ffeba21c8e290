// A cursor in a line of a session, and the rows that say what can stand there.

import type { TextRange } from '../../../text/range.ts';
import type { CommandRow } from '../../../transcript/commandRow.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { Exchange, Session } from '../../../transcript/exchange.ts';
import { saslMechanisms } from '../../../transcript/sasl/mechanisms.ts';
import type { Completion, SeenNames } from '../../completion/completionTypes.ts';
import { offer } from '../../completion/completionTypes.ts';
import { ownText } from '../../markdown.ts';
import { commandText, syntaxOf } from '../explain/command.ts';

/** The cursor in its line. */
export interface LineContext {
  readonly document: TranscriptDocument;
  readonly session: Session;
  /** The unit the line belongs to. */
  readonly exchange: Exchange;
  /** The number of the line in the transcript. */
  readonly line: number;
  /** The host offset of the cursor. */
  readonly offset: number;
  /** The own text up to the word at the cursor. */
  readonly before: string;
  /** What of the word stands in front of the cursor. */
  readonly typed: string;
  /** What stands behind the word. */
  readonly behind: string;
  /** What the row's pattern found in it. */
  readonly match: RegExpExecArray;
  /** The range of the word at the cursor, which a completion replaces; own offsets of the line. */
  readonly word: TextRange;
  readonly seen: SeenNames;
}

/** What can stand at a place: the first row of a side whose pattern fits counts. */
export interface LineRow {
  /** Matched against the own text up to the word under the cursor. */
  readonly before: RegExp;
  /** Whether the row counts in the state of the session; absent: always. */
  readonly when?: (context: LineContext) => boolean;
  readonly offers: (context: LineContext) => Completion[];
}

/** Commands, those with fewer words to say about them first. */
export function commandOffers(
  { word }: LineContext,
  rows: readonly CommandRow[],
  needed: (row: CommandRow) => boolean,
  insert = insertOf,
): Completion[] {
  return offer(
    'command',
    word,
    rows.filter(needed).map((row) => ({
      label: row.verb,
      insert: insert(row),
      detail: syntaxOf(row),
      documentation: commandText(row),
      rank: RANKS[row.status],
    })),
  );
}

function insertOf({ verb, arguments: given }: CommandRow): string {
  return given.some(({ optional }) => optional !== true) ? `${verb} ` : verb;
}

/** Values with what they mean. */
export function valueOffers(
  { word }: LineContext,
  rows: Iterable<{ label: string; summary?: string | undefined; insert?: string; rank?: number }>,
): Completion[] {
  return offer(
    'value',
    word,
    Array.from(rows, ({ label, summary, insert, rank = 1 }) => ({
      label,
      rank,
      ...(insert !== undefined && { insert }),
      ...(summary !== undefined && { documentation: ownText(summary) }),
    })),
  );
}

/** SASL mechanisms: those that were announced, else all, those in use first. */
export function mechanismOffers(
  context: LineContext,
  announced: readonly string[] | undefined,
): Completion[] {
  const known = new Map(saslMechanisms.map((row) => [row.name, row]));
  const names = announced ?? saslMechanisms.map(({ name }) => name).filter((name) => !name.endsWith('*'));
  return valueOffers(
    context,
    names.map((name) => {
      const row = known.get(name.toUpperCase());
      return {
        label: name.toUpperCase(),
        summary: row?.summary,
        rank: row ? MECHANISM_RANKS[row.status] : 2,
      };
    }),
  );
}

/**
 * Addresses seen in open documents, without names.
 * @param open what is written in front of them, and
 * @param close behind them.
 */
export function addressOffers({ seen, word }: LineContext, open = '', close = ''): Completion[] {
  const addresses = new Set(
    seen.addresses
      .map((text) => /<([^<>]+)>$/.exec(text)?.[1] ?? text)
      .filter((text) => /^[^\s<>@]+@[^\s<>@]+$/.test(text)),
  );
  return offer(
    'address',
    word,
    Array.from(addresses, (label) => ({ label, insert: `${open}${label}${close}` })),
  );
}

const MECHANISM_RANKS: Readonly<Record<(typeof saslMechanisms)[number]['status'], number>> = {
  current: 1,
  vendor: 2,
  limited: 3,
  obsolete: 4,
};
const RANKS: Readonly<Record<CommandRow['status'], number>> = {
  standard: 1,
  extension: 2,
  vendor: 3,
  obsolete: 4,
};
