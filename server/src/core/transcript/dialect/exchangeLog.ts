// Reads Exchange protocol logs: comma-separated rows with an event for each line of the session.

import type { Snapshot } from '../../text/snapshot.ts';
import { likelySpeaker } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';
import { LineWriter } from './lineWriter.ts';
import type { ReadingHints } from './notation.ts';
import { eachLine } from './textLines.ts';

/**
 * Reads every row. `<` is what this host received and `>` what it sent; whether it is the server is found from the
 * words. A field of a row is quoted where it holds a comma.
 */
export function readExchangeLog(snapshot: Snapshot, { protocol }: ReadingHints): LineColumns {
  const lines = new LineWriter();
  const streams = new Map<string, number>();
  /** Of each stream: what speaks for this host being the server. */
  const server: number[] = [];
  const received: boolean[] = [];
  let stream = 0;
  eachLine(snapshot, (text, start, from, end) => {
    ROW.lastIndex = from;
    const row = ROW.exec(text);
    if (!row || ROW.lastIndex > end) {
      lines.push('note', start + from, start + from, start + end, { stream });
      received.push(false);
      return;
    }
    const [, id = '', event = ''] = row;
    stream = streams.get(id) ?? streams.size;
    streams.set(id, stream);
    const content = ROW.lastIndex;
    const quoted = text.charCodeAt(content) === QUOTE;
    const contentFrom = quoted ? content + 1 : content;
    const contentTo = fieldEnd(text, contentFrom, end, quoted);
    const said = event === '<' || event === '>';
    received.push(event === '<');
    lines.push(
      said ? 'client' : 'note',
      start + from,
      start + contentFrom,
      start + contentTo,
      quoted ? { stream, escape: 'csv' } : { stream },
    );
    const likely = said ? likelySpeaker(text.slice(contentFrom, contentTo), protocol) : undefined;
    if (likely !== undefined) {
      server[stream] = (server[stream] ?? 0) + ((event === '>') === (likely === 'server') ? 1 : -1);
    }
  });
  for (let line = 0; line < lines.count; line++) {
    if (lines.speaker(line) === 'note') continue;
    const isServer = (server[lines.stream(line)] ?? 1) > 0;
    if (received[line] !== isServer) lines.setSpeaker(line, 'server');
  }
  return lines.done(snapshot);
}

function fieldEnd(text: string, from: number, end: number, quoted: boolean): number {
  if (!quoted) {
    const comma = text.indexOf(',', from);
    return comma < 0 || comma > end ? end : comma;
  }
  let at = text.indexOf('"', from);
  while (at >= 0 && at < end && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at < 0 || at > end ? end : at;
}

const QUOTE = 0x22;
/** date-time, connector-id, session-id, sequence-number, local-endpoint, remote-endpoint, event; then data, context. */
const ROW = /[^,\r\n]*,(?:"[^"]*"|[^,\r\n]*),([^,\r\n]*),\d+,[^,\r\n]*,[^,\r\n]*,([<>*+-]),/y;
