// Finds out how well the marks of a row of the table of notations explain a text.

import type { Protocol } from '../protocol.ts';
import type { Dialect, Found } from './dialect.ts';
import { ProtocolTally, likelySpeaker, readProtocol } from './evidence.ts';
import { linePattern, markBehindWords } from './markPatterns.ts';
import type { MarkNotation } from './notation.ts';
import { markNotations } from './notations.ts';
import { matches } from './sample.ts';
import type { Sample, SampleBlock } from './sample.ts';

/**
 * The row that marks each line of a text by marks of nobody else, with words of the side that is marked. The patterns
 * of all other notations, which are compiled when they are first used, are then not needed.
 */
export function plainDialect(sample: Sample, protocol: Protocol | undefined): Found | undefined {
  const first = sample.counted[0]?.lines[0]?.slice(0, MAX_LINE);
  if (first === undefined) return undefined;
  const notation = plainNotations.find((each) => {
    const pattern = linePattern(each, false);
    pattern.lastIndex = 0;
    return pattern.test(first);
  });
  if (!notation) return undefined;
  const { dialect, weight, rest } = weigh(notation, false, sample, protocol);
  return dialect && rest === 0 ? { dialect, weight, found: true } : undefined;
}

/** Whether the marks of a row may stand in a sample, and whether something says that they are its marks. */
export function marksOf(
  notation: MarkNotation,
  sample: Sample,
): { readonly marked: boolean; readonly hinted: boolean } {
  const { hint, never } = notation;
  if (never !== undefined && matches(sample, never)) return { marked: false, hinted: false };
  const hinted = hint !== undefined && matches(sample, hint);
  const marks = MARKS.get(notation);
  return { marked: hint === undefined ? marks !== undefined && matches(sample, marks) : hinted, hinted };
}

/** What a row explains counts for more where something says that the marks are its own. */
export function weightOf({ weight }: { readonly weight: number }, hinted: boolean): number {
  return weight * (hinted ? HINTED : 1);
}

/**
 * How well the marks of a row explain the lines; undefined where they do not, unless the row was chosen.
 * @param least what explains less is not looked at; undefined where the row was chosen.
 */
export function markDialect(
  notation: MarkNotation,
  sample: Sample,
  protocol: Protocol | undefined,
  least: number | undefined,
): Found | undefined {
  const chosen = least === undefined;
  const { marked, hinted } = marksOf(notation, sample);
  if (!marked && !chosen) return undefined;
  let best: Found | undefined;
  for (const prefixed of notation.prefixed === true ? [true] : [false, true]) {
    if (prefixed && !chosen && weightOf({ weight: mostWeight(notation, sample) }, hinted) < least) continue;
    const found = weigh(notation, prefixed, sample, protocol);
    const weight = weightOf(found, hinted);
    if (found.dialect && weight > (best?.weight ?? 0)) {
      best = {
        dialect: found.dialect,
        weight,
        found: true,
        oneSided: found.oneSided && notation.unsure === true,
      };
    }
  }
  if (best || !chosen) return best;
  const layout = { notation, prefixed: notation.prefixed === true, turned: false, protocol };
  return { dialect: { kind: 'marks', id: notation.id, layout }, weight: 0, found: true };
}

/** How much of a sample the marks of a row explain. */
export function weigh(
  notation: MarkNotation,
  prefixed: boolean,
  { counted }: Sample,
  known: Protocol | undefined,
): Weighed {
  let marked = 0;
  let notes = 0;
  let rest = 0;
  const blocks = counted.map((block) => markedLines(block, notation, prefixed));
  for (const block of blocks) {
    marked += block.own.length;
    notes += block.notes;
    rest += block.rest;
  }
  const protocol = known ?? readProtocol(tallyOf(blocks).best(1));
  let agree = 0;
  let differ = 0;
  for (const block of blocks) {
    const sides = agreement(block, protocol);
    agree += sides.agree;
    differ += sides.differ;
  }
  const turned = notation.turns === true && differ > agree;
  const right = notation.mixed === true ? agree + differ : turned ? differ : agree;
  const wrong = notation.mixed === true ? 0 : turned ? agree : differ;
  // Marks that quotations and shell prompts have too need words that fit.
  const unclear =
    (right < ENOUGH_CLEAR && right * MAX_UNCLEAR <= marked) || (right < LEAST_CLEAR && marked > FEW_MARKED);
  if ((notation.turns === true || notation.unsure === true) && unclear) {
    return { dialect: undefined, weight: 0, rest, oneSided: true };
  }
  // A tool that could not even connect has said so.
  const weight =
    marked > 0 ? Math.max(marked / 2, marked + right * 2 - wrong) : notation.hint && notes > 0 ? 1 : 0;
  return {
    dialect: { kind: 'marks', id: notation.id, layout: { notation, prefixed, turned, protocol } },
    weight,
    rest: rest + wrong + (right === 0 ? 1 : 0),
    oneSided: !SIDES.every((side) => blocks.some(({ own }) => own.some(({ speaker }) => speaker === side))),
  };
}

