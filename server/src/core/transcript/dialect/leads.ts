// What stands in front of each line of a session without marks: an indent, the marks of a quotation, a time.

import type { Sample, SampleBlock } from './sample.ts';
import { stampPattern } from './stamps.ts';

/**
 * The sources of patterns for what most lines of a sample start with, from the most to the least telling. A pattern
 * matches at the start of a line.
 */
export function leadsOf({ counted }: Sample): readonly string[] {
  let lines = 0;
  let stamped = 0;
  const counts = new Map<string, number>();
  for (const block of counted) {
    const found = block.recall(leadsOf, () => blockLeads(block));
    lines += found.lines;
    stamped += found.stamped;
    for (const [lead, count] of found.counts) counts.set(lead, (counts.get(lead) ?? 0) + count);
  }
  const leads: string[] = [];
  if (stamped * FEW >= lines && stamped > 1) leads.push(STAMPED);
  const [usual, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
  if (count * FEW >= lines && count > 1) leads.push(usual.replace(/[^\w\s]/g, String.raw`\$&`));
  return leads;
}

/** A pattern that finds a lead at the place where it is asked to look. */
export function leadPattern(lead: string): RegExp {
  return new RegExp(lead, 'y');
}

interface BlockLeads {
  /** How many lines are not blank. */
  readonly lines: number;
  readonly stamped: number;
  readonly counts: ReadonlyMap<string, number>;
}

function blockLeads({ lines }: SampleBlock): BlockLeads {
  const counts = new Map<string, number>();
  let said = 0;
  let stamped = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    said++;
    const [lead = ''] = DRAWN.exec(line) ?? [];
    if (lead !== '') counts.set(lead, (counts.get(lead) ?? 0) + 1);
    if (DIGIT.test(line.slice(0, MAX_STAMP)) && STAMPED_LINE.test(line)) stamped++;
  }
  return { lines: said, stamped, counts };
}

/** Of so many lines one must start with a lead: some have prose around the session. */
const FEW = 4;
const MAX_STAMP = 40;
const DIGIT = /\d/;
/** An indent, a quotation's marks, or the name of a container. */
const DRAWN = /^(?:[\w.@-]{1,40} {0,12}\| ?|[ \t]*(?:>[ \t]?)+|[ \t]+|(?:\| ?)+)/;
const STAMPED = String.raw`[ \t]*(?:> ?)*[[(<]?(?:${stampPattern})[\])>]?[:,]?[ \t](?:[|–—-][ \t])?(?:(?:[\w.-]{1,60} )?[\w./-]{1,40}\[\d{1,10}\]:[ \t])?(?:\[[\w:.@#/+-]{1,60}\]:?[ \t])?`;
const STAMPED_LINE = new RegExp(`^${STAMPED}`);
