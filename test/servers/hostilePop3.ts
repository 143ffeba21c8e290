// A POP3 server for tests that says what it is told to, octet by octet where that matters, and cuts or falls silent.

import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { listening, portOf } from './ports.ts';

/**
 * What is said: text as octets (Latin-1), one after the other. `silence`: nothing more is said; `cut`: the connection
 * ends.
 */
export type Answer = readonly (string | Uint8Array)[];

export interface HostilePop3Options {
  readonly greeting?: Answer;
  /**
   * What answers a command line; undefined: as a plain server would.
   * @param count how many commands of that name came before, on all connections.
   */
  readonly answer?: ((line: string, count: number) => Answer | undefined) | undefined;
  readonly messages?: readonly Pop3Content[];
  /** Octets that are sent at once; 0: all. */
  readonly pieces?: number;
  /** Lines of CAPA. */
  readonly capabilities?: readonly string[];
}

export interface Pop3Content {
  readonly uid?: string;
  /** Octets, Latin-1, CRLF, not stuffed. */
  readonly text: string;
}

export interface HostilePop3 extends AsyncDisposable {
  readonly port: number;
  /** The lines of all clients, and `(end)` where one is gone. */
  readonly said: readonly string[];
  /** Messages that are not deleted. */
  readonly left: readonly Pop3Content[];
}

/** Starts a server on loopback; it has one maildrop, for anybody. */
export async function startHostilePop3(options: HostilePop3Options = {}): Promise<HostilePop3> {
  const { greeting = ['+OK ready\r\n'], messages = [] } = options;
  const open = new Set<net.Socket>();
  const said: string[] = [];
  const counts = new Map<string, number>();
  let left = messages;
  const server = net.createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.setMaxListeners(0);
    let turn = say(socket, greeting, options.pieces);
    const marked = new Set<Pop3Content>();
    const session = left;
    let held = '';
    socket.on('data', (chunk) => {
      const lines = (held + chunk.toString('latin1')).split('\r\n');
      held = lines.pop() ?? '';
      for (const line of lines) {
        said.push(line);
        const name = (line.split(' ')[0] ?? '').toUpperCase();
        const count = counts.get(name) ?? 0;
        counts.set(name, count + 1);
        const plain = (): Answer => plainAnswer(line, session, marked, options.capabilities);
        turn = turn.then(async () => {
          const answer = options.answer?.(line, count);
          // What is marked goes with the answer to QUIT, whatever comes of the answer.
          if (name === 'QUIT') left = left.filter((message) => !marked.has(message));
          await say(socket, answer ?? plain(), options.pieces);
        });
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      said.push('(end)');
      open.delete(socket);
    });
  });
  await listening(server, 0);
  return {
    port: portOf(server),
    said,
    get left() {
      return left;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A block: stuffed, with its end. */
export function block(text: string): string {
  return `${text.replace(/(^|\r\n)\./g, '$1..')}.\r\n`;
}

function plainAnswer(
  line: string,
  messages: readonly Pop3Content[],
  marked: Set<Pop3Content>,
  capabilities: readonly string[] = ['TOP', 'UIDL', 'USER', 'PIPELINING'],
): Answer {
  const [name = '', number = '', lines = ''] = line.split(' ');
  const message = messages[Number(number) - 1];
  const rows = (row: (message: Pop3Content, number: number) => string): string =>
    messages
      .map((each, index) => (marked.has(each) ? '' : `${index + 1} ${row(each, index + 1)}\r\n`))
      .join('');
  const uid = ({ uid: own }: Pop3Content, at: number): string => own ?? `uid${at}`;
  switch (name.toUpperCase()) {
    case 'CAPA':
      return [`+OK\r\n${block(capabilities.map((each) => `${each}\r\n`).join(''))}`];
    case 'LIST':
      return [`+OK\r\n${block(rows(({ text }) => String(text.length)))}`];
    case 'UIDL':
      if (number === '') return [`+OK\r\n${block(rows(uid))}`];
      return [message ? `+OK ${number} ${uid(message, Number(number))}\r\n` : '-ERR no such message\r\n'];
    case 'RETR':
      return [message ? `+OK\r\n${block(message.text)}` : '-ERR no such message\r\n'];
    case 'TOP':
      return [message ? `+OK\r\n${block(topOf(message.text, Number(lines)))}` : '-ERR no such message\r\n'];
    case 'DELE':
      if (!message || marked.has(message)) return ['-ERR no such message\r\n'];
      marked.add(message);
      return ['+OK\r\n'];
    case 'RSET':
      marked.clear();
      return ['+OK\r\n'];
    case 'QUIT':
      return ['+OK bye\r\n', 'cut'];
    case 'USER':
    case 'PASS':
    case 'NOOP':
      return ['+OK\r\n'];
    default:
      return ['-ERR what\r\n'];
  }
}

function topOf(text: string, lines: number): string {
  const end = text.indexOf('\r\n\r\n') + 4;
  const body = text.slice(end).split(/(?<=\r\n)/);
  return text.slice(0, end) + body.slice(0, lines).join('');
}

async function say(socket: net.Socket, answer: Answer, pieces = 0): Promise<void> {
  for (const part of answer) {
    if (part === 'silence') {
      await new Promise(() => undefined);
    } else if (part === 'cut') {
      socket.end();
      await new Promise((ended) => socket.once('close', ended));
    } else {
      const octets = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
      for (let at = 0; at < octets.length; at += pieces || octets.length) {
        if (socket.destroyed) return;
        const room = socket.write(octets.subarray(at, at + (pieces || octets.length)));
        if (pieces > 0) await wait(0);
        if (!room) await drained(socket);
      }
    }
  }
}

function drained(socket: net.Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', resolve);
  });
}
