// Whether a server can take a message at all, by what it announces; looked at before anything of the message is sent.

import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type { OutgoingMessage, SubmissionEnvelope, SubmissionNeeds } from '../submission.ts';
import type { OctetNeeds } from './octets.ts';

/** What is announced, and what the connection is. */
export interface Announced {
  readonly host: string;
  readonly extensions: ReadonlyMap<string, readonly string[]>;
  readonly secure: boolean;
}

/** Needs as the text and the octets show them. */
export interface AllNeeds extends SubmissionNeeds {
  readonly size: number;
  readonly dsn: boolean;
}

export function needsOf({ needs, envelope }: OutgoingMessage, octets: OctetNeeds): AllNeeds {
  return {
    eightBit: needs.eightBit || octets.eightBit,
    binary: needs.binary || octets.nul,
    smtputf8: needs.smtputf8 || [envelope.from, ...envelope.to].some(isInternational),
    requireTls: needs.requireTls,
    dsn: asksForReport(envelope),
    size: octets.size,
  };
}

/** Throws where the server lacks what the message needs. */
export function refuseLacking(needs: AllNeeds, announced: Announced): void {
  const [lack] = lacking(needs, announced);
  if (lack) throw lack;
}

/** All that the message needs and the server lacks. */
export function lacking(needs: AllNeeds, { host, extensions, secure }: Announced): readonly MailError[] {
  const limit = sizeLimit(extensions);
  return [
    ...ROWS.filter(([need, , has]) => needs[need] && !has(extensions, secure)).map(
      ([, code]) => new MailError(code, [host]),
    ),
    ...(limit !== undefined && needs.size > limit
      ? [new MailError('message-too-large', [host, String(needs.size), `SIZE ${limit}`])]
      : []),
  ];
}

/** RFC 1870 3: zero and nothing stand for no limit that is known. In octets. */
export function sizeLimit(extensions: Announced['extensions']): number | undefined {
  const limit = Number(extensions.get('SIZE')?.[0] ?? 0);
  return limit > 0 ? limit : undefined;
}

type Has = (extensions: Announced['extensions'], secure: boolean) => boolean;

const ROWS: readonly (readonly [keyof SubmissionNeeds | 'dsn', FaultCode, Has])[] = [
  // RFC 3030 3: binary goes by BDAT alone, which nodemailer does not speak, whatever the server announces.
  ['binary', 'needs-binarymime', () => false],
  ['smtputf8', 'needs-smtputf8', (extensions) => extensions.has('SMTPUTF8')],
  ['eightBit', 'needs-8bitmime', (extensions) => extensions.has('8BITMIME')],
  // RFC 8689 4.2.1: it means nothing without TLS.
  ['requireTls', 'needs-requiretls', (extensions, secure) => secure && extensions.has('REQUIRETLS')],
  ['dsn', 'needs-dsn', (extensions) => extensions.has('DSN')],
];

function asksForReport({ notify, ret, envid }: SubmissionEnvelope): boolean {
  return notify !== undefined || ret !== undefined || envid !== undefined;
}

function isInternational(address: string): boolean {
  return /[^\u0000-\u007f]/.test(address);
}
