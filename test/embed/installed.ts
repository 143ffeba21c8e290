// The npm package as a user gets it: built for production, packed, and installed into an empty folder without a network.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { npmCommand, runQuietly } from '../../scripts/lib/processes.ts';
import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';
import type { TemporaryFolder } from '../../scripts/lib/temporaryFolder.ts';

/** A folder with the package below `node_modules`. */
export interface Installed {
  readonly folder: TemporaryFolder;
  /** Absolute path of a file below the folder. */
  at(name: string): string;
  /** Writes a file below the folder; answers its path. */
  write(name: string, content: string): Promise<string>;
  /** Runs a script of the folder with Node; answers what it wrote. */
  node(name: string): Promise<string>;
}

/** Builds, packs and installs. Throws with the output of what failed. */
export async function installPackage(): Promise<Installed> {
  const building = await temporaryFolder('mail-pack-');
  const folder = await temporaryFolder('mail-installed-');
  const at = (name: string): string => path.join(folder.path, name);
  const write = async (name: string, content: string): Promise<string> => {
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), content);
    return at(name);
  };
  const source = path.join(building.path, 'server');
  await mkdir(source);
  for (const name of ['package.json', 'bin']) {
    await cp(path.join(repositoryRoot, 'server', name), path.join(source, name), { recursive: true });
  }
  const build = [path.join(repositoryRoot, 'scripts/build.ts'), '--production', `--out=${building.path}`];
  await runQuietly(process.execPath, build, { cwd: repositoryRoot });
  await npm(source, 'pack', '--ignore-scripts', '--pack-destination', building.path);
  const manifest = await readFile(path.join(source, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  await write('package.json', '{ "private": true, "type": "module" }');
  await npm(folder.path, 'install', '--offline', path.join(building.path, `${name}-${version}.tgz`));
  await building.remove();
  const node = (script: string): Promise<string> =>
    runQuietly(process.execPath, [at(script)], { cwd: folder.path });
  return { folder, at, write, node };
}

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  const [file, ...first] = npmCommand();
  // Without what an npm script around us passes on: it would work on our own package.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  await runQuietly(file, [...first, ...args, '--no-audit', '--no-fund', '--no-update-notifier'], {
    cwd,
    env,
  });
}
