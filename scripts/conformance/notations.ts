// Reads every transcript of tools and corpora and compares notation, protocol and speakers with what they are.

import { isUtf8 } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Protocol } from '../../server/src/core/transcript/protocol.ts';
import { readLines } from '../../server/src/core/transcript/dialect/readLines.ts';
import type { DialectReading } from '../../server/src/core/transcript/dialect/readLines.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';

/** What a log of a tool was seen to be: its notation, its protocol, how many lines each side and nobody says. */
type Seen = readonly [
  notation: string,
  protocol: Protocol | null,
  client: number,
  server: number,
  note: number,
];

/** Logs of tools and samples of styles against what was seen in each of them. */
export const toolLogs: Check = {
  name: 'notations of tools',
  run() {
    const expected = JSON.parse(readFileSync(path.join(recorded, 'notations-seen.json'), 'utf8')) as Record<
      string,
      Seen
    >;
    const files = [
      ...readdirSync(transcripts).filter((name) => name !== 'INDEX.md'),
      ...readdirSync(samples).filter((name) => name !== 'SOURCE.txt'),
    ];
    const disagreements = files.flatMap((name): Disagreement[] => {
      const folder = name in expected && readdirSync(samples).includes(name) ? samples : transcripts;
      const seen = seenIn(read(path.join(folder, name), name));
      const want = expected[name];
      return JSON.stringify(seen) === JSON.stringify(want)
        ? []
        : [{ id: name, text: `${name}: ${JSON.stringify(want)}, read as ${JSON.stringify(seen)}` }];
    });
    return { passed: files.length - disagreements.length, total: files.length, disagreements };
  },
};

/** The transcripts of the corpora: the protocol by the name of the file. */
export const corpusProtocols: Check = {
  name: 'protocols of transcripts',
  reasons: 'notations.json',
  run() {
    const files = corpusTranscripts();
    const disagreements = files.flatMap((name): Disagreement[] => {
      const { protocol, notation } = read(path.join(corpora, name), name);
      const want = protocolByName(name);
      const found = protocol === 'lmtp' ? 'smtp' : protocol;
      return found === want
        ? []
        : [
            {
              id: name,
              kind: kindOf(name),
              text: `${name}: ${want ?? 'none'}, read as ${found ?? 'none'} in ${notation}`,
            },
          ];
    });
    return { passed: files.length - disagreements.length, total: files.length, disagreements };
  },
};

/** The marked lines of the corpora: who speaks by the mark, unless the line is a remark. */
export const corpusSpeakers: Check = {
  name: 'speakers of transcripts',
  run() {
    const disagreements: Disagreement[] = [];
    let total = 0;
    for (const name of corpusTranscripts()) {
      if (UNMARKED.test(name)) continue;
      const file = path.join(corpora, name);
      const { lines } = read(file, name);
      const text = decoded(file);
      const sender = /^ *R: /m.test(text);
      for (let line = 0; line < lines.count; line++) {
        const { from, to } = lines.range(line);
        const host = text.slice(from, to);
        const mark = MARK.exec(host);
        if (!mark) continue;
        total++;
        const client = mark[1] === 'C' || mark[1] === 'M' || (sender && mark[1] === 'S');
        const speaker = lines.speaker(line);
        if (speaker === (client ? 'client' : 'server') || (speaker === 'note' && REMARK.test(host))) continue;
        disagreements.push({
          id: `${name}:${String(line)}`,
          text: `${name}: ${speaker}: ${host.trim().slice(0, 80)}`,
        });
      }
    }
    return { passed: total - disagreements.length, total, disagreements };
  },
};

function seenIn({ notation, protocol, lines }: DialectReading): Seen {
  const counts = { client: 0, server: 0, note: 0 };
  for (let line = 0; line < lines.count; line++) counts[lines.speaker(line)]++;
  return [notation, protocol ?? null, counts.client, counts.server, counts.note];
}

function read(file: string, name: string): DialectReading {
  return readLines(textSnapshot(decoded(file)), { name });
}

function decoded(file: string): string {
  const octets = readFileSync(file);
  return octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
}

function corpusTranscripts(): string[] {
  return filesBelow('smtp', 'imap', 'pop3', 'pcap', 'other').filter(
    (name) => TRANSCRIPT.test(name) && !name.includes('style-samples'),
  );
}

/** Those of other protocols stand in `other`, or say so in their name. */
function protocolByName(name: string): Protocol | undefined {
  if (name.startsWith('other/') || name.includes('not-mail')) return undefined;
  if (name.includes('.imap.') || name.startsWith('imap/')) return 'imap';
  return name.includes('.pop3.') || name.startsWith('pop3/') ? 'pop3' : 'smtp';
}

/** Files of one source that disagree for the same reason. */
function kindOf(name: string): string {
  return /rfc\d+/.exec(name)?.[0] ?? name.split('/').slice(0, 2).join('/');
}

const TRANSCRIPT =
  /(?<!SOURCE|expected.*)\.(?:(?:smtp|imap|pop3|client-only|arrows|swaks|other|exim-[a-z-]+|not-mail-redis)\.txt|test)$/;
/** Sources whose lines have other marks or none. */
const UNMARKED = /raw|arrows|swaks|client-only|not-mail/;
const MARK = /^ *([CSRMI])\d?: ?/;
/** Elisions and words in brackets. */
const REMARK = /^ *[CSRMI]\d?: *(?:\.|<|\(|\[|\{to |\/\/)/;
const recorded = path.join(import.meta.dirname, '../../test/conformance');
const transcripts = path.join(corpora, '../transcripts');
const samples = path.join(corpora, 'other/style-samples');
