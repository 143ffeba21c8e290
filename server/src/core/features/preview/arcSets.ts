// The ARC sets of a message by their number (RFC 8617 4): what each relay found, signed and sealed.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { authenticationResults } from '../../message/views/authenticationResults.ts';
import { oneLine } from '../markdown.ts';
import type { ArcSeal, ArcSet, ResultsField } from './authenticationTypes.ts';
import { algorithmWords, signatureField, tagsByName, timeOf } from './signatureField.ts';

/** The sets, lowest first; bounded by what RFC 8617 4.2.1 allows. @param results reads a field of results. */
export function arcSets(message: Part, results: (field: Field) => ResultsField): readonly ArcSet[] {
  const sets = new Map<number, Fields>();
  for (const field of message.header.fields) {
    const kind = KINDS.get(field.key);
    if (!kind) continue;
    const instance = instanceOf(field);
    const set = sets.get(instance) ?? {};
    sets.set(instance, set);
    if (set[kind]) set.repeated = true;
    else set[kind] = field;
  }
  const ordered = [...sets].sort(([a], [b]) => a - b).slice(0, MAX_SETS);
  return ordered.map(([instance, { seal, signature, authentication, repeated }], index) => {
    const faults: string[] = [];
    if (instance === 0) faults.push('It has no number (i=).');
    else if (instance !== index + 1) faults.push('A set in front of it is missing: the chain is broken.');
    if (instance > MAX_INSTANCE) faults.push('Its number is larger than 50, the limit of RFC 8617.');
    if (!seal) faults.push('The seal is missing (ARC-Seal).');
    if (!signature) faults.push('The signature is missing (ARC-Message-Signature).');
    if (!authentication) faults.push('The results are missing (ARC-Authentication-Results).');
    if (repeated === true) faults.push('It has the same field twice.');
    const sealed = seal ? sealOf(seal) : null;
    if (sealed && instance === 1 && sealed.chain !== 'none') {
      faults.push('The first set must say that there was no chain (cv=none).');
    } else if (sealed && instance > 1 && sealed.chain === 'none') {
      faults.push('Only the first set may say that there was no chain (cv=none).');
    }
    return {
      instance,
      seal: sealed,
      signature: signature ? signatureField(message, signature) : null,
      results: authentication ? results(authentication) : null,
      faults,
    };
  });
}

interface Fields {
  seal?: Field;
  signature?: Field;
  authentication?: Field;
  repeated?: boolean;
}

function sealOf(field: Field): ArcSeal {
  const found = tagsByName(field);
  const tag = (name: string): string | null => {
    const value = found.get(name)?.compact ?? '';
    return value === '' ? null : oneLine(value, MAX_WORD);
  };
  const [domain, selector, algorithm] = [tag('d'), tag('s'), tag('a')];
  const chain = tag('cv')?.toLowerCase() ?? null;
  const by = algorithm === null ? '' : ` by ${algorithmWords(algorithm)}`;
  return {
    domain,
    selector,
    keyName: domain === null || selector === null ? null : `${selector}._domainkey.${domain}`,
    algorithm,
    chain,
    sealedAt: timeOf(tag('t')),
    words: [
      `${domain ?? 'A domain that is not named'} seals the chain${by}.`,
      CHAINS.get(chain ?? '') ?? 'It does not say whether the chain was valid.',
    ],
    at: { from: field.nameFrom, to: field.valueTo },
  };
}

function instanceOf(field: Field): number {
  if (field.key === 'arc-authentication-results') return authenticationResults(field).instance ?? 0;
  const value = tagsByName(field).get('i')?.compact ?? '';
  return /^\d{1,4}$/.test(value) ? Number(value) : 0;
}

const KINDS: ReadonlyMap<string, 'seal' | 'signature' | 'authentication'> = new Map([
  ['arc-seal', 'seal'],
  ['arc-message-signature', 'signature'],
  ['arc-authentication-results', 'authentication'],
]);
const CHAINS: ReadonlyMap<string, string> = new Map([
  ['none', 'There was no chain in front of it.'],
  ['pass', 'It found the chain in front of it valid.'],
  ['fail', 'It found the chain in front of it broken.'],
]);
const MAX_SETS = 60;
/** RFC 8617 4.2.1. */
const MAX_INSTANCE = 50;
const MAX_WORD = 300;
