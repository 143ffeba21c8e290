// Notations that are no marked lines: JSON lines, CSV, traces with offsets, followed streams, raw logs.

import type { Snapshot } from '../../text/snapshot.ts';
import { readCurlTrace } from './curlTrace.ts';
import { readExchangeLog } from './exchangeLog.ts';
import { readFollowedStream } from './followedStream.ts';
import { readJsonLines } from './jsonLines.ts';
import type { LineColumns } from './lineColumns.ts';
import type { ReadingHints } from './notation.ts';
import { readRawLog } from './rawLog.ts';

/** A notation with a reader of its own. */
export interface StructuredNotation {
  readonly id: string;
  readonly title: string;
  /** Matches once for each line of the text that is in this notation. */
  readonly line: RegExp;
  readonly read: (snapshot: Snapshot, hints: ReadingHints) => LineColumns;
}

/** In order of precedence. */
export const structuredNotations: readonly StructuredNotation[] = [
  {
    id: 'imapflow',
    title: 'imapflow (JSON lines)',
    line: /^\{(?=.*"(?:msg|data)" ?:).*"src" ?: ?"(?:[cs]|connection)"/gm,
    read: readJsonLines,
  },
  {
    id: 'logproxy',
    title: 'Proxy log (JSON lines)',
    line: /^\{.*"(?:dir|direction|side|from)" ?: ?"(?:[CScs]|client|server|in|out|send|recv)"/gm,
    read: readJsonLines,
  },
  {
    id: 'exchange-log',
    title: 'Exchange protocol log',
    line: /^(?:#Fields: .*|\d{4}-\d\d-\d\dT[\d:.]+Z,(?:"[^"]*"|[^,\r\n]*),[0-9A-Fa-f]*,\d+,[^,\r\n]*,[^,\r\n]*,[<>*+-],.*)\r?$/gm,
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
    id: 'dovecot-rawlog',
    title: 'Dovecot rawlog',
    // What stands behind the time is no mark, id or level.
    line: /^\d{9,10}\.\d{6} (?![\w.[(<#-]{0,16}[:>\])] |[<>=→←-]+ |(?:DEBUG|INFO|TRACE) |[<>]|[CS]:|0x|#|thread)/gm,
    read: readRawLog,
  },
];
