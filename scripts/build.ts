// Bundles the extension, the server, the command line and the library:
// `npm run build [-- --production | --watch | --out=FOLDER]`.
import { context, build, type BuildOptions, type BuildResult, type Metafile } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lateBuiltins } from './lib/lateBuiltins.ts';
import { sharedLibraries, withoutShared } from './lib/sharedLibraries.ts';
import { withoutExamples } from './lib/withoutExamples.ts';
import { withoutHtmlToText } from './lib/withoutHtmlToText.ts';

const root = path.dirname(import.meta.dirname);
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
/** Below which folder the bundles go; the clone where nothing else is said. */
const target = process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length) ?? root;

/** One bundle: where it starts, where it goes, and what it may weigh (octets, production only). */
interface Bundle {
  readonly entry: string;
  readonly out: string;
  readonly options: BuildOptions;
  readonly limit?: number;
}

/** CommonJS for Node: `import.meta` does not exist there, so its three properties become their old names. */
const nodeCjs: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};
const inBrowser: BuildOptions = { platform: 'browser', target: 'es2023' };
const extension: BuildOptions = { external: ['vscode'] };

const library = 'server/dist/index.js';

const bundles: readonly Bundle[] = [
  {
    entry: 'client/src/extension.node.ts',
    out: 'client/dist/extension.node.cjs',
    options: { ...nodeCjs, ...extension },
  },
  {
    // Sockets, and the libraries on top of them: loaded when an account is first opened.
    entry: 'client/src/network.node.ts',
    out: 'client/dist/network.cjs',
    options: { ...nodeCjs, ...extension, plugins: [withoutShared('client/dist/network.cjs')] },
  },
  // What several of the others use.
  ...sharedLibraries.map(({ entry, out }) => ({ entry, out, options: nodeCjs })),
  {
    // Checks of signatures and the readers of other formats: loaded when one is asked for.
    entry: 'client/src/inspect.node.ts',
    out: 'client/dist/inspect.cjs',
    options: { ...nodeCjs, ...extension, plugins: [withoutShared('client/dist/inspect.cjs')] },
  },
  {
    // Plain text with its links: loaded when one is first shown.
    entry: 'client/src/inspect/reading/mailparserReader.ts',
    out: 'client/dist/reading.cjs',
    options: { ...nodeCjs, plugins: [withoutShared('client/dist/reading.cjs'), withoutHtmlToText] },
  },
  {
    // Outlook's formats and calendars: loaded when one is first shown.
    entry: 'client/src/inspect/formats.ts',
    out: 'client/dist/formats.cjs',
    options: nodeCjs,
  },
  {
    // The same for a browser, which imports it from its text.
    entry: 'client/src/inspect/formats.ts',
    out: 'client/dist/formats.js',
    options: { ...inBrowser, format: 'esm' },
  },
  {
    entry: 'client/src/preview/webview/main.ts',
    out: 'client/dist/preview.js',
    options: { ...inBrowser, format: 'esm' },
    limit: 128 * 1024,
  },
  { entry: 'client/src/preview/webview/preview.css', out: 'client/dist/preview.css', options: inBrowser },
  {
    // VS Code loads a web extension as CommonJS and offers it `require('vscode')` only.
    entry: 'client/src/extension.browser.ts',
    out: 'client/dist/extension.browser.js',
    options: { ...inBrowser, ...extension, format: 'cjs' },
  },
  {
    entry: 'server/src/hosts/node.ts',
    out: 'server/dist/node.cjs',
    options: { ...nodeCjs, plugins: [lateBuiltins] },
    limit: 1792 * 1024,
  },
  { entry: 'server/src/hosts/stdio.ts', out: 'server/dist/stdio.cjs', options: nodeCjs },
  {
    entry: 'server/src/hosts/worker.ts',
    out: 'server/dist/worker.js',
    options: { ...inBrowser, format: 'iife' },
  },
  {
    entry: 'server/src/charsets/iconvLite.ts',
    out: 'server/dist/charsets.cjs',
    options: { ...nodeCjs, plugins: [withoutShared('server/dist/charsets.cjs')] },
  },
  { entry: 'server/src/markdown/markdownIt.ts', out: 'server/dist/markdown.cjs', options: nodeCjs },
  { entry: 'server/src/cli/main.ts', out: 'server/dist/cli.cjs', options: nodeCjs },
  { entry: 'server/src/cli/run.ts', out: 'server/dist/commands.cjs', options: nodeCjs },
  { entry: 'server/src/cli/lintWorker.ts', out: 'server/dist/lint-worker.cjs', options: nodeCjs },
  {
    entry: 'server/src/library/index.ts',
    out: library,
    options: { platform: 'neutral', format: 'esm', target: 'es2023' },
  },
];

