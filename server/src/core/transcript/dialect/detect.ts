// Finds the notation of a text from its content.

import type { Snapshot } from '../../text/snapshot.ts';
import type { ListEdit } from '../../text/listEdit.ts';
import type { Protocol } from '../protocol.ts';
import { bareNotations } from './bareReader.ts';
import { bareDialect } from './detectBare.ts';
import { markDialect, marksOf, plainDialect, weigh, weightOf } from './detectMarks.ts';
import type { Dialect, Found } from './dialect.ts';
import { labelNotation } from './labels.ts';
import { leadsOf } from './leads.ts';
import { markNotations } from './notations.ts';
import { matchCount, matches, sampleOf } from './sample.ts';
import type { Sample, SampleBefore, SampleSize } from './sample.ts';
import { structuredNotations } from './structuredReaders.ts';

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
    return { dialect: forPage(found.dialect, short), looked: length, short, long: undefined };
  }
  // Some tools write pages about themselves before the session starts.
  const long = sampleOf(snapshot, LONG_SAMPLE, again(before?.found.long));
  const { dialect } = dialectOf(long, protocol, chosen);
  return { dialect: forPage(dialect, long), looked: LONG_SAMPLE.length, short, long };
}

/** Marks or paths that are written as HTML wants them say that all is; a message may have such words of its own. */
function forPage(dialect: Dialect, sample: Sample): Dialect {
  if (dialect.kind !== 'marks' || !matches(sample, FOR_PAGE)) return dialect;
  return { ...dialect, layout: { ...dialect.layout, html: true } };
}

/** True where nothing of a text was left out. */
function isWhole({ blocks, counted, length }: Sample, snapshot: Snapshot): boolean {
  return snapshot.length <= length && blocks.every((block, index) => block === counted[index]);
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
  const isHalf = best.weight === 0 || best.oneSided === true;
  if (!isHalf && !ONE_SIGN.has(best.dialect.id)) return best;
  const row = isHalf ? labelNotation(sample) : undefined;
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

const FOR_PAGE =
  /\b(?:FROM|TO): ?&lt;[^<>]|(?:CLIENT|SERVER|SMTP) -&gt; |^[^<>&]{0,80}(?:&lt;[-=<]|[-=]&gt;|&gt;&gt;) /im;
const SHORT_SAMPLE: SampleSize = { length: 65_536, maxLines: 512 };
const LONG_SAMPLE: SampleSize = { length: 1_048_576, maxLines: 4000 };
/** A structured notation has at least one of its lines in so many of a usual length. */
const MAX_LINES_FOR_ONE = 40;
const LINE_LENGTH = 60;
/** Three lines with words of a session. */
const LEAST_BEHIND_LEAD = 9;
/** Notations whose sign a quotation has too. */
const ONE_SIGN: ReadonlySet<string> = new Set(['angle']);
