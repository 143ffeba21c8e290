// The test suites by name: where their files lie and how they run.
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
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
  /** Set for its processes besides what is set already. */
  readonly env?: Readonly<Record<string, string>>;
  /** Which of the files it takes; all where left out. */
  readonly takes?: (file: string) => boolean;
  /**
   * A file in which a test failed is run once more, by itself, where no more than so many failed: of what crosses a
   * browser, an editor and servers some depends on the moment. What fails twice has failed; what does not is named.
   */
  readonly again?: number;
  /** Runs in so many processes at once, each with its share of the files; one where left out. */
  readonly processes?: number;
}

/**
 * Tests next to the source that take long by nature: they start programs, wait for time-outs, or look for a fault by
 * thousands of steps. They are no unit tests, which take five seconds in all.
 */
const LONG: ReadonlySet<string> = new Set([
  'client/src/accounts/oauth/oauth.test.ts',
  'client/src/inspect/auth/verify.test.ts',
  'client/src/inspect/samples.test.ts',
  'client/src/inspect/smime/security.test.ts',
  'client/src/mail/actions/transferDecoder.test.ts',
  'client/src/mail/cache/cacheFiles.test.ts',
  'client/src/mail/fetch/fetchNew.test.ts',
  'client/src/mail/local/demo.test.ts',
  'client/src/mail/local/folderStore.test.ts',
  'client/src/mail/submission/smtpFaults.test.ts',
  'client/src/net/lookup.test.ts',
  'client/src/thread.test.ts',
  'scripts/generate/l10nBundle.test.ts',
  'scripts/lib/processes.test.ts',
  'scripts/lib/servicePolicy.test.ts',
  'scripts/lib/testCounts.test.ts',
  'server/src/cli/lintPool.test.ts',
  'server/src/core/features/fixes.test.ts',
  'server/src/core/features/incremental.test.ts',
  'server/src/core/fuzz.test.ts',
  'server/src/core/rules/passedUnits.test.ts',
  'server/src/core/rules/quietRuns.test.ts',
  'server/src/core/transcript/dialect/rereading.test.ts',
  'server/src/core/transcript/resume.test.ts',
]);

/** How a test says that the number of its random cases depends on the suite. */
const OF_RUNS = /from '[./]+\/test\/runs\.ts'/;

/** Tests next to the source: many small files, and a process for each would take longer to start than it runs. */
const BESIDE = {
  folders: ['server/src', 'client/src', 'scripts'],
  // The command line's tests start its committed launcher, which loads the bundle.
  needs: 'build',
  flags: ['--test-timeout=60000', '--test-isolation=none'],
} as const;

export const TEST_SUITES: readonly TestSuite[] = [
  {
    name: 'unit',
    about: 'tests next to the source, in less than five seconds',
    ...BESIDE,
    takes: (file) => !LONG.has(file),
    processes: Math.min(4, availableParallelism()),
  },
  {
    name: 'long',
    about: 'those of them that take long, and the properties with all their random cases',
    ...BESIDE,
    takes: (file) => LONG.has(file) || OF_RUNS.test(readFileSync(path.join(repositoryRoot, file), 'utf8')),
    env: { TEST_RUNS: 'all' },
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
    flags: ['--test-timeout=600000', `--test-concurrency=${String(workbenchesAtOnce())}`],
    again: 4,
  },
];

/** Each has a server and a browser of its own: about 1 GB, and more than half of the time it waits. */
function workbenchesAtOnce(): number {
  const byMemory = Math.floor(totalmem() / 2 ** 30 / 3);
  return Math.max(2, Math.min(4, availableParallelism() - 1, byMemory));
}

/** The `*.test.ts` files of a suite, relative to the root, in a stable order. */
export function testFiles(suite: TestSuite, root = repositoryRoot): readonly string[] {
  const { takes = () => true } = suite;
  const files = suite.folders.flatMap((folder) =>
    entries(path.join(root, folder))
      .filter((name) => name.endsWith('.test.ts') && !name.split(path.sep).includes('node_modules'))
      .map((name) => path.join(folder, name)),
  );
  return files.filter(takes).sort();
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
