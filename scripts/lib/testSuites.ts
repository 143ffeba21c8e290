// The test suites by name: where their files lie and how they run.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';

import { repositoryRoot } from './repository.ts';

export interface TestSuite {
  readonly name: string;
  /** What it tests, for the help text. */
  readonly about: string;
  /** Folders below the root that are searched for `*.test.ts`. */
  readonly folders: readonly string[];
  /** What has to stand before it runs. */
  readonly needs: 'nothing' | 'build' | 'programs' | 'mailServers' | 'workbench';
  /** Further arguments for `node --test`. */
  readonly flags: readonly string[];
  /** Runs in so many processes at once, each with its share of the files; one where left out. */
  readonly processes?: number;
}

export const TEST_SUITES: readonly TestSuite[] = [
  {
    name: 'unit',
    about: 'tests next to the source',
    folders: ['server/src', 'client/src', 'scripts'],
    // The command line's tests start its committed launcher, which loads the bundle.
    needs: 'build',
    // Many small files: a process for each would take longer to start than all of them to run.
    flags: ['--test-timeout=60000', '--test-isolation=none'],
    processes: Math.min(3, availableParallelism()),
  },
  {
    name: 'lsp',
    about: 'the language server over its protocol',
    folders: ['test/lsp'],
    needs: 'build',
    flags: ['--test-timeout=120000'],
  },
  {
    name: 'cli',
    about: 'the command line as a program',
    folders: ['test/cli'],
    needs: 'build',
    flags: ['--test-timeout=120000'],
  },
  {
    name: 'embed',
    about: 'the npm package, other editors and pipelines',
    folders: ['test/embed'],
    // Besides a build: a browser, Neovim and GNU parallel.
    needs: 'programs',
    flags: ['--test-timeout=120000'],
  },
  {
    name: 'grammar',
    about: 'the TextMate grammars',
    folders: ['syntaxes', 'test/grammar'],
    needs: 'nothing',
    flags: ['--test-timeout=120000'],
  },
  {
    name: 'mail',
    about: 'the mailbox against real servers, and hostile ones',
    folders: ['test/mail'],
    // Dovecot and Exim, each file with its own.
    needs: 'mailServers',
    flags: ['--test-timeout=120000'],
  },
  {
    name: 'e2e',
    about: 'the packaged extension in the real workbench, in headless Chromium',
    folders: ['test/workbench'],
    needs: 'workbench',
    // Every file has a server and a browser of its own (about 1 GB), so few run at once.
    flags: ['--test-timeout=600000', '--test-concurrency=2'],
  },
];

/** The `*.test.ts` files of a suite, relative to the root, in a stable order. */
export function testFiles(suite: TestSuite, root = repositoryRoot): readonly string[] {
  const files = suite.folders.flatMap((folder) =>
    entries(path.join(root, folder))
      .filter((name) => name.endsWith('.test.ts') && !name.split(path.sep).includes('node_modules'))
      .map((name) => path.join(folder, name)),
  );
  return files.sort();
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
