// The authorities that the user trusts for signatures, besides those of the machine.

import { Uri, l10n, workspace } from 'vscode';

/** Their certificates in PEM. Rejects with a sentence where a file cannot be read. */
export function userAuthorities(): Promise<readonly string[]> {
  const files = workspace.getConfiguration('mailWorkbench.preview').get<unknown>('authorities');
  const paths = Array.isArray(files) ? files.filter((file) => typeof file === 'string' && file !== '') : [];
  return Promise.all(paths.map((file) => certificatesIn(String(file))));
}

async function certificatesIn(file: string): Promise<string> {
  const octets = await read(file);
  const text = String.fromCharCode(...octets.subarray(0, START));
  if (text.includes('-----BEGIN')) return new TextDecoder().decode(octets);
  const base64 = btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

async function read(file: string): Promise<Uint8Array> {
  try {
    const uri = Uri.file(file);
    const { size } = await workspace.fs.stat(uri);
    if (size <= LARGEST) return await workspace.fs.readFile(uri);
  } catch {
    // The sentence below says it.
  }
  throw new Error(l10n.t('The file of authorities {0} cannot be read. See the setting {1}.', file, SETTING));
}

const SETTING = 'mailWorkbench.preview.authorities';
/** Octets that a certificate in PEM starts in. */
const START = 4096;
const LARGEST = 4 * 1024 * 1024;
