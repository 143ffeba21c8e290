// Messages to be looked at: of the corpora where they stand beside the checkout, else the samples.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { corpora, filesBelow } from '../../scripts/conformance/corpus.ts';
import { samplesFolder } from '../../scripts/lib/repository.ts';

export interface CorpusMessage {
  /** Where it was found. */
  readonly origin: string;
  /** As a file of a workspace. */
  readonly name: string;
  readonly octets: Buffer;
}

/** All of the samples; of the corpora the first message of each kind and every n-th: the same at each run. */
export function corpusMessages(): readonly CorpusMessage[] {
  const chosen = existsSync(corpora) ? someOf(ofCorpora()) : ofSamples();
  return chosen.map(({ origin, octets }, index) => ({ origin, octets, name: fileName(origin, index) }));
}

type Found = Omit<CorpusMessage, 'name'>;

function ofCorpora(): readonly Found[] {
  return filesBelow('eml', 'dkim')
    .filter((name) => path.basename(name) !== 'SOURCE.txt')
    .map((origin) => ({ origin, octets: readFileSync(path.join(corpora, origin)) }))
    .filter(({ origin, octets }) => /\.(?:eml|msg)$/.test(origin) || startsLikeMail(octets));
}

function ofSamples(): readonly Found[] {
  return readdirSync(samplesFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((origin) => ({ origin, octets: readFileSync(path.join(samplesFolder, origin)) }));
}

function someOf(all: readonly Found[]): readonly Found[] {
  const kinds = new Set<string>();
  return all.filter(({ octets }, index) => {
    const kind = kindOf(octets.toString('latin1'));
    const isNew = !kinds.has(kind);
    kinds.add(kind);
    return isNew || index % EVERY === 0;
  });
}

/** Many files of mail have no extension, or one that says something else. */
function startsLikeMail(octets: Buffer): boolean {
  return /^(?:From |[!-9;-~]+[ \t]*:)/.test(octets.toString('latin1', 0, 300));
}

/** Which media types a message names anywhere. */
function kindOf(text: string): string {
  const types = text.matchAll(/^content-type:[ \t]*([\w.+/-]+)/gim);
  return [...new Set(Array.from(types, ([, type = '']) => type.toLowerCase()))].sort().join(' ');
}

function fileName(origin: string, index: number): string {
  const base = path.basename(origin).replace(/[^\w.-]+/g, '_');
  return `${index}-${/\.(?:eml|msg)$/.test(base) ? base : `${base}.eml`}`;
}

const EVERY = 15;