/** What a row explains of a sample. */
export interface Weighed {
  readonly dialect: Dialect | undefined;
  readonly weight: number;
  /** How many lines it leaves without an explanation. */
  readonly rest: number;
  /** True where the marks of one side stand nowhere. */
  readonly oneSided: boolean;
}

/** More than this `weigh` does not find for marks behind other words. */
function mostWeight(notation: MarkNotation, { counted }: Sample): number {
  const needed = markBehindWords(notation);
  if (needed === undefined) return Infinity;
  let lines = 0;
  for (const block of counted) lines += block.recall(needed, () => candidates(block, needed));
  return lines * MOST_A_LINE;
}

function candidates({ lines }: SampleBlock, needed: RegExp): number {
  return lines.filter((line) => needed.test(line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line)).length;
}

/** What the marks of a notation find in a block. */
interface MarkedLines {
  readonly own: readonly { readonly text: string; readonly speaker: 'client' | 'server' }[];
  readonly notes: number;
  /** How many lines that are not blank have none. */
  readonly rest: number;
  /** What they say of their protocol, once it was asked for. */
  tally: ProtocolTally | undefined;
  /** By protocol: in how many lines the words are those of the side that is marked, or of the other. */
  readonly sides: Map<Protocol | undefined, { readonly agree: number; readonly differ: number }>;
}

function markedLines(block: SampleBlock, notation: MarkNotation, prefixed: boolean): MarkedLines {
  const pattern = linePattern(notation, prefixed);
  const needed = prefixed ? markBehindWords(notation) : undefined;
  return block.recall(pattern, () => {
    const own: { text: string; speaker: 'client' | 'server' }[] = [];
    let notes = 0;
    let rest = 0;
    for (const line of block.lines) {
      const start = line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line;
      if (needed?.test(start) === false) continue;
      pattern.lastIndex = 0;
      const match = pattern.exec(start);
      if (match?.[5] !== undefined) notes++;
      else if (!match && start.trim() !== '') rest++;
      if (!match || (match[2] ?? match[3]) === undefined) continue;
      const text = line.slice(pattern.lastIndex).replace(PYTHON, '').trimStart();
      own.push({ text, speaker: match[2] === undefined ? 'server' : 'client' });
    }
    return { own, notes, rest, tally: undefined, sides: new Map() };
  });
}

/** What marked lines say of their protocol. */
function tallyOf(blocks: readonly MarkedLines[]): ProtocolTally {
  const tally = new ProtocolTally();
  for (const block of blocks) {
    block.tally ??= tallyOfLines(block);
    tally.merge(block.tally);
  }
  return tally;
}

function tallyOfLines({ own }: MarkedLines): ProtocolTally {
  const tally = new ProtocolTally();
  for (const { text } of own) tally.add(text, 'note');
  return tally;
}

function agreement(
  { own, sides }: MarkedLines,
  protocol: Protocol | undefined,
): { readonly agree: number; readonly differ: number } {
  let found = sides.get(protocol);
  if (found === undefined) {
    const likely = own.map(({ text }) => likelySpeaker(text, protocol));
    const agree = likely.filter((speaker, index) => speaker === own[index]?.speaker).length;
    found = { agree, differ: likely.filter((speaker) => speaker !== undefined).length - agree };
    sides.set(protocol, found);
  }
  return found;
}

const SIDES = ['client', 'server'] as const;
const MAX_LINE = 500;
const HINTED = 1.5;
/** What a line counts whose mark and words agree. */
const MOST_A_LINE = 3;
/** Of so many lines behind an arrow one must have words of a session. */
const MAX_UNCLEAR = 30;
/** So many are enough, whatever the length of a message. */
const ENOUGH_CLEAR = 6;
/** Where there are more lines than these, so many must have. */
const FEW_MARKED = 4;
const LEAST_CLEAR = 2;
const PYTHON = /^\s*b?['"]/;
/** The rows whose marks, at the start of each line, are nobody else's. */
const plainNotations = markNotations.filter(
  ({ hint, prefixed, unsure, turns, mixed }) =>
    hint === undefined && !prefixed && !unsure && !turns && !mixed,
);
/** Of each row: a pattern that matches where one of its marks may be. */
const MARKS = new Map(
  markNotations.map((notation) => {
    const marks = [...notation.client, ...notation.server].map((mark) => mark.trim()).join('|');
    return [notation, new RegExp(`(?:^|[ \\t\\])}:m"])(?:${marks})`, 'm')];
  }),
);
