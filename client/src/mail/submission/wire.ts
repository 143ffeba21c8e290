// What stands between nodemailer and a connection: takes the session down, knows what was answered to what, and when
// the message was given away.

import { Duplex } from 'node:stream';

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import { MASK } from '../recorder.ts';
import type { Recorder } from '../recorder.ts';
import { isPositive, ReplyReader } from './replies.ts';
import type { ServerReply } from './replies.ts';

export interface WireOptions {
  readonly host: string;
  readonly recorder?: Recorder | undefined;
  /** Milliseconds without an octet either way. */
  readonly silence: number;
  /** Milliseconds for the answer to the whole message (RFC 5321 4.5.3.2.6). */
  readonly lastAnswer: number;
  /** True for LMTP, which answers the message once for each recipient that was taken (RFC 2033 4.2). */
  readonly lmtp: boolean;
  /** What is added to MAIL FROM, as nodemailer knows the addresses alone. */
  readonly mailParameters: readonly string[];
  readonly progress: (sent: number) => void;
}

/** What was answered to a transaction. */
export interface Answers {
  ehlo?: ServerReply;
  mail?: ServerReply;
  readonly rcpt: ServerReply[];
  data?: ServerReply;
  /** To the message: one, or with LMTP one for each recipient that was taken. */
  readonly message: ServerReply[];
  /** The last that came. */
  last?: ServerReply;
}

/** The connection as nodemailer gets it. */
export class Wire extends Duplex {
  readonly answers: Answers = { rcpt: [], message: [] };
  /** True from when the end of the message is given to the connection: the server may have it. */
  givenAway = false;
  /** Why it ended, where it did not end well. */
  failure: MailError | undefined;
  /** While true, what the client says is a secret, but for the name of a mechanism. */
  authenticating = false;
  /** What was said as a secret, in every form: a server may say it back. */
  readonly #secrets = new Set<string>();
  readonly #inner: Duplex;
  readonly #options: WireOptions;
  readonly #replies = new ReplyReader();
  /** Verbs that wait for their answers. */
  readonly #asked: string[] = [];
  #held = '';
  #inData = false;
  #sent = 0;
  #tail = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param greeting the server's, which was read already; nodemailer waits for one. */
  constructor(inner: Duplex, greeting: string, options: WireOptions) {
    super({ allowHalfOpen: true });
    this.#inner = inner;
    this.#options = options;
    inner.on('data', (chunk: Buffer) => this.#received(chunk));
    inner.on('end', () => this.push(null));
    inner.on('error', () => this.destroy());
    // What was going on when it broke is known here; nobody may stumble over an error that comes late.
    this.on('error', () => undefined);
    inner.on('close', () => this.destroy());
    this.push(`${greeting}\r\n`);
    this.#awake();
  }

  /** True while nothing waits for an answer, so that another command may be said. */
  get idle(): boolean {
    return !this.destroyed && !this.#inData && this.#asked.length === 0;
  }

  /** From now on the client logs in with this. */
  authenticate(secret: string): void {
    this.authenticating = true;
    this.#keepSecret(secret);
  }

  /** nodemailer's own is not used: what is waited for here is known better. */
  setTimeout(): this {
    return this;
  }

  override _read(): void {
    this.#inner.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#awake();
    this.#inner.write(this.#inData ? this.#content(chunk) : this.#command(chunk), done);
  }

  override _final(done: () => void): void {
    this.#inner.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    if (this.#inData && !this.givenAway) this.#noteContent();
    this.#inner.destroy();
    done(error);
  }

  #command(chunk: Buffer): Buffer {
    const line = chunk.toString('utf8').replace(/\r\n$/, '');
    const whole = line.startsWith('MAIL FROM:') ? withParameters(line, this.#options.mailParameters) : line;
    const verb = this.authenticating ? 'AUTH' : (/^[A-Z]+/.exec(whole)?.[0] ?? '');
    this.#asked.push(verb);
    if (this.authenticating) this.#keepSecret(whole.replace(/^AUTH \S+ ?/, ''));
    this.#options.recorder?.client(this.authenticating ? masked(whole) : whole);
    return Buffer.from(`${whole}\r\n`);
  }

  #content(chunk: Buffer): Buffer {
    this.#sent += chunk.length;
    this.#tail = (this.#tail + chunk.subarray(-END.length).toString('latin1')).slice(-END.length);
    if (this.#tail === END) {
      this.givenAway = true;
      this.#noteContent();
      this.#options.recorder?.client('.');
      this.#awake();
    }
    this.#options.progress(this.#sent);
    return chunk;
  }

