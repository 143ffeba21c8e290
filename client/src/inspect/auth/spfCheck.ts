// SPF (RFC 7208): whether the machine that delivered the message may send for its sender.

import { spf } from 'mailauth/lib/spf/index.js';

import type { NodeResolver } from './nodeResolver.ts';
import { reason } from './reasons.ts';
import type { Reason, ReasonCode } from './reasons.ts';
import { isAddress } from './smtpClient.ts';
import type { SmtpClient } from './smtpClient.ts';

/** What SPF says. */
export interface SpfCheck {
  readonly result:
    'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror' | 'unchecked';
  /** The domain that was asked. */
  readonly domain: string;
  readonly client?: SmtpClient;
  /** The record. */
  readonly record: string;
  /** What the domain's owner gives as the reason of a failure: plain text of somebody else. */
  readonly explanation?: string;
  readonly reasons: readonly Reason[];
}

/** Without a client nothing is asked. */
export async function checkSpf(client: SmtpClient | undefined, resolver: NodeResolver): Promise<SpfCheck> {
  if (!client) {
    return { result: 'unchecked', domain: '', record: '', reasons: [reason('spf-no-client')] };
  }
  const { ip, helo, mailFrom } = client;
  const answer = await spf({
    ...{ ip, sender: mailFrom, resolver, strict: true, maxElapsedTime: MOST_TIME },
    helo: isAddress(helo) ? `[${helo}]` : helo,
    // RFC 7208 7.3: who the receiver is, is nobody's business.
    mta: 'unknown',
  });
  const {
    status,
    domain,
    rr = '',
    explanation,
    lookups,
  } = answer as typeof answer & {
    readonly lookups?: { readonly count: number; readonly limit: number };
  };
  const result = results.find((known) => known === status.result) ?? 'temperror';
  // The library's own comment is "mta: … during lookup of sender: why".
  const why = /during lookup of [^:]*: ([^]*)$/.exec(status.comment ?? '')?.[1] ?? '';
  return {
    ...{ result, domain, client, record: rr },
    ...(explanation !== undefined && { explanation }),
    reasons: [
      reason(`spf-${result}` satisfies ReasonCode, domain, result.endsWith('error') ? why : ip),
      ...(explanation === undefined ? [] : [reason('spf-explanation', explanation)]),
      ...(lookups ? [reason('spf-lookups', lookups.count, lookups.limit)] : []),
    ],
  };
}

const results = ['pass', 'fail', 'softfail', 'neutral', 'none', 'permerror', 'temperror'] as const;
/** Milliseconds for all questions of one check (RFC 7208 4.6.4 has 20 seconds as the least). */
const MOST_TIME = 20_000;
