// An IMAP server that misbehaves as a test wants it to: good until told otherwise, one mailbox, in clear on loopback.

import net from 'node:net';

import { listening, portOf } from './ports.ts';

/** One message. */
export interface HostileMessage {
  readonly uid: number;
  readonly octets: Buffer;
  readonly subject?: string;
}

/** A command as it came. */
export interface HostileCommand {
  readonly tag: string;
  /** Upper case, `UID FETCH` as one. */
  readonly name: string;
  readonly rest: string;
  /** The literal that came with it; APPEND alone. */
  readonly literal?: Buffer;
}

/** What the server says: `{tag}` stands for the tag. Undefined: what a good server says. */
export type HostileAnswer = string | Buffer | readonly (string | Buffer)[] | undefined;

/** What is wrong with it. */
export interface HostileOptions {
  readonly greeting?: string;
  readonly capabilities?: string;
  readonly validity?: number;
  readonly messages?: readonly HostileMessage[];
  /** Answers to commands by name, instead of the usual ones. `''`: nothing at all. */
  readonly on?: Readonly<Record<string, (command: HostileCommand, session: HostileSession) => HostileAnswer>>;
  /** Cuts the connection within the answer to a command (`greeting` for what is said first). */
  readonly cut?: {
    readonly command: string;
    readonly octets: number;
    /** Only on the first so many sessions. */
    readonly sessions?: number;
  };
}

/** One connection. */
export interface HostileSession {
  /** From 1. */
  readonly number: number;
  send(octets: string | Buffer): void;
  /** Closes without a word. */
  cut(): void;
}

/** It runs. */
export interface HostileImap extends AsyncDisposable {
  port: number;
  /** Everything that clients said, line by line. */
  readonly heard: string[];
  sessions: number;
  /** How many are connected now. */
  readonly connected: number;
  /** May be changed while it runs. */
  options: HostileOptions;
  /** To all that are connected. */
  say(text: string): void;
}

const CAPABILITIES = 'IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS MOVE IDLE';

export async function startHostileImap(options: HostileOptions = {}): Promise<HostileImap> {
  const open = new Set<Session>();
  const server = net.createServer((socket) => {
    running.sessions++;
    const session = new Session(socket, running.sessions, running);
    open.add(session);
    socket.on('close', () => open.delete(session));
    session.begin();
  });
  const running: HostileImap = {
    port: 0,
    heard: [],
    sessions: 0,
    get connected() {
      return open.size;
    },
    options,
    say: (text) => {
      for (const session of open) session.send(text);
    },
    [Symbol.asyncDispose]: async () => {
      for (const session of open) session.cut();
      await new Promise((closed) => server.close(closed));
    },
  };
  await listening(server, 0);
  running.port = portOf(server);
  return running;
}

class Session implements HostileSession {
  readonly number: number;
  readonly #socket: net.Socket;
  readonly #server: HostileImap;
  #held = Buffer.alloc(0);
  /** A command whose literal is on its way. */
  #waits: { readonly line: string; readonly octets: number } | undefined;
  #idles: string | undefined;
  /** A login that waits for what answers the challenge. */
  #challenged: HostileCommand | undefined;

  constructor(socket: net.Socket, number: number, server: HostileImap) {
    this.#socket = socket;
    this.number = number;
    this.#server = server;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => this.#take(chunk));
  }

  begin(): void {
    const { greeting = '* OK ready\r\n' } = this.#server.options;
    this.#say('greeting', greeting);
  }

  send(octets: string | Buffer): void {
    this.#socket.write(octets);
  }

  cut(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    for (;;) {
      const waits = this.#waits;
      if (waits) {
        if (this.#held.length < waits.octets + 2) return;
        const literal = this.#held.subarray(0, waits.octets);
        this.#held = this.#held.subarray(waits.octets + 2);
        this.#waits = undefined;
        this.#command(waits.line, literal);
        continue;
      }
      const end = this.#held.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#held.toString('utf8', 0, end);
      this.#held = this.#held.subarray(end + 2);
      this.#server.heard.push(line);
      const octets = Number(/\{(\d+)\+?\}$/.exec(line)?.[1] ?? 0);
      if (octets > 0) {
        this.#waits = { line, octets };
        if (!line.endsWith('+}')) this.#say('continuation', '+ go on\r\n');
      } else this.#command(line);
    }
  }

  #command(line: string, literal?: Buffer): void {
    const challenged = this.#challenged;
    if (challenged) {
      this.#challenged = undefined;
      this.#answer(challenged);
      return;
    }
    if (line.toUpperCase() === 'DONE' && this.#idles !== undefined) {
      this.#say('DONE', `${this.#idles} OK idled\r\n`);
      this.#idles = undefined;
      return;
    }
    const [, tag = '', name = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/.exec(line) ?? [];
    const command = { tag, name: name.toUpperCase(), rest, ...(literal ? { literal } : {}) };
    if (command.name === 'AUTHENTICATE' && !rest.includes(' ')) {
      this.#challenged = command;
      this.#say('challenge', '+ \r\n');
    } else this.#answer(command);
  }

  #answer(command: HostileCommand): void {
    const { on = {} } = this.#server.options;
    const answer = on[command.name]?.(command, this) ?? this.#usual(command);
    const octets = Buffer.concat([answer].flat().map((each) => Buffer.from(each)));
    this.#say(command.name, octets.toString('latin1').replaceAll('{tag}', command.tag));
  }

