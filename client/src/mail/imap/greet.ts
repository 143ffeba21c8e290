// The greeting, and STARTTLS before anything else is said (RFC 9051 6.2.1): nothing said in clear is ever believed.

import type { Connection, Endpoint } from '../../net/connector.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import { OctetReader } from '../wire/octetReader.ts';

/** A connection whose first line is read. */
export interface GreetedConnection {
  readonly connection: Connection;
  /** The greeting, or what stands for it behind STARTTLS, where none follows. */
  readonly greeting: string;
  /** What came behind it already. */
  readonly rest: Buffer;
}

/**
 * Reads the greeting and, where the endpoint wants it, starts TLS: what was said so far counts no more then. Rejects
 * with `not-this-protocol`, with `starttls-missing` where the server offers none or is logged in already, and with
 * `starttls-injected` where it says more than it may.
 * @param silence milliseconds.
 */
export async function greet(
  connection: Connection,
  { host, port, security }: Endpoint,
  recorder: Recorder | undefined,
  silence: number,
  cancel: Cancellation,
): Promise<GreetedConnection> {
  const { stream } = connection;
  const reader = new OctetReader(stream, { host, line: MAX_LINE, silence });
  try {
    const greeting = (await reader.line(cancel)).toString('utf8');
    if (!/^\* (?:OK|PREAUTH|BYE)\b/i.test(greeting)) {
      throw new MailError('not-this-protocol', [host, String(port), 'IMAP']);
    }
    recorder?.server(greeting);
    if (/^\* BYE\b/i.test(greeting)) throw farewell(host, greeting.slice('* BYE'.length).trim());
    if (security !== 'starttls') return { connection, greeting, rest: reader.release() };
    // RFC 9051 6.2.1: who is logged in already cannot start TLS.
    if (/^\* PREAUTH/i.test(greeting)) throw new MailError('starttls-missing', [host]);
    recorder?.client(`${TAG} STARTTLS`);
    stream.write(`${TAG} STARTTLS\r\n`);
    await accepted(reader, host, recorder, cancel);
    recorder?.note('TLS starts');
    const { unread } = reader;
    reader.release();
    return {
      connection: await connection.startTls(unread),
      greeting: '* OK TLS stands',
      rest: Buffer.alloc(0),
    };
  } catch (error) {
    stream.destroy();
    if (error instanceof MailError && error.code === 'server-silent') {
      throw new MailError('greeting-timeout', error.details, { cause: error });
    }
    throw error;
  }
}

async function accepted(
  reader: OctetReader,
  host: string,
  recorder: Recorder | undefined,
  cancel: Cancellation,
): Promise<void> {
  for (let lines = 0; lines < MAX_LINES; lines++) {
    const answer = (await reader.line(cancel)).toString('utf8');
    recorder?.server(answer);
    if (!answer.startsWith(`${TAG} `)) continue;
    if (!/^\S+ OK\b/i.test(answer)) throw new MailError('starttls-missing', [host]);
    return;
  }
  throw new MailError('answer-too-large', [host, detail('{0} lines', MAX_LINES)]);
}

/** A server that says goodbye at once has no room, or no wish. */
function farewell(host: string, text: string): MailError {
  const busy = /^\[(?:UNAVAILABLE|LIMIT|INUSE)\]|too many|maximum|limit|try again/i.test(text);
  const said = text.replace(/^\[[^\]]*\] ?/, '').slice(0, MAX_SAID);
  return new MailError(busy ? 'server-busy' : 'server-closed', [host, said]);
}

const TAG = 'TLS1';
const MAX_SAID = 200;
const MAX_LINE = 65_536;
const MAX_LINES = 100;
