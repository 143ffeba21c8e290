// Sends by SMTP submission (RFC 6409) or LMTP: nodemailer speaks, on a connection of ours.

import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

import type { Connector, Endpoint } from '../../net/connector.ts';
import { MailError } from '../faults.ts';
import type { Cancellation } from '../mailStore.ts';
import { chooseMechanism } from '../sasl.ts';
import type { Credentials } from '../sasl.ts';
import type {
  OutgoingMessage,
  Submission,
  SubmissionCheck,
  SubmissionEnvelope,
  SubmissionProgress,
  SubmissionResult,
  SubmissionTarget,
  SubmissionWatch,
} from '../submission.ts';
import { authentication } from './authentication.ts';
import { lacking, needsOf, refuseLacking, sizeLimit } from './capabilities.ts';
import type { AllNeeds, Announced } from './capabilities.ts';
import { octetNeeds } from './octets.ts';
import { begun } from './prelude.ts';
import { extensionsOf, isPositive, said } from './replies.ts';
import { refuseUnsafeEnvelope } from './safeText.ts';
import { loginFault, resultOf } from './submissionFaults.ts';
import { Wire } from './wire.ts';

/** With what a server is reached. */
export interface SmtpOptions {
  readonly connector: Connector;
  readonly endpoint: Endpoint;
  /** Who logs in; left out where nobody does. */
  readonly who?: ((cancel: Cancellation) => Promise<Credentials>) | undefined;
  /** True where the server is on this machine. */
  readonly loopback?: boolean;
  readonly times?: Partial<SubmissionTimes>;
}

/** Milliseconds. */
export interface SubmissionTimes {
  /** For the greeting, and for STARTTLS: who waits longer has the wrong port. */
  readonly greeting: number;
  /** Without an octet either way. */
  readonly silence: number;
  /** For the answer to the whole message. */
  readonly lastAnswer: number;
  /** For the same, once the user has cancelled. */
  readonly patience: number;
  /** For a good-bye. */
  readonly quit: number;
}

/** RFC 5321 4.5.3.2, but for the greeting. */
const TIMES: SubmissionTimes = {
  ...{ greeting: 30_000, silence: 300_000, lastAnswer: 600_000, patience: 5000, quit: 2000 },
};

/** Everything that one submission works with. */
interface Session {
  readonly wire: Wire;
  readonly client: SMTPConnection;
  readonly secure: boolean;
}

export class SmtpSubmission implements Submission {
  readonly target: SubmissionTarget;
  readonly #options: SmtpOptions;
  readonly #lmtp: boolean;
  readonly #times: SubmissionTimes;

  constructor(kind: 'smtp' | 'lmtp', options: SmtpOptions) {
    const { host, port } = options.endpoint;
    this.target = { kind, host, port, loopback: options.loopback ?? false };
    this.#options = options;
    this.#lmtp = kind === 'lmtp';
    this.#times = { ...TIMES, ...options.times };
  }

