// The texts the fuzzer starts from: samples, the rules' examples, and the corpora where they stand beside the checkout.

import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../server/src/core/rules/index.ts';
import { unmark } from '../../server/src/core/testing/marks.ts';
import { repositoryRoot } from '../lib/repository.ts';
import type { Reading } from '../../server/src/core/testing/invariants/index.ts';
import { sessionNotations, writeSession } from '../../server/src/core/testing/notations.ts';
import { MAX_LENGTH } from './textMutations.ts';

/** All texts to start from, in an order that is the same for every run. */
export function seeds(): Readonly<Record<Reading, readonly string[]>> {
  const examples = (ofMessages: boolean): string[] =>
    rules
      .filter(({ id }) => id.startsWith('message/') === ofMessages)
      .flatMap(({ examples: { valid, invalid } }) => [...valid, ...invalid])
      .map(({ text }) => unmark(text).text);
  const sessions = examples(false).map((text, i) => {
    const notation = sessionNotations[i % sessionNotations.length] ?? 'marks';
    return writeSession(text, notation).host;
  });
  return {
    message: [...examples(true), ...files('samples/eml', 'samples/mbox', '../shared/corpora/eml')],
    session: [
      ...sessions,
      ...files('samples/smtp', 'samples/imap', 'samples/pop3', '../shared/transcripts'),
      ...files(...['smtp', 'imap', 'pop3', 'other'].map((folder) => `../shared/corpora/${folder}`)),
    ],
  };
}

/** What stands in folders beside this one, as far as they are there. */
function files(...folders: readonly string[]): string[] {
  return folders
    .map((folder) => path.join(repositoryRoot, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(filesBelow);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => textOf(readFileSync(file)));
}

/** The start of a file, as the command line reads it. */
function textOf(octets: Buffer): string {
  return octets.toString(isUtf8(octets) ? 'utf8' : 'latin1').slice(0, MAX_LENGTH);
}
