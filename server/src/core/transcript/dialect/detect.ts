// Finds the notation of a text from its content.

import type { Snapshot } from '../../text/snapshot.ts';
import type { Protocol } from '../protocol.ts';
import { bareNotations } from './bareReader.ts';
import type { Sides } from './bareReader.ts';
import { ProtocolTally, likelySpeaker, readProtocol } from './evidence.ts';
import { linePattern } from './markReader.ts';
import type { Layout } from './markReader.ts';
import type { MarkNotation } from './notation.ts';
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
    };

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
 */
export function findDialect(snapshot: Snapshot, protocol: Protocol | undefined, chosen?: string): Dialect {
  const short = dialectOf(sample(snapshot, SHORT_SAMPLE), protocol, chosen);
  if (snapshot.length <= SHORT_SAMPLE || (short.found && short.weight > 0)) return short.dialect;
  // Some tools write pages about themselves before the session starts.
  return dialectOf(sample(snapshot, LONG_SAMPLE), protocol, chosen).dialect;
}

function dialectOf(text: string, protocol: Protocol | undefined, chosen: string | undefined): Found {
  const structured = structuredDialect(text, chosen);
  if (structured) return structured;
  const lines = text.split(LINE_END);
  if (lines.length > MAX_LINES) lines.length = MAX_LINES;
  const bare = bareDialect(text, lines, protocol, chosen);
  let best: Found = bare;
  let most = bare.weight;
  for (const notation of markNotations) {
    if (chosen !== undefined && chosen !== notation.id) continue;
    const found = markDialect(notation, text, lines, protocol);
    if (found && (found.weight > most || (chosen !== undefined && best.dialect.id !== chosen))) {
      best = found;
      most = found.weight;
    }
  }
  return best;
}

interface Found {
  readonly dialect: Dialect;
  readonly weight: number;
  readonly found: boolean;
}

function structuredDialect(text: string, chosen: string | undefined): Found | undefined {
  const notation =
    chosen === undefined
      ? structuredNotations.find(({ line }) => {
          const count = text.match(line)?.length ?? 0;
          return count >= 2 && count * MAX_LINES_FOR_ONE >= text.length / LINE_LENGTH;
        })
      : structuredNotations.find(({ id }) => id === chosen);
  return notation && { dialect: { kind: 'structured', id: notation.id, notation }, weight: 1, found: true };
}

/** How well the marks of a row explain the lines; undefined where they do not. */
function markDialect(
  notation: MarkNotation,
  text: string,
  lines: readonly string[],
  protocol: Protocol | undefined,
): Found | undefined {
  const { client, server, hint } = notation;
  const hinted = hint?.test(text) === true;
  if (hint !== undefined && !hinted) return undefined;
  const marks = new RegExp(`(?:^|[ \\t\\])}:])(?:${[...client, ...server].map(trimmed).join('|')})`, 'm');
  if (!hinted && !marks.test(text)) return undefined;
  let best: Found | undefined;
  for (const prefixed of notation.prefixed === true ? [true] : [false, true]) {
    const found = weigh(notation, prefixed, lines, protocol);
    const weight = found.weight * (hinted ? HINTED : 1);
    if (found.dialect && weight > (best?.weight ?? 0)) best = { dialect: found.dialect, weight, found: true };
  }
  return best;
}

