// Notations that are no marked lines: JSON lines, CSV, traces with offsets, followed streams, raw logs.

import type { Snapshot } from '../../text/snapshot.ts';
import { readCurlTrace } from './curlTrace.ts';
import { readExchangeLog } from './exchangeLog.ts';
import { readFollowedStream } from './followedStream.ts';
import { JsonLinesReader, hasTextLines } from './jsonLines.ts';
import type { LineColumns } from './lineColumns.ts';
import type { LineReader } from './lineReader.ts';
import type { ReadingHints } from './notation.ts';
import { packetHeader, readPacketBlocks } from './packetBlocks.ts';
import { RawLogReader, rawLogSide } from './rawLog.ts';
import type { StreamNumbers } from './streamNumbers.ts';

/** A notation with a reader of its own. */
export interface StructuredNotation {
  readonly id: string;
  readonly title: string;
  /** Matches once for each line of the text that is in this notation. */
  readonly line: RegExp;
  /** Reads every line; or tells how to, where what was read before an edit can be gone on from. */
  readonly read: (snapshot: Snapshot, hints: ReadingHints) => LineColumns | Preparation;
}

/** What the first lines say of how to read all. */
export interface Preparation {
  /** Readings of two versions with equal ones read a line in the same way. */
  readonly setup: string;
  readonly make: (streams: StreamNumbers | undefined) => LineReader;
}

function prepareJsonLines(snapshot: Snapshot): Preparation {
  const both = hasTextLines(snapshot);
  return { setup: String(both), make: (streams) => new JsonLinesReader(both, streams) };
}

function prepareRawLog(snapshot: Snapshot, hints: ReadingHints): Preparation {
  const side = rawLogSide(snapshot, hints);
  return { setup: side, make: () => new RawLogReader(side) };
}

/** In order of precedence. */
export const structuredNotations: readonly StructuredNotation[] = [
  {
    id: 'imapflow',
    title: 'imapflow (JSON lines)',
    line: /^\{(?=.*"(?:msg|data)" ?:).*"src" ?: ?"(?:[cs]|connection)"/gm,
    read: prepareJsonLines,
  },
  {
    id: 'logproxy',
    title: 'Proxy log (JSON lines)',
    line: /^\{.*"(?:dir|direction|side|from|tnx)" ?: ?"(?:[CScs]|client|server|in|out|send|recv)"/gm,
    read: prepareJsonLines,
  },
  {
    id: 'json-lines',
    title: 'JSON lines with marks',
    line: /^\{.*"(?:log|msg|message|line|text)" ?: ?"(?:[CS]: |[<>] )/gm,
    read: prepareJsonLines,
  },
  {
    id: 'exchange-log',
    title: 'Exchange protocol log',
    line: /^(?:#Fields: .*|\d{4}-\d\d-\d\dT[\d:.]+Z,(?:"[^"\r\n]*"|[^,\r\n]*),[0-9A-Fa-f]*,\d+,[^,\r\n]*,[^,\r\n]*,[<>*+-],.*)\r?$/gm,
    read: readExchangeLog,
  },
  {
    id: 'curl-trace',
    title: 'curl --trace',
    line: /^(?:[\d:.-]+ )?(?:\[\S+\] )?(?:=> Send|<= Recv|== Info)[ :]/gm,
    read: readCurlTrace,
  },
  {
    id: 'tshark-follow',
    title: 'tshark follow',
    line: /^(?:Follow: tcp,(?:ascii|raw|hex)|Node [01]: .*|\t\d+)\r?$/gm,
    read: readFollowedStream,
  },
  {
    id: 'packets',
    title: 'ngrep, tcpflow, socat, tcpdump',
    line: packetHeader,
    read: readPacketBlocks,
  },
  {
    id: 'dovecot-rawlog',
    title: 'Dovecot rawlog',
    // What stands behind the time is no mark, id or level.
    line: /^\d{9,10}\.\d{6} (?![\w.[(<#-]{0,16}[:>\])] |[<>=→←-]+ |(?:DEBUG|INFO|TRACE) |[<>]|[CS]:|0x|#|thread)/gm,
    read: prepareRawLog,
  },
];
