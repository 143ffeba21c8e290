// Names that nobody listed, in front of the lines of a session: `MTA:` and `MUA:`, `relay>` and `laptop>`.

import { ProtocolTally, likelySpeaker, readProtocol } from './evidence.ts';
import type { MarkNotation } from './notation.ts';
import type { Sample } from './sample.ts';

/** The row for the two names that stand in front of most lines of a sample; undefined where no two do. */
export function labelNotation(sample: Sample): MarkNotation | undefined {
  const labelled = sample.counted.flatMap((block) =>
    block.recall(labelNotation, () => labelledLines(block.lines)),
  );
  const tally = new ProtocolTally();
  for (const { own } of labelled) tally.add(own, 'note');
  const protocol = readProtocol(tally.best());
  if (protocol === undefined) return undefined;
  const votes = new Map<string, Votes>();
  for (const { label, own } of labelled) {
    const vote = votes.get(label) ?? { client: 0, server: 0, open: 0 };
    vote[likelySpeaker(own, protocol) ?? 'open']++;
    votes.set(label, vote);
    if (votes.size > MAX_LABELS) return undefined;
  }
  // What a server lists may sound like commands (RFC 2449 5).
  const server = most(votes, 'server', 'client', 1);
  const client = most(votes, 'client', 'server', RARE);
  return client === undefined || server === undefined || client === server
    ? undefined
    : rowOf(client, server);
}

/** How often the words behind a name are those of each side, or leave it open. */
interface Votes {
  client: number;
  server: number;
  open: number;
}

interface LabelledLine {
  readonly label: string;
  readonly own: string;
}

function labelledLines(lines: readonly string[]): readonly LabelledLine[] {
  const found: LabelledLine[] = [];
  for (const line of lines) {
    // Times and names of programs may stand in front.
    const start = line.slice(0, MAX_START);
    let words = 0;
    for (const match of start.matchAll(LABEL)) {
      if (++words > MAX_WORDS) break;
      found.push({ label: match[1] ?? '', own: line.slice(match.index + match[0].length + 1) });
    }
  }
  return found;
}

/** The name whose words are most often those of a side: so many times as often as those of the other. */
function most(
  votes: ReadonlyMap<string, Votes>,
  side: 'client' | 'server',
  other: 'client' | 'server',
  times: number,
): string | undefined {
  let best: string | undefined;
  let count = 0;
  for (const [label, vote] of votes) {
    if (vote[side] <= count || vote[other] * times >= vote[side] || vote.open > vote[side] * OFTEN) continue;
    best = label;
    count = vote[side];
  }
  return best;
}

/** The same row for the same names, so that what was read by it is gone on from. */
function rowOf(client: string, server: string): MarkNotation {
  const key = `${client}\n${server}`;
  let row = rows.get(key);
  if (row === undefined) {
    if (rows.size >= MAX_ROWS) rows.clear();
    row = {
      id: 'labels',
      title: 'Names before a colon',
      client: [literal(client)],
      server: [literal(server)],
      unmarked: 'guess',
      indented: 'wrap',
      remarks: true,
      unsure: true,
    };
    rows.set(key, row);
  }
  return row;
}

function literal(text: string): string {
  return text.replace(/[^\w ]/g, String.raw`\$&`);
}

const rows = new Map<string, MarkNotation>();
const MAX_ROWS = 64;
/** Names that stand in front of lines of no session are many. */
const MAX_LABELS = 200;
/** One line of so many of the client may sound like the server. */
const RARE = 4;
/** So many lines of a message may stand beside one of the session. */
const OFTEN = 20;
const MAX_START = 200;
const MAX_WORDS = 4;
/** A name, and a sign. */
const LABEL = /(?<=^|[ \t])([^\s:>|<=()[\]{}"']{1,40}(?: ?:| ?>| ?\|| ?»))(?=[ \t])/g;
