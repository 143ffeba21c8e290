// Finds logins in what tools print in base64 outside of the session, and writes them anew without their secrets.

import { decodeBase64 } from '../../../message/body/base64.ts';
import { encodeBase64 } from '../../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1 } from '../../../message/body/octets.ts';
import { applyEdits } from '../../../text/edits.ts';
import type { TextEdit } from '../../../text/textEdit.ts';
import type { SecretKind } from '../../../transcript/sasl/formats.ts';
import { saslParts } from '../../../transcript/secrets/dialogueText.ts';
import { guessedFormat, isTellingFormat } from '../../../transcript/secrets/guess.ts';
import { isMasked } from '../../../transcript/secrets/masked.ts';
import { notedSecrets } from '../../../transcript/secrets/noted.ts';
import type { Echoes } from './echoes.ts';
import { notedEdit } from '../../../transcript/secrets/notedEdit.ts';
import { withoutOverlap } from './overlap.ts';

/** What the words of a text that are base64 are to be replaced by. */
export interface EncodedOptions {
  readonly echoes: Echoes;
  /** What stands for a secret. */
  readonly placeholder: (value: string, what: SecretKind) => string;
  /** Whether the whole text answers a challenge, so that it is a secret whatever it says. */
  readonly answers: boolean;
}

/** The edits of the words in base64 that hold a secret, in order. */
export function encodedEdits(text: string, { echoes, placeholder, answers }: EncodedOptions): TextEdit[] {
  return Array.from(text.matchAll(ENCODED)).flatMap(({ 0: word, index }): TextEdit[] => {
    const octets = decodeLatin1(decodeBase64([word]).octets);
    const alone = answers && word === text.trim();
    const format = guessedFormat(octets);
    const parts = alone || isTellingFormat(format) ? saslParts(format(octets).fields) : [];
    const found: TextEdit[] = [
      ...echoes.telling(octets),
      ...parts.flatMap(({ from, to, what }): TextEdit[] => {
        const value = octets.slice(from, to);
        return what === 'user' || isMasked(value) ? [] : [{ from, to, insert: placeholder(value, what) }];
      }),
      ...notedSecrets(octets).map((noted) => notedEdit(octets, noted, { placeholder, fixed: false })),
    ];
    if (found.length === 0) return [];
    const insert = encodeBase64(encodeLatin1(applyEdits(octets, withoutOverlap(found))));
    return [
      { from: index, to: index + word.length, insert: word.endsWith('=') ? insert : unpadded(insert, word) },
    ];
  });
}

/** The same for names: words in base64 that decode to a text with names in it, as challenges do. */
export function encodedNames(text: string, names: (decoded: string) => readonly TextEdit[]): TextEdit[] {
  return Array.from(text.matchAll(ENCODED)).flatMap(({ 0: word, index }): TextEdit[] => {
    const octets = decodeLatin1(decodeBase64([word]).octets);
    const found = PRINTED.test(octets) ? names(octets) : [];
    if (found.length === 0) return [];
    const insert = encodeBase64(encodeLatin1(applyEdits(octets, found)));
    return [
      { from: index, to: index + word.length, insert: word.endsWith('=') ? insert : unpadded(insert, word) },
    ];
  });
}

/** What was written without its padding stays so. */
function unpadded(insert: string, word: string): string {
  return word.length % 4 === 0 ? insert : insert.replace(/=+$/, '');
}

/** Text, with what SASL puts between its fields. */
const PRINTED = /^[\x20-\x7e\0\x01]*$/;
const ENCODED = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{8,65536}={0,2}(?![A-Za-z0-9+/=])/g;
