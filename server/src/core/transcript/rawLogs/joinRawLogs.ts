// Joins the raw logs that a server keeps of a connection, one for each side, to one session.

import { ProtocolTally, readProtocol } from '../dialect/evidence.ts';
import type { Protocol } from '../protocol.ts';
import { guessOrder } from './guessOrder.ts';
import type { SaidLine } from './guessOrder.ts';
import { announcedLiteral, lineAfter, rawLines } from './rawLines.ts';
import type { RawLine } from './rawLines.ts';

/** One session from two logs. */
export interface JoinedLogs {
  /** Lines of the notation `C:` and `S:`, behind their times where there are any; a remark first. Ends with LF. */
  readonly text: string;
  readonly protocol: Protocol;
  /** False where the logs have no times, so that the order is a guess. */
  readonly timed: boolean;
}

/**
 * Joins two logs by their times, or by what the protocol lets one side say before it hears the other.
 * @returns undefined where the words are of no protocol of ours.
 */
export function joinRawLogs(clientText: string, serverText: string): JoinedLogs | undefined {
  const client = rawLines(clientText);
  const server = rawLines(serverText);
  const protocol = protocolOf(client.lines, server.lines);
  if (!protocol) return undefined;
  const timed = (client.timed || client.lines.length === 0) && (server.timed || server.lines.length === 0);
  const said = timed
    ? byTime(unitsOf('client', client.lines), unitsOf('server', server.lines))
    : guessOrder(protocol, client.lines, server.lines);
  const lines = said.map(({ speaker, text, stamp }) => {
    const time = timed && stamp !== undefined ? `${stamp} ` : '';
    return `${time}${speaker === 'client' ? 'C:' : 'S:'} ${text}`;
  });
  return { text: [timed ? BY_TIME : GUESSED, ...lines, ''].join('\n'), protocol, timed };
}

function protocolOf(client: readonly RawLine[], server: readonly RawLine[]): Protocol | undefined {
  const tally = new ProtocolTally();
  for (const { text } of server.slice(0, TALLIED)) tally.add(text, 'server');
  for (const { text } of client.slice(0, TALLIED)) tally.add(text, 'client');
  return readProtocol(tally.best(1));
}

/** What one side says without a break: a line, and the lines of the literal that it announces. */
interface Unit {
  readonly time: number;
  readonly lines: readonly SaidLine[];
}

function unitsOf(speaker: SaidLine['speaker'], lines: readonly RawLine[]): readonly Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    const literal = announcedLiteral(line?.text ?? '');
    // A literal that waits to be asked for is said behind the answer.
    const joined = literal && (speaker === 'server' || !literal.waits);
    const end = joined ? lineAfter(lines, at + 1, literal.octets) : at + 1;
    const said = lines.slice(at, end).map((each) => ({ ...each, speaker }));
    units.push({ time: Number(line?.stamp), lines: said });
    at = end;
  }
  return units;
}

function byTime(client: readonly Unit[], server: readonly Unit[]): readonly SaidLine[] {
  const said: SaidLine[] = [];
  let at = 0;
  for (const unit of server) {
    // At the same moment the command came before its answer.
    for (let asked = client[at]; asked && asked.time <= unit.time; asked = client[++at]) {
      said.push(...asked.lines);
    }
    said.push(...unit.lines);
  }
  return [...said, ...client.slice(at).flatMap(({ lines }) => lines)];
}

const BY_TIME = '# Joined from two raw logs by their times.';
const GUESSED =
  '# Joined from two raw logs without times: the order of the lines is guessed from the protocol.';
/** Lines of each side that tell the protocol. */
const TALLIED = 400;