  /** As `Submission.submit`; each call opens a session of its own, and speaks in it of one message alone. */
  async submit(
    message: OutgoingMessage,
    watch: SubmissionWatch,
    cancel: Cancellation,
  ): Promise<SubmissionResult> {
    refuseUnsafeEnvelope(message.envelope);
    const needs = needsOf(message, octetNeeds(message.octets));
    const at = (stage: SubmissionProgress['stage'], sent = 0): void =>
      watch.progress?.({ stage, sent, size: needs.size });
    try {
      at('connecting');
      const who = await this.#options.who?.(cancel);
      await using opened = await this.#open(needs.smtputf8, watch, at, cancel);
      await this.#connect(opened.session);
      const { wire } = opened.session;
      refuseLacking(needs, this.#announced(opened.session));
      if (who) {
        at('loggingIn');
        await this.#logIn(opened.session, who);
      }
      at('envelope');
      await this.#send(opened.session, message, needs);
      return resultOf(message, {
        host: this.#host,
        lmtp: this.#lmtp,
        ...{ answers: wire.answers, givenAway: wire.givenAway, failure: wire.failure },
        cancelled: cancel.signal.aborted,
        size: needs.size,
      });
    } catch (error) {
      // All that is thrown says that nothing was sent; the user's own word explains it best.
      if (!cancel.signal.aborted) throw error;
      return cancelled(message.envelope);
    }
  }

  /** As `Submission.check`. */
  async check(
    message: OutgoingMessage,
    watch: SubmissionWatch,
    cancel: Cancellation,
  ): Promise<SubmissionCheck> {
    refuseUnsafeEnvelope(message.envelope);
    const needs = needsOf(message, octetNeeds(message.octets));
    const who = await this.#options.who?.(cancel);
    await using opened = await this.#open(false, watch, () => undefined, cancel);
    await this.#connect(opened.session);
    const announced = this.#announced(opened.session);
    if (who) await this.#logIn(opened.session, who);
    const limit = sizeLimit(announced.extensions);
    return {
      announced: [...announced.extensions]
        .slice(0, MAX_ANNOUNCED)
        .map(([keyword, parameters]) => [keyword, ...parameters].join(' ')),
      ...(limit === undefined ? {} : { sizeLimit: limit }),
      lacks: lacking(needs, announced),
    };
  }

  /** Connects and logs in, and says nothing of any message. Rejects as `submit` does before it sends anything. */
  async logInOnly(watch: SubmissionWatch, cancel: Cancellation): Promise<void> {
    const who = await this.#options.who?.(cancel);
    await using opened = await this.#open(false, watch, () => undefined, cancel);
    await this.#connect(opened.session);
    if (who) await this.#logIn(opened.session, who);
  }

  get #host(): string {
    return this.#options.endpoint.host;
  }

