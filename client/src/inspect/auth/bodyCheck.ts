// Whether the body is the one that was signed, and where not, what was done to it. No network is needed.

import { createHash } from 'node:crypto';

import { canonicalBody, contentEnd } from './canonical.ts';
import type { Canonicalization } from './canonical.ts';
import { changedBody } from './changedBody.ts';
import type { BodyHash } from './changedBody.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import type { Signature } from './signature.ts';
import type { SignedMessage } from './signedMessage.ts';

/** Octets of the file, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the hash of the body says. */
export interface BodyCheck {
  /** `unchecked`: the signature has no hash of the body alone, or one that nobody can make. */
  readonly state: 'same' | 'differs' | 'unchecked';
  /** Base64; empty where there is none. */
  readonly signed: string;
  readonly computed: string;
  /** Canonical octets of the body, and how many of them are signed. */
  readonly octets: number;
  readonly signedOctets: number;
  readonly reasons: readonly Reason[];
  /** What was added, or what is not signed, where that is known. */
  readonly span?: Span;
}

/** Compares the hash of the body with the signed one. */
export function checkBody(message: SignedMessage, signature: Signature): BodyCheck {
  const lines = canonicalBody(message.body, signature.bodyForm);
  const { length, bodyHash: signed = '' } = signature;
  const signedOctets = Math.min(length ?? lines.length, lines.length);
  const sizes = { signed, octets: lines.length, signedOctets };
  if (signature.kind === 'draft' || signature.kind === 'domainkeys') {
    return { ...sizes, state: 'unchecked', computed: '', reasons: [reason('body-in-signature')] };
  }
  if (!HASHES.has(signature.hash) || signed === '') {
    return { ...sizes, state: 'unchecked', computed: '', reasons: [] };
  }
  const hashOf: BodyHash = (text, form) => hash(signature.hash, canonicalBody(text, form), length);
  const computed = hash(signature.hash, lines, length);
  const ends = message.lineEnds === 'CRLF' ? [] : [reason('line-ends-read')];
  if (computed !== signed) {
    const { reasons, span } = changed(message, signature, lines, hashOf);
    const all = [reason('body-differs', computed, signed), ...reasons, ...ends];
    return { ...sizes, state: 'differs', computed, reasons: all, ...(span && { span }) };
  }
  const rest = lines.length - signedOctets;
  const reasons = [
    reason('body-same'),
    ...(length === 0 && lines.length > 0 ? [reason('body-nothing-signed')] : []),
    ...(rest > 0 ? [reason('body-unsigned-rest', signedOctets, rest)] : []),
    ...ends,
  ];
  const line = lines.slice(0, signedOctets).split('\r\n').length - 1;
  return {
    ...{ ...sizes, state: 'same', computed, reasons },
    ...(rest > 0 && { span: { from: message.offsetOfLine(line), to: message.size } }),
  };
}

function changed(
  message: SignedMessage,
  signature: Signature,
  lines: string,
  hashOf: BodyHash,
): { readonly reasons: readonly Reason[]; readonly span?: Span } {
  const { length, bodyHash: signed = '', bodyForm } = signature;
  const octets = Buffer.from(signed, 'base64').length;
  const wanted = signature.hash === 'sha1' ? 20 : 32;
  if (octets !== wanted) return { reasons: [reason('body-other-hash', octets, signature.algorithm, wanted)] };
  if (length !== undefined && length > lines.length) {
    return { reasons: [reason('body-cut', length, lines.length)] };
  }
  const other: Canonicalization = bodyForm === 'simple' ? 'relaxed' : 'simple';
  if (hashOf(message.body, other) === signed) {
    return { reasons: [reason('body-other-form', other, bodyForm)] };
  }
  if (message.lineEnds !== 'CRLF' && hash(signature.hash, rawBody(message), length) === signed) {
    return { reasons: [reason('body-line-ends')] };
  }
  const found = changedBody(message.body, { form: bodyForm, algorithm: signature.hash, signed, hashOf });
  if (!found) return { reasons: [reason('body-unknown')] };
  const { reasons, lines: added } = found;
  if (!added) return { reasons };
  const to = added.to === undefined ? message.size : message.offsetOfLine(added.to);
  return { reasons, span: { from: message.offsetOfLine(added.from), to } };
}

/** The body with the LF of the file: what a program without CRLF would have signed. */
function rawBody(message: SignedMessage): string {
  const lines = message.body.replaceAll('\r\n', '\n');
  return `${lines.slice(0, contentEnd(message.body) === 0 ? 0 : lines.trimEnd().length)}\n`;
}

function hash(algorithm: string, text: string, length: number | undefined): string {
  const signed = length === undefined ? text : text.slice(0, length);
  return createHash(algorithm).update(signed, 'latin1').digest('base64');
}

const HASHES = new Set(['sha1', 'sha256']);
