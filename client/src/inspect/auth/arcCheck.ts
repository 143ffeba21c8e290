// The chain of ARC sets (RFC 8617): what those who passed the message on say about it, and whether that still stands.

import { arc } from 'mailauth/lib/arc/index.js';
import type { ARCData, ARCResult, DKIMVerifyResult } from 'mailauth';

import type { NodeResolver } from './nodeResolver.ts';
import { reason } from './reasons.ts';
import type { Reason, ReasonCode } from './reasons.ts';
import { readSignature } from './signature.ts';
import { checkSignature } from './signatureCheck.ts';
import type { CheckPorts, SignatureCheck } from './signatureCheck.ts';
import type { SignedMessage } from './signedMessage.ts';

/** What the chain is worth. */
export interface ArcCheck {
  readonly result: 'none' | 'pass' | 'fail' | 'unchecked';
  readonly sets: number;
  readonly reasons: readonly Reason[];
  /** The newest ARC-Message-Signature, checked like one of DKIM. */
  readonly newest?: SignatureCheck;
}

/** The part that needs no network: how many sets, and the body hash of the newest. */
export async function readArc(message: SignedMessage, ports: CheckPorts): Promise<ArcCheck> {
  const seals = message.fields.filter(({ name }) => name === 'arc-seal').length;
  const signatures = message.fields.map(readSignature).filter((one) => one?.kind === 'arc');
  const [first] = signatures;
  if (!first && seals === 0) return { result: 'none', sets: 0, reasons: [reason('arc-none')] };
  const newest = signatures.reduce(
    (best, one) => (one && best && instanceOf(one.field.raw) > instanceOf(best.field.raw) ? one : best),
    first,
  );
  const check = newest && (await checkSignature(message, newest, ports));
  const sets = Math.max(seals, signatures.length);
  if (check?.body.state !== 'differs') {
    const reasons = [reason('arc-not-asked', sets)];
    return { result: 'unchecked', sets, reasons, ...(check && { newest: check }) };
  }
  return { result: 'fail', sets, newest: check, reasons: [reason('arc-body'), ...check.body.reasons] };
}

/** The verdict on the whole chain. @param verified twice, as the rules have it and as older programs mean them. */
export async function checkArc(
  offline: ArcCheck,
  verified: (strict: boolean) => Promise<DKIMVerifyResult>,
  resolver: NodeResolver,
): Promise<ArcCheck> {
  if (offline.result === 'none') return offline;
  const judge = async (strict: boolean): Promise<ARCResult & { readonly warnings?: readonly string[] }> =>
    // The library's own types of what it hands from one call to the next differ.
    arc(((await verified(strict)).arc ?? {}) as ARCData, { resolver, strict, minBitLength: LEAST_BITS });
  const exact = await judge(true);
  if (exact.status.result === 'pass') return passed(offline);
  // RFC 8617 4.1.2 has simple/simple where c= is missing; those who leave it out mean relaxed/relaxed.
  const meant = offline.newest && !/[;:]\s*c\s*=/.test(offline.newest.signature.field.raw);
  if (meant === true) {
    const lenient = await judge(false);
    if (
      lenient.status.result === 'pass' &&
      lenient.warnings?.every((word) => word === 'ams-c-default') === true
    ) {
      return passed(offline, [reason('arc-default-form')]);
    }
  }
  const { newest } = offline;
  const of = newest && newest.verdict !== 'pass' ? newest.reasons : [];
  const why = whyFailed(exact.status.comment ?? '', newest);
  return {
    ...offline,
    result: 'fail',
    reasons: why.code === 'arc-message' || why.code === 'arc-body' ? [why, ...of] : [why],
  };
}

function passed(offline: ArcCheck, more: readonly Reason[] = []): ArcCheck {
  return { ...offline, result: 'pass', reasons: [reason('arc-pass', offline.sets), ...more] };
}

/** The library has its reasons as English words with the number of the set in front. */
const causes: readonly { readonly words: RegExp; readonly code: ReasonCode }[] = [
  { words: /i=(\d+) cv=\W*(\w*)/, code: 'arc-cv' },
  { words: /i=(\d+) seal signature/, code: 'arc-seal' },
  { words: /i=(\d+) no (\S+) set/, code: 'arc-missing' },
  { words: /i=(\d+) multiple (\S+) values/, code: 'arc-doubled' },
  { words: /expected=/, code: 'arc-gap' },
  { words: /chain-length/, code: 'arc-too-long' },
  { words: /no valid signature/, code: 'arc-message' },
  { words: /invalid (as|ams|aar) instance/, code: 'arc-instance' },
  { words: /i=(\d+) (as|ams|aar) (.*)/, code: 'arc-syntax' },
  { words: /i=(\d+) unexpected (as) (h)/, code: 'arc-syntax' },
  { words: /i=(\d+) invalid (ams) (h)/, code: 'arc-syntax' },
  { words: /^(.* for \S+)$/, code: 'arc-key' },
  { words: /^$|invalid arc-seal/, code: 'arc-unusable' },
];

/** The names that the library shortens. */
const names: Readonly<Record<string, string>> = {
  as: 'ARC-Seal',
  ams: 'ARC-Message-Signature',
  aar: 'ARC-Authentication-Results',
};

function whyFailed(comment: string, newest: SignatureCheck | undefined): Reason {
  const cause = causes.find(({ words }) => words.test(comment));
  if (!cause) return reason('arc-fail', comment);
  if (cause.code === 'arc-message' && newest?.body.state === 'differs') return reason('arc-body');
  const [, ...args] = cause.words.exec(comment) ?? [];
  return reason(cause.code, ...args.map((arg) => names[arg] ?? arg));
}

function instanceOf(raw: string): number {
  return Number(/[;:]\s*i\s*=\s*(\d{1,3})/.exec(raw)?.[1] ?? 0);
}

/** RFC 8301 3.2. */
export const LEAST_BITS = 1024;
