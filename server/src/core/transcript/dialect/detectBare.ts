// Finds out whether a text is a session without marks, and of which protocol.

import type { Protocol } from '../protocol.ts';
import { bareNotations } from './bareReader.ts';
import type { Sides } from './bareReader.ts';
import type { Found } from './dialect.ts';
import { ProtocolTally, likelySpeaker, readProtocol } from './evidence.ts';
import { matches } from './sample.ts';
import type { Sample, SampleBlock } from './sample.ts';

/**
 * The reading of a sample as a session without marks; its weight is 0 where it is none.
 * @param known the protocol where it is known.
 * @param chosen the id of a notation to read it in whatever it looks like.
 * @param lead the source of what stands in front of each line; empty where nothing does.
 */
export function bareDialect(
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
  let answered = 0;
  let first: 'client' | 'server' | undefined;
  for (const block of counted) {
    const sides = block.recall(`sides ${guessed ?? ''} ${lead}`, () => bareSides(block, guessed, lead));
    client += sides.client;
    server += sides.server;
    said += sides.said;
    answered += sides.answered;
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
  // What a server lists may sound like commands (RFC 2449 5), but it answers none of them.
  const serverOnly = client === 0 || (protocol === 'pop3' && answered === 0 && server > 0);
  const sides: Sides = clientOnly ? 'client' : serverOnly ? 'server' : 'both';
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
  /** How many lines that sound like the client stand in front of one that sounds like the server. */
  readonly answered: number;
}

function bareSides(block: SampleBlock, protocol: Protocol | undefined, lead: string): BareSides {
  let client = 0;
  let server = 0;
  let said = 0;
  let answered = 0;
  let first: 'client' | 'server' | undefined;
  let before: 'client' | 'server' | undefined;
  for (const line of ownLines(block, lead)) {
    if (line.trim() === '') continue;
    said++;
    const likely = likelySpeaker(line, protocol);
    first ??= likely;
    if (likely === 'client') client++;
    if (likely === 'server') server++;
    if (likely === 'server' && before === 'client') answered++;
    before = likely;
  }
  return { client, server, said, first, answered };
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
    return blocks.some(
      ({ text }, index) => IMAP_ANSWER.test(text) || (index === 0 && IMAP_GREETING.test(text)),
    );
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
const ONE_SIDED_MARK = /^(?:[FNMS]: )?>>> (?=\d+ )|^[FN]: (?=[*+] |\d+ (?:OK|NO|BAD))/;
