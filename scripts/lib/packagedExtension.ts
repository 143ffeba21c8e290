// Where the packaged extension lies.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from './repository.ts';

/** Absolute path of the vsix that `npm run package` makes; `MAIL_WORKBENCH_VSIX` names another one. */
export function packagedExtension(): string {
  const named = process.env['MAIL_WORKBENCH_VSIX'];
  if (named !== undefined && named !== '') return path.resolve(named);
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return path.join(repositoryRoot, 'dist', `${manifest.name}-${manifest.version}.vsix`);
}