  /** What is shorter may be a word of the server's own. */
  #keepSecret(secret: string): void {
    if (secret.length >= MIN_SECRET) this.#secrets.add(secret);
  }

  #withoutSecrets(line: string): string {
    let text = line;
    for (const secret of this.#secrets) text = text.replaceAll(secret, MASK);
    return text;
  }

  #noteContent(): void {
    this.#options.recorder?.note(`${this.#sent} octets of the message are left out`);
  }

  #received(chunk: Buffer): void {
    this.#awake();
    const lines = (this.#held + chunk.toString('latin1')).split('\n');
    this.#held = lines.pop() ?? '';
    if ([this.#held, ...lines].some(({ length }) => length > MAX_LINE)) {
      this.#fail('answer-too-large', detail('{0} octets in one line', MAX_LINE));
      return;
    }
    for (const each of lines) {
      const line = this.#withoutSecrets(decoded(each.endsWith('\r') ? each.slice(0, -1) : each));
      this.#options.recorder?.server(line);
      const reply = this.#replies.line(line);
      if (reply === 'malformed') {
        this.#fail('answer-malformed', detail('no reply of {0}', this.#options.lmtp ? 'LMTP' : 'SMTP'));
        return;
      }
      if (reply) this.#answered(reply);
    }
    this.push(chunk);
  }

  #answered(reply: ServerReply): void {
    const { answers } = this;
    answers.last = reply;
    const verb = this.#inData ? MESSAGE : (this.#asked.shift() ?? '');
    switch (verb) {
      case 'EHLO':
      case 'LHLO':
      case 'HELO':
        answers.ehlo = reply;
        break;
      case 'MAIL':
        answers.mail = reply;
        break;
      case 'RCPT':
        answers.rcpt.push(reply);
        break;
      case 'DATA':
        answers.data = reply;
        this.#inData = isPositive(reply);
        // nodemailer answers a DATA that nobody should have accepted with a dot alone; no message goes then.
        this.#tail = '\r\n';
        break;
      case MESSAGE:
        answers.message.push(reply);
        if (!this.givenAway) {
          this.#tooEarly(reply);
          return;
        }
        this.#inData = answers.message.length < this.#expected;
        break;
    }
  }

  /** How many answers the message gets. */
  get #expected(): number {
    return this.#options.lmtp ? this.answers.rcpt.filter(isPositive).length : 1;
  }

  /** An answer to half a message: the end of it must not be sent any more. */
  #tooEarly(reply: ServerReply): void {
    if (isPositive(reply)) {
      this.#fail('answer-malformed', detail('an answer before the end of the message'));
      return;
    }
    this.destroy();
  }

  #fail(code: 'answer-too-large' | 'answer-malformed', what: string): void {
    this.failure ??= new MailError(code, [this.#options.host, what]);
    this.destroy();
  }

  #awake(): void {
    clearTimeout(this.#timer);
    if (this.destroyed) return;
    const { silence, lastAnswer, host } = this.#options;
    const patience = this.givenAway ? lastAnswer : silence;
    this.#timer = setTimeout(() => {
      this.failure ??= new MailError('server-silent', [host, String(Math.round(patience / 1000))]);
      this.destroy();
    }, patience);
  }
}

function withParameters(line: string, parameters: readonly string[]): string {
  const has = new Set(line.split(' '));
  return [line, ...parameters.filter((parameter) => !has.has(parameter))].join(' ');
}

/** Masked by where it stands: all that is said in an authentication but its mechanism. */
function masked(line: string): string {
  const [, start, rest] = /^(AUTH [A-Z0-9_-]+)(.*)$/.exec(line) ?? [];
  if (start === undefined) return line === '*' ? line : MASK;
  return rest === '' ? start : `${start} ${MASK}`;
}

/** RFC 6531 3.7.4: replies may be UTF-8; what is none is taken octet by octet. */
function decoded(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  return text.includes('\ufffd') ? latin1 : text;
}

const MESSAGE = 'message';
/** RFC 5321 4.1.1.4. */
const END = '\r\n.\r\n';
/** UTF-16 units. */
const MIN_SECRET = 4;
/** Octets. */
const MAX_LINE = 8192;
