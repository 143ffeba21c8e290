// End to end: another extension uses the API as docs/embedding.md shows it.
import { createVSIX } from '@vscode/vsce';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import { examples } from '../embed/docs.ts';
import { eventually, useSession } from './harness.ts';

/** Packs the example as an extension of its own; answers where the vsix lies. */
async function exampleExtension(): Promise<string> {
  const { path: folder } = await temporaryFolder('mail-other-');
  const [code = ''] = examples('embedding.md', 'VS Code extensions', 'js');
  const manifest = {
    ...{
      name: 'count-mail-problems',
      publisher: 'example',
      version: '1.0.0',
      engines: { vscode: '^1.100.0' },
    },
    main: './extension.js',
    files: ['extension.js'],
    extensionDependencies: ['mail-workbench.mail-workbench'],
    contributes: { commands: [{ command: 'countMailProblems.count', title: 'Count Mail Problems' }] },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'extension.js'), code);
  const packagePath = path.join(folder, 'example.vsix');
  const quiet = { allowMissingRepository: true, skipLicense: true, dependencies: false };
  await createVSIX({ cwd: folder, packagePath, ...quiet });
  return packagePath;
}

const files = { 'a.eml': 'Subject: x\n\nHello\n' };
const test = useSession({ files, vsix: [await exampleExtension()] });

test('the example lints, parses and opens a text', async ({ workbench }) => {
  // The palette does not learn of commands that come while it is open: the extensions have to be there first.
  await workbench.openFile('a.eml');
  await eventually(
    () => workbench.languageName(),
    (name) => name === 'Email message',
  );
  await workbench.command('Count Mail Problems');
  const message = workbench.notifications().filter({ hasText: 'problems, text/plain' });
  await message.waitFor();
  assert.match(await message.innerText(), /^\s*[1-9]\d* problems, text\/plain/m);
  await workbench.page.locator('.tabs-container .tab.active', { hasText: 'Untitled-1' }).waitFor();
  assert.equal(await workbench.languageName(), 'Email message');
});
