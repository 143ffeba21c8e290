// The examples of the documentation, for tests that run them as they stand there.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '../../scripts/lib/repository.ts';

/**
 * The blocks of one language below a heading of a page in `docs/`, up to the next heading.
 * Throws where there is none: a test must not pass because an example was moved.
 */
export function examples(page: string, heading: string, language: string): readonly string[] {
  const text = readFileSync(path.join(repositoryRoot, 'docs', page), 'utf8');
  const section = text.split(/^#{2,3} /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(([, name]) => name === language);
  if (blocks.length === 0) throw new Error(`docs/${page} has no ${language} example below "${heading}".`);
  return blocks.map(([, , code = '']) => code);
}
