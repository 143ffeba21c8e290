// Runs vectors, a header value with the answer that somebody's own tests expect, against the core.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { textDecoderCharsets } from '../../server/src/charsets/textDecoder.ts';
import { createDocument } from '../../server/src/core/message/document.ts';
import type { Field } from '../../server/src/core/message/field.ts';
import { textSnapshot } from '../../server/src/core/text/snapshot.ts';
import type { Check } from './check.ts';
import { corpora } from './corpus.ts';

/** One vector that was run, with both answers as text. */
export interface Vector {
  readonly id: string;
  readonly theirs: string;
  readonly ours: string;
}

/** How the values of vectors are decoded. */
export const decoding = { charsets: textDecoderCharsets(), host: 'utf-8' } as const;

/** A check that is passed by the vectors with equal answers. */
export function vectorCheck(name: string, reasons: string, vectorsOf: () => readonly Vector[]): Check {
  return {
    name,
    reasons,
    run() {
      const vectors = vectorsOf();
      const wrong = vectors.filter(({ theirs, ours }) => theirs !== ours);
      return {
        passed: vectors.length - wrong.length,
        total: vectors.length,
        disagreements: wrong.map(({ id, theirs, ours }) => ({
          id,
          text: `${id}: ${JSON.stringify(theirs)} for them, ${JSON.stringify(ours)} for us`,
        })),
      };
    },
  };
}

/** The vectors in a file or folder of the corpora; none where it is not there. */
export function vectorsIn(name: string, read: (file: string) => readonly Vector[]): readonly Vector[] {
  const file = path.join(corpora, name);
  return existsSync(file) ? read(file) : [];
}

/** A field as the document's parser reads it. `value` starts behind the colon. */
export function fieldOf(name: string, value: string): Field {
  const document = createDocument({ snapshot: textSnapshot(`${name}:${value}`) });
  const field = document.messages[0]?.header.fields[0];
  if (!field) throw new Error(`No field ${name}`);
  return field;
}

/** What stands in a JSON file; the caller says what that is. */
export function json(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
