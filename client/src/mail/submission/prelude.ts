// The start of a session, until what follows is said in safety: greeting, and STARTTLS where that is the policy.

import type { Connection, Endpoint } from '../../net/connector.ts';
import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import type { Recorder } from '../recorder.ts';
import { OctetReader } from '../wire/octetReader.ts';
import { extensionsOf, isPositive, ReplyReader, said } from './replies.ts';
import type { ServerReply } from './replies.ts';

export interface PreludeOptions {
  readonly endpoint: Endpoint;
  /** What is said of us. */
  readonly hello: string;
  readonly protocol: 'SMTP' | 'LMTP';
  readonly recorder?: Recorder | undefined;
  /** Milliseconds without an octet. */
  readonly silence: number;
}

/** A connection on which the first thing to say is EHLO or LHLO. */
export interface Prelude {
  readonly connection: Connection;
  readonly greeting: string;
}

/**
 * Reads the greeting, and starts TLS where the endpoint asks for it. Rejects with `greeting-timeout`,
 * `not-this-protocol`, `server-busy`, `command-refused`, `starttls-missing`, `starttls-injected`.
 */
export async function begun(
  connection: Connection,
  options: PreludeOptions,
  cancel: Cancellation,
): Promise<Prelude> {
  const { endpoint, hello, protocol, recorder, silence } = options;
  const { host, port, security } = endpoint;
  const reader = new OctetReader(connection.stream, { host, line: MAX_LINE, silence });
  const replies = new ReplyReader();

  const reply = async (): Promise<ServerReply | 'malformed'> => {
    for (;;) {
      const line = (await reader.line(cancel)).toString('latin1');
      recorder?.server(line);
      const whole = replies.line(line);
      if (whole) return whole;
    }
  };
  const asked = async (line: string): Promise<ServerReply> => {
    recorder?.client(line);
    connection.stream.write(`${line}\r\n`);
    const answer = await reply();
    if (answer === 'malformed') {
      throw new MailError('answer-malformed', [host, detail('no reply of {0}', protocol)]);
    }
    return answer;
  };

  const greeting = await reply().catch((error: unknown) => {
    if (!(error instanceof MailError) || error.code !== 'server-silent') throw error;
    throw new MailError('greeting-timeout', [host, error.details[1] ?? ''], { cause: error });
  });
  if (greeting === 'malformed') throw new MailError('not-this-protocol', [host, String(port), protocol]);
  if (greeting.code !== 220) {
    const busy = greeting.code === 421 || greeting.code === 450 || greeting.code === 451;
    throw busy
      ? new MailError('server-busy', [host, said(greeting)])
      : new MailError('command-refused', [host, detail('the connection'), said(greeting)]);
  }
  if (security !== 'starttls') return { connection, greeting: ended(reader, host, greeting) };

  const announced = await asked(`${protocol === 'LMTP' ? 'LHLO' : 'EHLO'} ${hello}`);
  if (!isPositive(announced) || !extensionsOf(announced).has('STARTTLS')) {
    throw new MailError('starttls-missing', [host]);
  }
  const ready = await asked('STARTTLS');
  if (ready.code !== 220) throw new MailError('starttls-missing', [host]);
  recorder?.note('TLS starts');
  const { unread } = reader;
  reader.release();
  return { connection: await connection.startTls(unread), greeting: SECURED };
}

/** Nothing may come behind a greeting before we have spoken (RFC 5321 4.3.1). */
function ended(reader: OctetReader, host: string, { code, lines }: ServerReply): string {
  if (reader.release().length > 0) {
    throw new MailError('answer-malformed', [host, detail('more than a greeting')]);
  }
  return `${code} ${lines.at(-1) ?? ''}`;
}

/** What nodemailer hears in place of a greeting: a server says nothing after the handshake (RFC 3207 4.2). */
const SECURED = '220 TLS';
/** Octets. */
const MAX_LINE = 8192;
