// Finds the notation of a text from its content.

import type { Snapshot } from '../../text/snapshot.ts';
import type { ListEdit } from '../../text/listEdit.ts';
import type { Protocol } from '../protocol.ts';
import { bareNotations } from './bareReader.ts';
import type { Sides } from './bareReader.ts';
import { ProtocolTally, likelySpeaker, readProtocol } from './evidence.ts';
import { labelNotation } from './labels.ts';
import { leadsOf } from './leads.ts';
import { linePattern, markBehindWords } from './markReader.ts';
import type { Layout } from './markReader.ts';
import type { MarkNotation } from './notation.ts';
import { matchCount, matches, sampleOf } from './sample.ts';
import type { Sample, SampleBefore, SampleBlock, SampleSize } from './sample.ts';
import { markNotations } from './notations.ts';
import { structuredNotations } from './structuredReaders.ts';
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

/** A dialect, and how much of the text tells it: an edit further behind changes nothing of it. */
export interface FoundDialect {
  readonly dialect: Dialect;
  /** UTF-16 units. */
  readonly looked: number;
  readonly short: Sample;
  readonly long: Sample | undefined;
}

/** All notations one can choose, with their names. */
export const notationNames: readonly { readonly id: string; readonly title: string }[] = [
  ...new Map(
    [...structuredNotations, ...markNotations, ...bareNotations].map(({ id, title }) => [id, { id, title }]),
  ).values(),
];

/**
 * The notation of a text: the one that explains most of its first lines.
 * @param chosen an id to read it in whatever it looks like.
 * @param protocol the protocol where it is known.
 * @param before spares looking at lines that were not edited.
 */
export function findDialect(
  snapshot: Snapshot,
  protocol: Protocol | undefined,
  chosen?: string,
  before?: { readonly found: FoundDialect; readonly change: ListEdit },
): FoundDialect {
  const again = (sample: Sample | undefined): SampleBefore | undefined =>
    before && sample && { sample, change: before.change };
  const short = sampleOf(snapshot, SHORT_SAMPLE, again(before?.found.short));
  const found = dialectOf(short, protocol, chosen);
  const { length } = SHORT_SAMPLE;
  if (isWhole(short, snapshot) || (found.found && found.weight > 0)) {
    return { dialect: found.dialect, looked: length, short, long: undefined };
  }
  // Some tools write pages about themselves before the session starts.
  const long = sampleOf(snapshot, LONG_SAMPLE, again(before?.found.long));
  return { dialect: dialectOf(long, protocol, chosen).dialect, looked: LONG_SAMPLE.length, short, long };
}

/** True where nothing of a text was left out. */
function isWhole({ blocks, counted, length }: Sample, snapshot: Snapshot): boolean {
  return snapshot.length <= length && blocks.every((block, index) => block === counted[index]);
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
  const { notation, prefixed, turned, protocol } = one.layout;
  return (
    notation === other.layout.notation &&
    prefixed === other.layout.prefixed &&
    turned === other.layout.turned &&
    protocol === other.layout.protocol
  );
}

function dialectOf(sample: Sample, protocol: Protocol | undefined, chosen: string | undefined): Found {
  const plain = chosen === undefined ? plainDialect(sample, protocol) : undefined;
  if (plain) return plain;
  const structured = structuredDialect(sample, chosen);
  if (structured) return structured;
  const bare = bareDialect(sample, protocol, chosen, '');
  let best: Found = bare;
  let most = bare.weight;
  // The pattern of all that may stand in front of a mark takes milliseconds to compile: mostly nobody needs it.
  let least = bare.weight;
  for (const notation of chosen === undefined ? markNotations : []) {
    const { marked, hinted } = marksOf(notation, sample);
    if (marked && notation.prefixed !== true) {
      least = Math.max(least, weightOf(weigh(notation, false, sample, protocol), hinted));
    }
  }
  for (const notation of markNotations) {
    if (chosen !== undefined && chosen !== notation.id) continue;
    const found = markDialect(notation, sample, protocol, chosen === undefined ? least : undefined);
    if (found && (found.weight > most || (chosen !== undefined && best.dialect.id !== chosen))) {
      best = found;
      most = found.weight;
    }
  }
  return chosen === undefined ? unlisted(sample, protocol, best) : best;
}

/** What no row explains: names that nobody listed, or sessions without marks behind an indent or a time. */
function unlisted(sample: Sample, protocol: Protocol | undefined, best: Found): Found {
  if (best.weight > 0 && !ONE_SIGN.has(best.dialect.id)) return best;
  const row = best.weight > 0 ? undefined : labelNotation(sample);
  if (row) {
    for (const prefixed of [false, true]) {
      const { dialect, weight } = weigh(row, prefixed, sample, protocol);
      if (dialect && weight > best.weight) best = { dialect, weight, found: true };
    }
    if (best.weight > 0) return best;
  }
  for (const lead of leadsOf(sample)) {
    const found = bareDialect(sample, protocol, undefined, lead);
    const { dialect } = found;
    const isTold = dialect.kind === 'bare' && dialect.sides === 'both' && found.weight >= LEAST_BEHIND_LEAD;
    if (isTold && found.weight > best.weight) best = found;
  }
  return best;
}