const wanted = bundles.filter((bundle) => existsSync(path.join(root, bundle.entry)));

function optionsOf(bundle: Bundle): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: path.join(target, bundle.out),
    bundle: true,
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    mainFields: bundle.options.platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
    logLevel: 'warning',
    ...bundle.options,
    // The library keeps the examples: embedders may show them.
    plugins: [
      ...(production && bundle.out !== library ? [withoutExamples] : []),
      ...(bundle.options.plugins ?? []),
    ],
  };
}

const inKilobytes = (octets: number): string => `${(octets / 1024).toFixed(1)} KB`;

/** Prints the sizes. @returns what is wrong: warnings, and bundles over their limit. */
async function complaints(results: readonly BuildResult[]): Promise<string[]> {
  const found: string[] = [];
  for (const [index, bundle] of wanted.entries()) {
    const { size } = await stat(path.join(target, bundle.out));
    console.log(`${inKilobytes(size).padStart(10)}  ${bundle.out}`);
    if (!production) continue;
    if (bundle.limit !== undefined && size > bundle.limit) {
      found.push(`${bundle.out} is ${inKilobytes(size)}, over its limit of ${inKilobytes(bundle.limit)}.`);
    }
    const warnings = results[index]?.warnings.length ?? 0;
    if (warnings > 0) found.push(`${bundle.out} has ${String(warnings)} warnings.`);
  }
  return found;
}

/** The folder of the package a bundled file came from, or undefined for our own files. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** Writes the licences of everything bundled below `folder` to `folder/THIRD-PARTY-NOTICES.txt`. */
async function writeNotices(folder: string, metafiles: readonly Metafile[]): Promise<void> {
  const folders = new Set(metafiles.flatMap((metafile) => Object.keys(metafile.inputs).map(packageFolder)));
  const notices: string[] = [];
  for (const from of [...folders].filter((name) => name !== undefined).sort()) {
    const { name, version, license } = JSON.parse(
      await readFile(path.join(root, from, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    const file = (await readdir(path.join(root, from))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(path.join(root, from, file), 'utf8');
    notices.push(`${name ?? from} ${version ?? ''} (${license ?? 'see below'})\n\n${text.trim()}\n`);
  }
  const head = 'The bundles in this folder contain the following packages.\n\n';
  await writeFile(
    path.join(target, folder, 'THIRD-PARTY-NOTICES.txt'),
    head + notices.join(`\n${'-'.repeat(72)}\n\n`),
  );
}

/** Removes what no bundle of today wrote (source maps, old names), so that it never reaches a package. */
async function removeStrays(folder: string): Promise<void> {
  const ours = new Set(wanted.map((bundle) => bundle.out));
  for (const name of await readdir(path.join(target, folder))) {
    if (!ours.has(`${folder}/${name}`)) await rm(path.join(target, folder, name), { recursive: true });
  }
}

/** Writes the library's declarations to server/dist/types. @returns what is wrong. */
async function declarations(): Promise<string[]> {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const options =
    '-p server/tsconfig.library.json --noEmit false --emitDeclarationOnly --declaration --incremental false ' +
    '--tsBuildInfoFile null --rootDir server/src --outDir';
  const to = path.join(target, 'server/dist/types');
  const child = spawn(process.execPath, [compiler, ...options.split(' '), to], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? [] : ['The declarations of the library could not be written.'];
}

async function buildAll(): Promise<void> {
  const results = await Promise.all(wanted.map((bundle) => build(optionsOf(bundle))));
  if (production) {
    for (const folder of ['client/dist', 'server/dist']) {
      const metafiles = results.flatMap((result, index) =>
        wanted[index]?.out.startsWith(folder) === true && result.metafile ? [result.metafile] : [],
      );
      await removeStrays(folder);
      await writeNotices(folder, metafiles);
    }
  }
  const found = await complaints(results);
  if (production) found.push(...(await declarations()));
  for (const complaint of found) {
    console.error(complaint);
    process.exitCode = 1;
  }
}

async function watchAll(): Promise<void> {
  const contexts = await Promise.all(
    wanted.map((bundle) => context({ ...optionsOf(bundle), logLevel: 'info' })),
  );
  await Promise.all(contexts.map((one) => one.watch()));
}

try {
  await (watch ? watchAll() : buildAll());
} catch (error) {
  // What is wrong in a source esbuild has already printed, with file and line.
  const printed = error instanceof Error && 'errors' in error;
  if (!printed) console.error(error);
  process.exitCode = 1;
}
