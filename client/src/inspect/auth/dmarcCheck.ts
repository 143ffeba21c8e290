// DMARC (RFC 9989): whether SPF or a signature speaks for the domain that readers see in From.

import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import type { DKIMVerifyResult } from 'mailauth';

import type { NodeResolver } from './nodeResolver.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { SpfCheck } from './spfCheck.ts';

/** What DMARC says. */
export interface DmarcCheck {
  readonly result: 'pass' | 'fail' | 'none' | 'temperror' | 'unchecked';
  /** The domain of From. */
  readonly author: string;
  /** none, quarantine, reject; empty where there is no record. */
  readonly policy: string;
  /** Where the record was found, and the record. */
  readonly policyDomain: string;
  readonly record: string;
  readonly reasons: readonly Reason[];
}

/** @param verified what mailauth says of the signatures, by the rules of today. */
export async function checkDmarc(
  verified: DKIMVerifyResult,
  spf: SpfCheck,
  resolver: NodeResolver,
): Promise<DmarcCheck> {
  const passing = verified.results.filter(({ status }) => status.result === 'pass');
  const signers = [...new Set(passing.map(({ signingDomain = '' }) => signingDomain.toLowerCase()))];
  const { response, dkimAligned } = await evaluateDmarc({
    ...{ headerFrom: verified.headerFrom, fromFields: verified.fromFields, resolver, strict: true },
    spfDomains: spf.result === 'pass' ? [spf.domain] : [],
    dkimDomains: signers.map((domain) => ({ domain })),
  });
  const nothing = { author: '', policy: '', policyDomain: '', record: '' };
  if (response === false) return { ...nothing, result: 'unchecked', reasons: [reason('dmarc-no-author')] };

  const author = response.status.header?.from ?? '';
  const result = results.find((known) => known === response.status.result) ?? 'temperror';
  const { policy = '', policyDomain = '', rr: record = '' } = response as Partial<typeof response>;
  const found = { result, author, policy, policyDomain, record };
  if (result === 'none') return { ...found, reasons: [reason('dmarc-none', author)] };
  if (policyDomain === '') {
    return { ...found, reasons: [reason('dmarc-temperror', author, response.error ?? '')] };
  }
  const verdict =
    result === 'pass'
      ? reason('dmarc-pass', author)
      : result === 'fail'
        ? reason('dmarc-fail', author, policy)
        : reason('dmarc-temperror', author, response.error ?? '');
  const { alignment } = response;
  const mode = (isStrict: boolean, of: 'SPF' | 'DKIM'): Reason =>
    reason(isStrict ? 'alignment-strict' : 'alignment-relaxed', of);
  const isAligned = alignment.spf.result !== undefined;
  const ofSpf =
    spf.result === 'pass'
      ? [
          reason(isAligned ? 'aligned-spf' : 'unaligned-spf', spf.domain, author),
          mode(alignment.spf.strict, 'SPF'),
        ]
      : [reason('no-spf-pass')];
  const ofSigners = signers
    .slice(0, MOST_SIGNERS)
    .map((domain) =>
      reason(dkimAligned?.has(domain) === true ? 'aligned-dkim' : 'unaligned-dkim', domain, author),
    );
  const ofDkim =
    signers.length === 0 ? [reason('no-dkim-pass')] : [...ofSigners, mode(alignment.dkim.strict, 'DKIM')];
  return {
    ...found,
    reasons: [verdict, ...ofDkim, ...ofSpf, ...(response.testMode ? [reason('dmarc-testing')] : [])],
  };
}

const results = ['pass', 'fail', 'none', 'temperror'] as const;
const MOST_SIGNERS = 20;