interface Found {
  readonly dialect: Dialect;
  readonly weight: number;
  readonly found: boolean;
}

/**
 * The row that marks each line of a text by marks of nobody else, with words of the side that is marked. The patterns
 * of all other notations, which are compiled when they are first used, are then not needed.
 */
function plainDialect(sample: Sample, protocol: Protocol | undefined): Found | undefined {
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

function structuredDialect(sample: Sample, chosen: string | undefined): Found | undefined {
  const notation =
    chosen === undefined
      ? structuredNotations.find(({ line }) => {
          const count = matchCount(sample, line);
          return count >= 2 && count * MAX_LINES_FOR_ONE >= sample.length / LINE_LENGTH;
        })
      : structuredNotations.find(({ id }) => id === chosen);
  return notation && { dialect: { kind: 'structured', id: notation.id, notation }, weight: 1, found: true };
}

/** Whether the marks of a row may stand in a sample, and whether something says that they are its marks. */
function marksOf(
  notation: MarkNotation,
  sample: Sample,
): { readonly marked: boolean; readonly hinted: boolean } {
  const { hint, never } = notation;
  if (never !== undefined && matches(sample, never)) return { marked: false, hinted: false };
  const hinted = hint !== undefined && matches(sample, hint);
  const marks = MARKS.get(notation);
  return { marked: hint === undefined ? marks !== undefined && matches(sample, marks) : hinted, hinted };
}

function weightOf({ weight }: { readonly weight: number }, hinted: boolean): number {
  return weight * (hinted ? HINTED : 1);
}

/**
 * How well the marks of a row explain the lines; undefined where they do not, unless the row was chosen.
 * @param least what explains less is not looked at; undefined where the row was chosen.
 */
function markDialect(
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
    if (found.dialect && weight > (best?.weight ?? 0)) best = { dialect: found.dialect, weight, found: true };
  }
  if (best || !chosen) return best;
  const layout = { notation, prefixed: notation.prefixed === true, turned: false, protocol };
  return { dialect: { kind: 'marks', id: notation.id, layout }, weight: 0, found: true };
}

function weigh(
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
  const unclear = right * MAX_UNCLEAR <= marked || (right < LEAST_CLEAR && marked > LEAST_CLEAR);
  if ((notation.turns === true || notation.unsure === true) && unclear) {
    return { dialect: undefined, weight: 0, rest };
  }
  // A tool that could not even connect has said so.
  const weight =
    marked > 0 ? Math.max(marked / 2, marked + right * 2 - wrong) : notation.hint && notes > 0 ? 1 : 0;
  return {
    dialect: { kind: 'marks', id: notation.id, layout: { notation, prefixed, turned, protocol } },
    weight,
    rest: rest + wrong + (right === 0 ? 1 : 0),
  };
}

