// Packs the production vsix and refuses one that is too big or holds what does not belong there: `npm run package`.
import { createVSIX } from '@vscode/vsce';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
/** Octets; the pictures of the README are two fifths of them. */
const limit = 6 * 1024 * 1024;

/** What the vsix may hold; vsce itself adds the two files at its top and lower-cases three names. */
const belongs = [
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/language-configuration([.-][\w-]+)?\.json$/,
  /^extension\/(client|server)\/dist\/[^/]+\.(cjs|js|css|txt)$/,
  /^extension\/(syntaxes|snippets|schemas|l10n)\/[^/]+\.json$/,
  /^extension\/docs\/images\/[^/]+\.(png|svg)$/,
  /^extension\/samples\//,
];

/** Reads the names in a zip file from its central directory. @throws when the file is no zip. */
function zipNames(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('The vsix is not a zip file.');
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};
const packagePath = path.join(root, 'dist', `${manifest.name}-${manifest.version}.vsix`);
await mkdir(path.dirname(packagePath), { recursive: true });

// vsce runs `vscode:prepublish`, which is the production build.
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

const zip = await readFile(packagePath);
const names = zipNames(zip);
const complaints = names
  .filter((name) => !belongs.some((pattern) => pattern.test(name)))
  .map((name) => `${name} does not belong in the vsix: see .vscodeignore.`);
complaints.push(
  ...names.filter((name) => name.endsWith('.node')).map((name) => `${name} is a native module.`),
);
if (zip.length >= limit) {
  complaints.push(`The vsix is ${String(zip.length)} octets, its limit ${String(limit)}.`);
}

console.log(
  `${path.relative(root, packagePath)}: ${(zip.length / 1024).toFixed(0)} KB, ${String(names.length)} files`,
);
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