function weigh(
  notation: MarkNotation,
  prefixed: boolean,
  lines: readonly string[],
  known: Protocol | undefined,
): { dialect: Dialect | undefined; weight: number } {
  const pattern = linePattern(notation, prefixed);
  const tally = new ProtocolTally();
  let agree = 0;
  let differ = 0;
  let marked = 0;
  let notes = 0;
  const own: { text: string; speaker: 'client' | 'server' }[] = [];
  for (const line of lines) {
    pattern.lastIndex = 0;
    const match = pattern.exec(line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line);
    if (match?.[5] !== undefined) notes++;
    if (!match || (match[2] ?? match[3]) === undefined) continue;
    marked++;
    const said = line.slice(pattern.lastIndex).replace(PYTHON, '').trimStart();
    const speaker = match[2] === undefined ? 'server' : 'client';
    own.push({ text: said, speaker });
    tally.add(said, 'note');
  }
  const protocol = known ?? readProtocol(tally.best(1));
  for (const { text, speaker } of own) {
    const likely = likelySpeaker(text, protocol);
    if (likely === speaker) agree++;
    else if (likely !== undefined) differ++;
  }
  const turned = notation.turns === true && differ > agree;
  const right = notation.mixed === true ? agree + differ : turned ? differ : agree;
  const wrong = notation.mixed === true ? 0 : turned ? agree : differ;
  // Marks that quotations and shell prompts have too need words that fit.
  if ((notation.turns === true || notation.unsure === true) && right * MAX_UNCLEAR <= marked) {
    return { dialect: undefined, weight: 0 };
  }
  // A tool that could not even connect has said so.
  const weight =
    marked > 0 ? Math.max(marked / 2, marked + right * 2 - wrong) : notation.hint && notes > 0 ? 1 : 0;
  return {
    dialect: { kind: 'marks', id: notation.id, layout: { notation, prefixed, turned, protocol } },
    weight,
  };
}

function bareDialect(
  text: string,
  lines: readonly string[],
  known: Protocol | undefined,
  chosen: string | undefined,
): Found {
  const tally = new ProtocolTally();
  for (const line of lines) if (line !== '') tally.add(line.replace(ONE_SIDED_MARK, ''), 'note');
  const guessed = known ?? readProtocol(tally.best());
  let client = 0;
  let server = 0;
  let said = 0;
  let first: 'client' | 'server' | undefined;
  for (const line of lines) {
    if (line.trim() === '') continue;
    said++;
    const likely = likelySpeaker(line.replace(ONE_SIDED_MARK, ''), guessed);
    first ??= likely;
    if (likely === 'client') client++;
    if (likely === 'server') server++;
  }
  const protocol = known ?? (isSession(client, server, said) ? guessed : undefined);
  const found =
    bareNotations.find((each) => each.id === chosen) ?? bareNotations.find(({ hint }) => hint.test(text));
  const id = found?.id === 'bare' && protocol === undefined && chosen === undefined ? 'none' : found?.id;
  // In a message a line may look like a reply.
  const clientOnly = server === 0 || (first === 'client' && server * 4 <= client);
  const sides: Sides = clientOnly ? 'client' : client === 0 ? 'server' : 'both';
  return {
    dialect: { kind: 'bare', id: id ?? 'bare', protocol, sides },
    // A line without marks that fits is as good as a marked one that does.
    weight: protocol === undefined ? 0 : (client + server) * 3,
    found: false,
  };
}

/** Prose has a word here and there that a session has too. */
function isSession(client: number, server: number, said: number): boolean {
  const fits = client + server;
  if (fits * 2 >= said) return fits > 0;
  return server > 0 ? fits >= Math.max(2, said / 50) : fits >= Math.max(3, said / 20);
}

/** The first lines of the text, whole ones. */
function sample(snapshot: Snapshot, length: number): string {
  return snapshot.slice(
    0,
    snapshot.length <= length ? length : snapshot.lineStart(snapshot.lineAt(length)) || length,
  );
}

function trimmed(mark: string): string {
  return mark.trim();
}

const SHORT_SAMPLE = 65_536;
const LONG_SAMPLE = 1_048_576;
const MAX_LINES = 4000;
const MAX_LINE = 500;
/** A structured notation has at least one of its lines in so many of a usual length. */
const MAX_LINES_FOR_ONE = 40;
const LINE_LENGTH = 60;
const HINTED = 1.5;
/** Of so many lines behind an arrow one must have words of a session. */
const MAX_UNCLEAR = 30;
const LINE_END = /\r\n|\r|\n/;
const PYTHON = /^\s*b?['"]/;
const ONE_SIDED_MARK = /^(?:[FNMS]: )?>>> (?=\d+ )|^[FN]: (?=[*+] |\d+ (?:OK|NO|BAD))/;
