// Which servers the DNS offers for mail (RFC 6186, RFC 8314 5.1).

import type { ServerAddress } from './proposal.ts';
import type { SrvRecord } from '../net/dns.ts';

/** What is asked for, the safest first: implicit TLS before STARTTLS (RFC 8314 3). */
export const services = [
  { name: '_imaps._tcp', use: 'imap', security: 'tls' },
  { name: '_imap._tcp', use: 'imap', security: 'starttls' },
  { name: '_pop3s._tcp', use: 'pop3', security: 'tls' },
  { name: '_pop3._tcp', use: 'pop3', security: 'starttls' },
  { name: '_submissions._tcp', use: 'smtp', security: 'tls' },
  { name: '_submission._tcp', use: 'smtp', security: 'starttls' },
] as const;

export type MailUse = (typeof services)[number]['use'];

/** The records of each service, by its name. */
export type SrvAnswers = ReadonlyMap<string, readonly SrvRecord[]>;

/**
 * The server for each use. The lowest priority counts, then the highest weight: one proposal is wanted, not the share of
 * load that RFC 2782 draws lots for. A target of `.` says that there is no such service (RFC 6186 3.4).
 */
export function chosenServers(answers: SrvAnswers): ReadonlyMap<MailUse, ServerAddress> {
  const chosen = new Map<MailUse, ServerAddress>();
  for (const { name, use, security } of services) {
    if (chosen.has(use)) continue;
    const [best] = [...(answers.get(name) ?? [])].sort(
      (a, b) => a.priority - b.priority || b.weight - a.weight,
    );
    if (!best || best.name === '' || best.port === 0) continue;
    chosen.set(use, { host: best.name, port: best.port, security });
  }
  return chosen;
}