  async #open(
    smtputf8: boolean,
    { recorder }: SubmissionWatch,
    at: (stage: SubmissionProgress['stage'], sent?: number) => void,
    cancel: Cancellation,
  ): Promise<{ readonly session: Session } & AsyncDisposable> {
    const { connector, endpoint } = this.#options;
    const { greeting: first, silence, lastAnswer, patience, quit } = this.#times;
    const raw = await connector.open(endpoint, cancel);
    const protocol = this.#lmtp ? 'LMTP' : 'SMTP';
    const { connection, greeting } = await begun(
      raw,
      { endpoint, hello: HELLO, protocol, recorder, silence: first },
      cancel,
    ).catch((error: unknown) => {
      raw.stream.destroy();
      throw error;
    });
    const wire: Wire = new Wire(connection.stream, greeting, {
      ...{ host: endpoint.host, recorder, silence, lastAnswer, lmtp: this.#lmtp },
      mailParameters: smtputf8 ? ['SMTPUTF8'] : [],
      progress: (sent) => at(wire.givenAway ? 'waiting' : 'data', sent),
    });
    const client = new SMTPConnection({
      // It asks for a stream and the few methods that `Wire` has.
      connection: wire as unknown as NonNullable<SMTPConnectionOptions['connection']>,
      ...{ secured: true, secure: connection.secure, ignoreTLS: true },
      ...{ name: HELLO, host: endpoint.host, port: endpoint.port, lmtp: this.#lmtp },
      ...{ logger: false, socketCloseTimeout: 0, greetingTimeout: silence, connectionTimeout: silence },
      customAuth: {},
    });
    client.on('error', () => undefined);
    const stop = stopped(wire, patience, cancel);
    return {
      session: { wire, client, secure: connection.secure },
      [Symbol.asyncDispose]: async () => {
        stop[Symbol.dispose]();
        if (wire.idle && !client.destroyed) await goodbye(client, wire, quit);
        wire.destroy();
      },
    };
  }

  async #connect({ client, wire }: Session): Promise<void> {
    await over(client, (done) => client.connect(done)).catch((cause: unknown) => {
      const { ehlo, last } = wire.answers;
      const refused = [ehlo, last].find((reply) => reply !== undefined && !isPositive(reply));
      if (wire.failure) throw wire.failure;
      if (refused === undefined) throw new MailError('sending-cut', [this.#host], { cause });
      throw refused.code === 421
        ? new MailError('server-busy', [this.#host, said(refused)])
        : new MailError('command-refused', [this.#host, this.#lmtp ? 'LHLO' : 'EHLO', said(refused)]);
    });
  }

  #announced({ wire, secure }: Session): Announced {
    const { ehlo } = wire.answers;
    return { host: this.#host, secure, extensions: ehlo ? extensionsOf(ehlo) : new Map() };
  }

  async #logIn(session: Session, who: Credentials): Promise<void> {
    const { wire, client, secure } = session;
    const offered = this.#announced(session).extensions.get('AUTH') ?? [];
    const mechanism = chooseMechanism(offered, who, secure);
    if (!mechanism) throw new MailError('no-common-mechanism', [this.#host, offered.join(', ')]);
    client.customAuth.set(mechanism.name, authentication(mechanism, who, this.#options.endpoint));
    wire.authenticate('password' in who ? who.password : who.accessToken);
    await over(client, (done) => client.login({ method: mechanism.name, user: who.user }, done))
      .catch(() => {
        if (wire.failure) throw wire.failure;
        const { last } = wire.answers;
        const answer = last && !isPositive(last) ? last : undefined;
        throw loginFault(answer, this.#host, { user: who.user, isToken: 'accessToken' in who });
      })
      .finally(() => {
        wire.authenticating = false;
      });
  }

  /** What nodemailer makes of the answers counts for nothing: the wire has them all. */
  async #send({ client }: Session, { envelope, octets }: OutgoingMessage, needs: AllNeeds): Promise<void> {
    const { from, to, notify, ret, envid } = envelope;
    const options = {
      ...{ from, to: [...to], size: needs.size, use8BitMime: needs.eightBit },
      requireTLSExtensionEnabled: needs.requireTls,
      ...(needs.dsn
        ? {
            dsn: {
              ...(ret && { ret }),
              ...(envid !== undefined && { envid }),
              ...(notify && { notify: [...notify] }),
            },
          }
        : {}),
    };
    const content = Readable.from(pieces(octets), { objectMode: false });
    await over(client, (done) => client.send(options, content, done)).catch(() => undefined);
  }
}

/** Ends a session when the user cancels: at once, or soon where the server may have the message already. */
function stopped(wire: Wire, patience: number, { signal }: Cancellation): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    if (!wire.givenAway) wire.destroy();
    else timer = setTimeout(() => wire.destroy(), patience);
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

/** One action of nodemailer, which tells by a callback, by an event, or by ending. */
function over(client: SMTPConnection, start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (error?: Error | null): void => {
      client.off('error', end);
      client.off('end', ended);
      if (error) reject(error);
      else resolve();
    };
    const ended = (): void => end(new Error('the session has ended'));
    client.once('error', end);
    client.once('end', ended);
    start(end);
  });
}

async function goodbye(client: SMTPConnection, wire: Wire, patience: number): Promise<void> {
  const timer = setTimeout(() => wire.destroy(), patience);
  await over(client, () => client.quit()).catch(() => undefined);
  clearTimeout(timer);
}

function cancelled({ to }: SubmissionEnvelope): SubmissionResult {
  return {
    outcome: 'cancelled',
    recipients: to.map((address) => ({ address, state: 'unsent' })),
    fault: new MailError('sending-cancelled'),
  };
}

function* pieces(octets: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < octets.length; from += PIECE) yield octets.subarray(from, from + PIECE);
}

/** RFC 5321 4.1.4: who has no name gives an address; the real one is nobody's business. */
const HELLO = '[127.0.0.1]';
/** Extensions that are told of. */
const MAX_ANNOUNCED = 100;
/** Octets that are handed over at once: how fine the progress is. */
const PIECE = 65_536;
