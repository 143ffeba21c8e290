// Sends by SMTP once, for tests, to a server that answers as it is told.

import { nodeConnector } from '../../net/nodeConnector.ts';
import { MailError } from '../faults.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import type { OutgoingMessage, SubmissionResult } from '../submission.ts';
import { outgoingOctets } from '../submission/octets.ts';
import { SmtpSubmission } from '../submission/smtp.ts';
import type { SubmissionTimes } from '../submission/smtp.ts';
import { startHostileSmtp } from './hostileSmtp.ts';
import type { HostileSmtp, HostileSmtpOptions } from './hostileSmtp.ts';

export const MESSAGE = 'From: anna@example.test\r\nSubject: Hello\r\n\r\nHi!\r\n.dot\r\n..\r\n';
export const NO_NEEDS = { eightBit: false, binary: false, smtputf8: false, requireTls: false };
export const never = { signal: new AbortController().signal };

export function mail(
  change: Partial<OutgoingMessage> & { readonly to?: readonly string[] } = {},
): OutgoingMessage {
  const { to = ['bob@example.test'], ...rest } = change;
  return {
    envelope: { from: 'anna@example.test', to },
    octets: outgoingOctets(Buffer.from(MESSAGE)),
    needs: NO_NEEDS,
    ...rest,
  };
}

export interface Sending {
  readonly message?: OutgoingMessage;
  readonly who?: Credentials;
  readonly signal?: AbortSignal;
  readonly times?: Partial<SubmissionTimes>;
  readonly kind?: 'smtp' | 'lmtp';
  readonly security?: 'none' | 'starttls';
  readonly progress?: (stage: string) => void;
}

export interface Sent {
  readonly result: SubmissionResult | undefined;
  readonly fault: MailError | undefined;
  readonly server: HostileSmtp;
  readonly session: readonly string[];
}

/** Sends once. */
export async function send(options: HostileSmtpOptions, sending: Sending = {}): Promise<Sent> {
  await using server = await startHostileSmtp(options);
  const session: string[] = [];
  const recorder: Recorder = {
    client: (line) => void session.push(`C: ${line}`),
    server: (line) => void session.push(`S: ${line}`),
    note: (text) => void session.push(`# ${text}`),
  };
  const { who, kind = 'smtp', signal, progress, security = 'none' } = sending;
  const submission = new SmtpSubmission(kind, {
    connector: nodeConnector,
    endpoint: { host: '127.0.0.1', port: server.port, security },
    who: who && (() => Promise.resolve(who)),
    times: { quit: 50, ...sending.times },
  });
  let thrown: MailError | undefined;
  const watch = { recorder, progress: progress && (({ stage }: { stage: string }) => progress(stage)) };
  const result = await submission
    .submit(sending.message ?? mail(), watch, signal ? { signal } : never)
    .catch((error: unknown) => {
      if (!(error instanceof MailError)) throw error;
      thrown = error;
      return undefined;
    });
  return { result, fault: thrown ?? result?.fault, server, session };
}

/** `fault 85: delivery-unknown; unknown; unknown`: what is told, the outcome, what became of each recipient. */
export function told({ result, fault }: Sent): string {
  const parts = [fault?.code ?? 'no fault', result?.outcome ?? 'rejected'];
  return [...parts, ...(result?.recipients.map(({ state }) => state) ?? [])].join('; ');
}

/** Answers RCPT by the name before the @. */
export const byRecipient =
  (answers: Readonly<Record<string, string>>): HostileSmtpOptions['answer'] =>
  (line) => {
    const name = /^RCPT TO:<([^@]+)@/.exec(line)?.[1] ?? '';
    const answer = answers[name];
    return answer === undefined ? undefined : [answer];
  };

/** More than what lies between two sockets: the end of it cannot be given away before its start is read. */
export const large = Buffer.from(`Subject: x\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(250_000)}`);
