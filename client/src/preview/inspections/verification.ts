// What a verification found, in the user's language.

import { l10n } from 'vscode';

import type * as Inspect from '../../inspect.node.ts';
import { positionOf } from './places.ts';
import { reasonInWords } from './reasonWords.ts';
import type { CheckedSignature, Tone, Verdict, Verification } from './questions.ts';

type Authenticity = Awaited<ReturnType<typeof Inspect.authenticityOf>>;
type Check = Authenticity['signatures'][number];
type Reason = Check['reasons'][number];

/** @param first the line of the document that the octets start in. */
export function verificationOf(
  found: Authenticity,
  { octets, first }: { readonly octets: Uint8Array; readonly first: number },
): Verification {
  const { signatures, more, arc, spf, dmarc, asked } = found;
  const words = (reasons: readonly Reason[]): string[] => [...new Set(reasons.map(reasonInWords))];
  const signature = ({
    signature: { domain, selector },
    verdict,
    reasons,
    body,
  }: Check): CheckedSignature => {
    const [tone, said] = SIGNATURE[verdict];
    const isWhole = verdict === 'unchecked' && body.state === 'same';
    const isChanged = verdict === 'fail' && body.state === 'differs';
    return {
      ...{ domain, selector, tone },
      verdict: isWhole
        ? l10n.t('The body is as it was signed; the key was not asked for')
        : isChanged
          ? l10n.t('The signature is wrong: the body was changed')
          : said(),
      reasons: words(reasons),
      changed: body.span
        ? {
            ...body.span,
            at: {
              start: positionOf(octets, body.span.from, first),
              end: positionOf(octets, body.span.to, first),
            },
          }
        : null,
    };
  };
  const named = (name: string, result: string, reasons: readonly Reason[]): Verdict & { name: string } => ({
    name,
    tone: TONES[result] ?? 'unknown',
    verdict: RESULTS[result]?.() ?? result,
    reasons: words(reasons),
  });
  return {
    ...{ dns: dmarc !== undefined, more, asked },
    signatures: signatures.map(signature),
    checks: [
      ...(dmarc ? [named('DMARC', dmarc.result, dmarc.reasons)] : []),
      ...(spf ? [named('SPF', spf.result, spf.reasons)] : []),
      ...(arc.result === 'none' ? [] : [named('ARC', arc.result, arc.reasons)]),
    ],
  };
}

const SIGNATURE: Readonly<Record<Check['verdict'], readonly [tone: Tone, words: () => string]>> = {
  pass: ['good', () => l10n.t('The signature is right')],
  weak: ['neutral', () => l10n.t('The signature is right, but receivers do not count it')],
  expired: ['neutral', () => l10n.t('The signature was right and has expired')],
  fail: ['bad', () => l10n.t('The signature is wrong')],
  invalid: ['bad', () => l10n.t('The signature cannot be used')],
  temporary: ['unknown', () => l10n.t('The DNS did not answer')],
  unchecked: ['unknown', () => l10n.t('Not verified')],
};

const TONES: Readonly<Record<string, Tone>> = {
  pass: 'good',
  fail: 'bad',
  permerror: 'bad',
  softfail: 'bad',
  neutral: 'neutral',
  none: 'neutral',
};

const RESULTS: Readonly<Record<string, () => string>> = {
  pass: () => l10n.t('passed'),
  fail: () => l10n.t('failed'),
  softfail: () => l10n.t('failed softly'),
  neutral: () => l10n.t('neither'),
  none: () => l10n.t('none published'),
  permerror: () => l10n.t('the record is broken'),
  temperror: () => l10n.t('the DNS did not answer'),
  unchecked: () => l10n.t('not checked'),
};
