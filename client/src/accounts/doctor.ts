// Finds out how far one gets with an account: name, port, TLS, certificate, login; and what would work instead.

import type { AccountSettings, ServerSettings, ServerRole } from '../mail/account.ts';
import type { FaultCode } from '../mail/faults.ts';
import { ImapConnection } from '../mail/imap/imapConnection.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { Pop3Connection } from '../mail/pop3/pop3Connection.ts';
import { SmtpSubmission } from '../mail/submission/smtp.ts';
import type { Connector, Endpoint } from '../net/connector.ts';
import { endpointOf } from './endpoint.ts';
import { faultOf } from './faultOf.ts';
import type { KnownFault } from './faultOf.ts';
import type { Check, CheckName, Diagnosis, Login } from './network.ts';
import { probe } from './probe.ts';

/** What the doctor looks with. */
export interface DoctorPorts {
  readonly connector: Connector;
  readonly proxy: string | undefined;
  /** Which server; left out: the incoming one. */
  readonly role?: ServerRole;
}

/** Connects and logs in, and tells how far it came. Rejects only when it is cancelled, or for a mistake of ours. */
export async function diagnose(
  account: AccountSettings,
  login: Login,
  { connector, proxy, role = 'incoming' }: DoctorPorts,
  cancel: Cancellation,
): Promise<Diagnosis> {
  const endpoint = endpointOf(account, role, proxy);
  try {
    const who = { user: account[role]?.user ?? '', ...login };
    if (role === 'incoming') await logIn(account, who, connector, endpoint, cancel);
    else await logInToSend(account, who, connector, endpoint, cancel);
    return { checks: checks(endpoint.security) };
  } catch (error) {
    cancel.signal.throwIfAborted();
    const fault = faultOf(error);
    if (!fault) throw error;
    const advice = await adviceFor(
      role === 'outgoing' ? 'smtp' : account.kind === 'pop3' ? 'pop3' : 'imap',
      fault,
      connector,
      endpoint,
      cancel,
    );
    return {
      checks: checks(endpoint.security, STAGES[fault.code] ?? 'login'),
      fault,
      ...(advice ? { advice } : {}),
    };
  }
}

async function logIn(
  { kind }: AccountSettings,
  who: Login & { readonly user: string },
  connector: Connector,
  endpoint: Endpoint,
  cancel: Cancellation,
): Promise<void> {
  if (kind === 'pop3') {
    const session = await Pop3Connection.open({ connector, endpoint, who }, cancel);
    // Nothing is marked as deleted, so nothing is lost by an answer that does not come.
    await session.quit(cancel);
    return;
  }
  const connection = await ImapConnection.open(
    { connector, endpoint, who: () => Promise.resolve(who) },
    cancel,
  );
  await connection[Symbol.asyncDispose]();
}

/** Says nothing of any message. */
async function logInToSend(
  { outgoing, submission }: AccountSettings,
  who: Login & { readonly user: string },
  connector: Connector,
  endpoint: Endpoint,
  cancel: Cancellation,
): Promise<void> {
  const kind = submission?.kind === 'lmtp' ? 'lmtp' : 'smtp';
  const server = {
    ...{ connector, endpoint },
    who: outgoing?.login === 'none' ? undefined : () => Promise.resolve(who),
  };
  await new SmtpSubmission(kind, server).logInOnly({}, cancel);
}

function checks(security: ServerSettings['security'], failed?: CheckName): readonly Check[] {
  const names =
    security === 'none' ? ORDER.filter((name) => name !== 'tls' && name !== 'certificate') : ORDER;
  const at = failed === undefined ? names.length : Math.max(names.indexOf(failed), 0);
  return names.map((name, index) => ({
    name,
    outcome: index < at ? 'passed' : index === at ? 'failed' : 'not reached',
  }));
}

/** What the failure alone does not say; looks once more, without sending anything. */
async function adviceFor(
  protocol: keyof typeof USUAL,
  fault: KnownFault,
  connector: Connector,
  endpoint: Endpoint,
  cancel: Cancellation,
): Promise<Diagnosis['advice']> {
  const look = LOOKS.get(fault.code);
  if (look === undefined) return undefined;
  const { host, port } = endpoint;
  if (look === 'other ports') {
    for (const other of USUAL[protocol].filter((one) => one.port !== port)) {
      const heard = await probe(connector, { ...endpoint, ...other }, cancel);
      if (heard === 'nothing') continue;
      return {
        sentence: '{0} answers on port {1}: choose {2} there.',
        details: [host, String(other.port), other.security === 'tls' ? 'TLS' : 'STARTTLS'],
      };
    }
    return undefined;
  }
  const other = endpoint.security === 'tls' ? 'starttls' : 'tls';
  const heard = await probe(connector, { ...endpoint, security: other }, cancel);
  if (heard === 'nothing') return undefined;
  if (heard === 'tls') {
    return {
      sentence: 'Port {1} of {0} expects TLS from the start: choose TLS.',
      details: [host, String(port)],
    };
  }
  return heard === protocol
    ? { sentence: 'Port {1} of {0} starts in clear: choose STARTTLS.', details: [host, String(port)] }
    : { sentence: 'Port {1} of {0} speaks {2}.', details: [host, String(port), heard.toUpperCase()] };
}

const ORDER: readonly CheckName[] = ['name', 'port', 'tls', 'certificate', 'login'];

/** Where each failure stands; all others come from the login. */
const STAGES: Readonly<Partial<Record<FaultCode, CheckName>>> = {
  'host-not-found': 'name',
  'connection-refused': 'port',
  'connection-timeout': 'port',
  'network-unreachable': 'port',
  'proxy-failed': 'port',
  'tls-failed': 'tls',
  'starttls-missing': 'tls',
  'starttls-injected': 'tls',
  'not-this-protocol': 'tls',
  'greeting-timeout': 'tls',
  'plain-refused': 'tls',
  // The user's own authorities, certificate and key.
  'file-not-readable': 'certificate',
  'certificate-expired': 'certificate',
  'certificate-wrong-host': 'certificate',
  'certificate-untrusted': 'certificate',
  'certificate-changed': 'certificate',
};

const LOOKS: ReadonlyMap<FaultCode, 'other ports' | 'other security'> = new Map([
  ['connection-refused', 'other ports'],
  ['connection-timeout', 'other ports'],
  ['tls-failed', 'other security'],
  ['greeting-timeout', 'other security'],
  ['not-this-protocol', 'other security'],
  ['connection-lost', 'other security'],
]);

/** RFC 8314 7.3, RFC 9051 2.1, RFC 1939 3. */
const USUAL = {
  imap: [
    { port: 993, security: 'tls' },
    { port: 143, security: 'starttls' },
  ],
  pop3: [
    { port: 995, security: 'tls' },
    { port: 110, security: 'starttls' },
  ],
  smtp: [
    { port: 465, security: 'tls' },
    { port: 587, security: 'starttls' },
  ],
} as const;
