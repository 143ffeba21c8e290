// The packaged extension: where it lies, and how it gets there.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { runQuietly } from './processes.ts';
import { repositoryRoot } from './repository.ts';

/** Absolute path of the vsix that `npm run package` makes; `MAIL_WORKBENCH_VSIX` names another one. */
export function packagedExtension(): string {
  const named = vsixOfTheUser();
  if (named !== undefined) return path.resolve(named);
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return path.join(repositoryRoot, 'dist', `${manifest.name}-${manifest.version}.vsix`);
}

/** Packs the extension as users get it, unless the user named a vsix. Throws with the output when that fails. */
export async function packageExtension(): Promise<void> {
  if (vsixOfTheUser() === undefined) await runScript('package.ts');
}

/** Runs another script of `scripts/` quietly. Throws with its output when it fails. */
export async function runScript(name: string): Promise<void> {
  await runQuietly(process.execPath, [path.join(repositoryRoot, 'scripts', name)], { cwd: repositoryRoot });
}

function vsixOfTheUser(): string | undefined {
  const named = process.env['MAIL_WORKBENCH_VSIX'];
  return named === '' ? undefined : named;
}