/** What a row explains of a sample. */
interface Weighed {
  readonly dialect: Dialect | undefined;
  readonly weight: number;
  /** How many lines it leaves without an explanation. */
  readonly rest: number;
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

function bareDialect(
  sample: Sample,
  known: Protocol | undefined,
  chosen: string | undefined,
  lead: string,
): Found {
  const { counted } = sample;
  const guessed = known ?? readProtocol(bareTally(counted, lead).best());
  let client = 0;
  let server = 0;
  let said = 0;
  let first: 'client' | 'server' | undefined;
  for (const block of counted) {
    const sides = block.recall(`sides ${guessed ?? ''} ${lead}`, () => bareSides(block, guessed, lead));
    client += sides.client;
    server += sides.server;
    said += sides.said;
    first ??= sides.first;
  }
  const isOurs = isSession(client, server, said) && (client > 0 || hasAnswers(counted, guessed));
  const protocol = known ?? (isOurs ? guessed : undefined);
  const found =
    bareNotations.find((each) => each.id === chosen) ??
    bareNotations.find(({ id, hint }) => id === 'bare' || matches(sample, hint));
  const id = found?.id === 'bare' && protocol === undefined && chosen === undefined ? 'none' : found?.id;
  // In a message a line may look like a reply.
  const clientOnly = server === 0 || (first === 'client' && server * 4 <= client);
  const sides: Sides = clientOnly ? 'client' : client === 0 ? 'server' : 'both';
  return {
    dialect: { kind: 'bare', id: id ?? 'bare', protocol, sides, lead },
    // A line without marks that fits is as good as a marked one that does.
    weight: protocol === undefined ? 0 : (client + server) * 3,
    found: false,
  };
}

function bareTally(blocks: readonly SampleBlock[], lead: string): ProtocolTally {
  const tally = new ProtocolTally();
  for (const block of blocks) tally.merge(block.recall(`tally ${lead}`, () => bareTallyOf(block, lead)));
  return tally;
}

function bareTallyOf(block: SampleBlock, lead: string): ProtocolTally {
  const tally = new ProtocolTally();
  for (const line of ownLines(block, lead)) if (line !== '') tally.add(line, 'note');
  return tally;
}

/** The lines behind a lead, without the mark of the one side that has one. */
function ownLines({ lines }: SampleBlock, lead: string): readonly string[] {
  if (lead === '') return lines.map((line) => line.replace(ONE_SIDED_MARK, ''));
  const pattern = new RegExp(`^${lead}`);
  return lines.flatMap((line) => {
    const found = pattern.exec(line);
    return found ? [line.slice(found[0].length)] : [];
  });
}

/** How many lines of a block sound like either side, and the first that does. */
interface BareSides {
  readonly client: number;
  readonly server: number;
  readonly said: number;
  readonly first: 'client' | 'server' | undefined;
}

function bareSides(block: SampleBlock, protocol: Protocol | undefined, lead: string): BareSides {
  let client = 0;
  let server = 0;
  let said = 0;
  let first: 'client' | 'server' | undefined;
  for (const line of ownLines(block, lead)) {
    if (line.trim() === '') continue;
    said++;
    const likely = likelySpeaker(line, protocol);
    first ??= likely;
    if (likely === 'client') client++;
    if (likely === 'server') server++;
  }
  return { client, server, said, first };
}

/** Prose has a word here and there that a session has too. */
function isSession(client: number, server: number, said: number): boolean {
  const fits = client + server;
  if (fits * 2 >= said) return fits > 0;
  return server > 0 ? fits >= Math.max(2, said / 50) : fits >= Math.max(3, said / 20);
}

/** Whether what sounds like the server's side alone is more than a table of reply codes, a list with stars. */
function hasAnswers(blocks: readonly SampleBlock[], protocol: Protocol | undefined): boolean {
  if (protocol === 'imap') {
    return blocks.some(({ text }, index) => IMAP_ANSWER.test(text) || (index === 0 && IMAP_GREETING.test(text)));
  }
  if (protocol === 'pop3') return true;
  const lines = blocks.flatMap((block) => block.lines);
  if (lines.some((line) => SMTP_ANSWER.test(line))) return true;
  const codes = lines.flatMap((line) => (REPLY_CODE.test(line) ? [Number(line.slice(0, 3))] : []));
  return codes.length < LEAST_CODES || codes.some((code, index) => code <= (codes[index - 1] ?? 0));
}

const IMAP_ANSWER =
  /^(?:\\?\* (?:\d+ [A-Za-z]|CAPABILITY IMAP|[A-Z]{2,}[A-Z.=]* [("\d]|(?:OK|NO|BAD) \[)|[\w.-]{1,40} (?:OK|NO|BAD) )/m;
const IMAP_GREETING = /^\s*\\?\* (?:OK|PREAUTH|BYE) /;
const SMTP_ANSWER = /^[2-5]\d\d(?:-|.*\b(?:E?SMTP|LMTP|[245]\.\d{1,3}\.\d{1,3})\b)/;
const REPLY_CODE = /^[2-5]\d\d /;
/** So many codes that ascend are a table. */
const LEAST_CODES = 3;
const SHORT_SAMPLE: SampleSize = { length: 65_536, maxLines: 512 };
const LONG_SAMPLE: SampleSize = { length: 1_048_576, maxLines: 4000 };
const MAX_LINE = 500;
/** A structured notation has at least one of its lines in so many of a usual length. */
const MAX_LINES_FOR_ONE = 40;
const LINE_LENGTH = 60;
const HINTED = 1.5;
/** What a line counts whose mark and words agree. */
const MOST_A_LINE = 3;
/** Of so many lines behind an arrow one must have words of a session. */
const MAX_UNCLEAR = 30;
/** Where there are more lines than these, so many must have. */
const LEAST_CLEAR = 2;
/** Three lines with words of a session. */
const LEAST_BEHIND_LEAD = 9;
/** Notations whose sign a quotation has too. */
const ONE_SIGN: ReadonlySet<string> = new Set(['angle']);
const PYTHON = /^\s*b?['"]/;
const ONE_SIDED_MARK = /^(?:[FNMS]: )?>>> (?=\d+ )|^[FN]: (?=[*+] |\d+ (?:OK|NO|BAD))/;
/** The rows whose marks, at the start of each line, are nobody else's. */
const plainNotations = markNotations.filter(
  ({ hint, prefixed, unsure, turns, mixed }) =>
    hint === undefined && !prefixed && !unsure && !turns && !mixed,
);
/** Of each row: a pattern that matches where one of its marks may be. */
const MARKS = new Map(
  markNotations.map((notation) => {
    const marks = [...notation.client, ...notation.server].map((mark) => mark.trim()).join('|');
    return [notation, new RegExp(`(?:^|[ \\t\\])}:m])(?:${marks})`, 'm')];
  }),
);