  /** @param text one octet a character. */
  #say(command: string, text: string): void {
    const { cut } = this.#server.options;
    const octets = Buffer.from(text, 'latin1');
    if (cut?.command !== command || this.number > (cut.sessions ?? Infinity)) {
      if (octets.length > 0) this.#socket.write(octets);
      return;
    }
    this.#socket.write(octets.subarray(0, cut.octets), () => this.#socket.destroy());
  }

  #usual({ name, tag, rest }: HostileCommand): string | readonly (string | Buffer)[] {
    const { capabilities = CAPABILITIES, validity = 7, messages = [] } = this.#server.options;
    switch (name) {
      case 'CAPABILITY':
        return `* CAPABILITY ${capabilities}\r\n{tag} OK done\r\n`;
      case 'LIST':
        return rest.includes('*') ? '* LIST () "/" INBOX\r\n* LIST () "/" Other\r\n{tag} OK done\r\n' : OK;
      case 'SELECT':
      case 'EXAMINE': {
        const uidNext = Math.max(0, ...messages.map(({ uid }) => uid)) + 1;
        return (
          `* ${messages.length} EXISTS\r\n* FLAGS (\\Seen \\Deleted)\r\n* OK [UIDVALIDITY ${validity}] valid\r\n` +
          `* OK [UIDNEXT ${uidNext}] next\r\n{tag} OK [READ-${name === 'SELECT' ? 'WRITE' : 'ONLY'}] open\r\n`
        );
      }
      case 'IDLE':
        this.#idles = tag;
        return '+ idling\r\n';
      case 'LOGOUT':
        return '* BYE bye\r\n{tag} OK done\r\n';
      case 'FETCH':
      case 'UID FETCH':
        return this.#fetch(name === 'UID FETCH', rest);
      case 'UID SEARCH':
        return `* SEARCH${messages.map(({ uid }) => ` ${uid}`).join('')}\r\n{tag} OK done\r\n`;
      case 'APPEND':
        return `{tag} OK [APPENDUID ${validity} 99] stored\r\n`;
      case 'UID MOVE':
        return `* OK [COPYUID 8 ${rest.split(' ')[0] ?? ''} 1] moved\r\n* 1 EXPUNGE\r\n{tag} OK done\r\n`;
      default:
        return OK;
    }
  }

  #fetch(byUid: boolean, rest: string): readonly (string | Buffer)[] {
    const { messages = [] } = this.#server.options;
    const [set = ''] = rest.split(' ');
    const ranges = set.split(',').map((range) => {
      const [first = '0', last = first] = range.split(':');
      return [Number(first), last === '*' ? Infinity : Number(last)] as const;
    });
    const answers = messages.flatMap((message, index) => {
      const number = byUid ? message.uid : index + 1;
      if (!ranges.some(([first, last]) => number >= first && number <= last)) return [];
      return [`* ${index + 1} FETCH (`, fetchItems(message, rest), ')\r\n'];
    });
    return [...answers.flat(), OK];
  }
}

/** What was asked for of a message. */
export function fetchItems({ uid, octets, subject = 'Hi' }: HostileMessage, asked: string): Buffer {
  const items: (string | Buffer)[] = [`UID ${uid} FLAGS ()`];
  if (asked.includes('ENVELOPE')) {
    const from = '(("Anna" NIL "anna" "example.test"))';
    items.push(
      ` ENVELOPE ("Sat, 21 Nov 2026 08:00:00 +0000" "${subject}" ${from} NIL NIL NIL NIL NIL NIL NIL)`,
    );
  }
  if (asked.includes('RFC822.SIZE')) items.push(` RFC822.SIZE ${octets.length}`);
  if (asked.includes('BODYSTRUCTURE')) {
    items.push(' BODYSTRUCTURE ("text" "plain" NIL NIL NIL "7bit" 5 1)');
  }
  const [, from = '0', length = String(octets.length)] = /BODY\.PEEK\[\]<(\d+)\.(\d+)>/.exec(asked) ?? [];
  if (asked.includes('BODY.PEEK[]')) {
    const part = octets.subarray(Number(from), Number(from) + Number(length));
    items.push(` BODY[]<${from}> {${part.length}}\r\n`, part);
  }
  return Buffer.concat(items.map((item) => Buffer.from(item)));
}

const OK = '{tag} OK done\r\n';
