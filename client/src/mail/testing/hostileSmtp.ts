// A server of SMTP or LMTP for tests that says what it is told to, and counts every message it was given.

import net from 'node:net';

/** Lines that are said, without their ends; `cut`: the connection ends; `silence`: nothing is said. */
export type SmtpAnswer = readonly string[] | 'cut' | 'silence';

export interface HostileSmtpOptions {
  readonly greeting?: SmtpAnswer;
  /** Keywords of EHLO. */
  readonly extensions?: readonly string[];
  /**
   * What answers a command, and what answers an authentication line; undefined: as a plain server would.
   * @param count how many lines with the same first word came before, on all connections.
   */
  readonly answer?: ((line: string, count: number) => SmtpAnswer | undefined) | undefined;
  /** What answers a whole message; for LMTP, one line for each recipient. */
  readonly taken?: (recipients: readonly string[]) => SmtpAnswer;
  /** What is said in the middle of a message, as soon as so many octets of it have come. */
  readonly within?: { readonly octets: number; readonly answer: SmtpAnswer };
}

/** A message that came whole, with its dots still doubled. */
export interface GivenMessage {
  readonly recipients: readonly string[];
  /** Latin-1. */
  readonly content: string;
}

export interface HostileSmtp extends AsyncDisposable {
  readonly port: number;
  /** The lines of all clients. */
  readonly said: readonly string[];
  /** Every message up to its dot, whatever the answer was. */
  readonly given: readonly GivenMessage[];
  readonly connections: number;
}

/** Starts a server on loopback. */
export async function startHostileSmtp(options: HostileSmtpOptions = {}): Promise<HostileSmtp> {
  const open = new Set<net.Socket>();
  const said: string[] = [];
  const given: GivenMessage[] = [];
  const counts = new Map<string, number>();
  let connections = 0;
  const server = net.createServer({ noDelay: true }, (socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    say(socket, options.greeting ?? ['220 mail.example.test ESMTP']);
    let held = '';
    let recipients: string[] = [];
    let inData = false;
    const line = (text: string): void => {
      said.push(text);
      const name = (text.split(/[ :]/)[0] ?? '').toUpperCase();
      const count = counts.get(name) ?? 0;
      counts.set(name, count + 1);
      const answer = options.answer?.(text, count) ?? plain(name, options.extensions ?? DEFAULT, recipients);
      if (name === 'RCPT' && answer[0]?.startsWith('2') === true) recipients.push(text);
      inData = name === 'DATA' && answer[0]?.startsWith('3') === true;
      say(socket, answer);
    };
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (;;) {
        if (inData) {
          if (options.within && held.length >= options.within.octets) {
            // The rest stays unread.
            if (!socket.isPaused()) say(socket, options.within.answer);
            socket.pause();
            return;
          }
          const from = held.startsWith('.\r\n') ? 0 : held.indexOf('\r\n.\r\n') + 2;
          if (from < 2 && !held.startsWith('.\r\n')) return;
          given.push({ recipients, content: held.slice(0, from) });
          held = held.slice(from + 3);
          inData = false;
          say(socket, options.taken?.(recipients) ?? ['250 2.0.0 taken']);
          recipients = [];
          continue;
        }
        const end = held.indexOf('\r\n');
        if (end < 0) return;
        const text = held.slice(0, end);
        held = held.slice(end + 2);
        line(text);
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as net.AddressInfo).port,
    said,
    given,
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function say(socket: net.Socket, answer: SmtpAnswer): void {
  if (answer === 'cut') socket.destroy();
  else if (answer !== 'silence') socket.write(answer.map((line) => `${line}\r\n`).join(''));
}

function plain(
  name: string,
  extensions: readonly string[],
  recipients: readonly string[],
): readonly string[] {
  switch (name) {
    case 'EHLO':
    case 'LHLO': {
      const lines = ['mail.example.test', ...extensions];
      return lines.map((text, index) => `250${index === lines.length - 1 ? ' ' : '-'}${text}`);
    }
    case 'DATA':
      return recipients.length > 0 ? ['354 go on'] : ['554 5.5.1 no recipient'];
    case 'QUIT':
      return ['221 bye'];
    case 'AUTH':
      return ['235 2.7.0 welcome'];
    default:
      return ['250 2.1.0 fine'];
  }
}

const DEFAULT = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES', 'SIZE 20000000', 'DSN'];
