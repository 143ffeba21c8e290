// Guesses at what was done to a body, each tried against the signed hash: only what fits is told.

import { createHash } from 'node:crypto';

import { canonicalBody, contentEnd } from './canonical.ts';
import type { Canonicalization } from './canonical.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/** The hash of a text in a form, base64. */
export type BodyHash = (text: string, form: Canonicalization) => string;

/** What the signature says of the body. */
export interface Wanted {
  readonly form: Canonicalization;
  readonly algorithm: string;
  /** Base64. */
  readonly signed: string;
  readonly hashOf: BodyHash;
}

/** A guess that fits; lines of the body counted from 0, without an end where they are the last. */
export interface Change {
  readonly reasons: readonly Reason[];
  readonly lines?: { readonly from: number; readonly to?: number };
}

/** @returns the first guess that fits; undefined where none does. */
export function changedBody(body: string, wanted: Wanted): Change | undefined {
  return (
    appended(body, wanted) ?? rewritten(body, wanted) ?? prepended(body, wanted) ?? inserted(body, wanted)
  );
}

/** One pass over the lines: after each the hash of what stands so far is looked at. */
function appended(body: string, { form, algorithm, signed }: Wanted): Change | undefined {
  const lines = canonicalBody(body, form).split('\r\n');
  const from = Math.max(0, lines.length - MOST_LINES);
  const hash = createHash(algorithm);
  if (from > 0) hash.update(`${lines.slice(0, from).join('\r\n')}\r\n`, 'latin1');
  for (let index = from; index < lines.length - 1; index += 1) {
    const line = lines[index] ?? '';
    hash.update(`${line}\r\n`, 'latin1');
    if (line === '' || hash.copy().digest('base64') !== signed) continue;
    const rest = lines.slice(index + 1);
    return {
      reasons: [
        reason('body-appended', index + 1, index + 2),
        ...(rest.some((text) => FOOTER.test(text)) ? [reason('body-appended-footer')] : []),
      ],
      lines: { from: index + 1 },
    };
  }
  return undefined;
}

/** What programs do to whole bodies on their way. */
const rewritings: readonly { readonly code: Reason['code']; readonly undo: (body: string) => string }[] = [
  { code: 'body-lines-stripped', undo: (body) => body.replaceAll(/(?<![ \t])[ \t]+\r\n/g, '\r\n') },
  { code: 'body-from-quoted', undo: (body) => body.replaceAll(/^>(>*From )/gm, '$1') },
  { code: 'body-dots', undo: (body) => body.replaceAll(/^\.\./gm, '.') },
  { code: 'body-dots', undo: (body) => body.replaceAll(/^\./gm, '..') },
  { code: 'body-blank-lines', undo: (body) => body.replace(/^(?:\r\n)+/, '') },
  { code: 'body-blank-lines', undo: (body) => `\r\n${body}` },
];

function rewritten(body: string, { form, signed, hashOf }: Wanted): Change | undefined {
  if (body.length > MOST_REWRITTEN) return undefined;
  const found = rewritings.find(({ undo }) => {
    const before = undo(body);
    return before !== body && hashOf(before, form) === signed;
  });
  return found && { reasons: [reason(found.code)] };
}

function prepended(body: string, { form, signed, hashOf }: Wanted): Change | undefined {
  let [at, tries] = [0, triesFor(body)];
  for (let line = 1; line <= MOST_BANNER && tries > 0; line += 1, tries -= 1) {
    const end = body.indexOf('\r\n', at);
    if (end < 0) return undefined;
    at = end + 2;
    if (hashOf(body.slice(at), form) === signed) {
      return { reasons: [reason('body-prepended', line)], lines: { from: 0, to: line } };
    }
  }
  return undefined;
}

/** Footers that lists put into a part: a block of lines in front of a delimiter. */
function inserted(body: string, { form, signed, hashOf }: Wanted): Change | undefined {
  const lines = body.slice(0, contentEnd(body)).split('\r\n');
  const ends = lines.flatMap((line, index) => (line.startsWith('--') && index > 0 ? [index] : []));
  let tries = triesFor(body);
  for (const end of ends.slice(0, MOST_DELIMITERS)) {
    for (let from = end - 1; from >= Math.max(0, end - MOST_BANNER); from -= 1, tries -= 1) {
      if (tries <= 0) return undefined;
      const before = [...lines.slice(0, from), ...lines.slice(end), ''].join('\r\n');
      if (hashOf(before, form) !== signed) continue;
      return { reasons: [reason('body-inserted', from + 1, end)], lines: { from, to: end } };
    }
  }
  return undefined;
}

/** So many hashes of the whole body take well under a second. */
function triesFor(body: string): number {
  return Math.floor(MOST_OCTETS / Math.max(body.length, 1024));
}

const MOST_OCTETS = 16 * 1024 * 1024;
/** Each rewriting reads all of the body several times. */
const MOST_REWRITTEN = 8 * 1024 * 1024;
const MOST_LINES = 50_000;
const MOST_BANNER = 40;
const MOST_DELIMITERS = 20;
const FOOTER = /^(?:_{20,}|-{20,}|-- ?$)|mailing list|unsubscribe/i;
