// Messages that openssl signs and encrypts, by people whose authority is made for a test.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { temporaryFolder } from '../../scripts/lib/temporaryFolder.ts';

/** By file name, and the file with the authority. */
interface SecuredMessages {
  readonly files: Readonly<Record<string, string>>;
  readonly authority: string;
  readonly remove: () => Promise<void>;
}

/** From Ada, each signed by whom its name says; `several` by Ada and Bob. */
export async function securedMessages(): Promise<SecuredMessages> {
  const folder = await temporaryFolder('smime-');
  const openssl = (...args: readonly string[]): string =>
    execFileSync('openssl', args, {
      cwd: folder.path,
      encoding: 'latin1',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const write = (name: string, text: string): void =>
    writeFileSync(path.join(folder.path, name), text, 'latin1');
  const keyArguments = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    ...['req', '-x509', ...keyArguments, '-keyout', 'root.key', '-subj', '/CN=Mail Test', '-days', '100'],
    ...['-addext', 'keyUsage=critical,keyCertSign', '-out', 'root.pem'],
  );
  for (const [name, address, days] of PEOPLE) {
    write(`${name}.ext`, `${EXTENSIONS}subjectAltName=email:${address}\n`);
    openssl(
      'req',
      '-new',
      ...keyArguments,
      '-keyout',
      `${name}.key`,
      '-subj',
      `/CN=${name}`,
      '-out',
      `${name}.csr`,
    );
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'],
      ...['-days', days, '-extfile', `${name}.ext`, '-out', `${name}.pem`],
    );
  }
  write('content', 'Content-Type: text/plain\r\n\r\nThe beans are up.\r\n');
  const by = (name: string): readonly string[] => ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
  const message = (...args: readonly string[]): string => {
    const given = ['-in', 'content', '-from', 'Ada <ada@example.org>', '-subject', 'Secured'];
    return openssl('cms', ...args.slice(0, 1), ...given, ...args.slice(1)).replace(/\r?\n/g, '\r\n');
  };
  const opaque = ['-nodetach'];
  return {
    files: {
      'good.eml': message('-sign', ...by('ada'), ...opaque),
      'clear.eml': message('-sign', ...by('ada')),
      'expired.eml': message('-sign', ...by('old')),
      'other.eml': message('-sign', ...by('bob')),
      'several.eml': message('-sign', ...by('ada'), ...by('bob')),
      'encrypted.eml': message('-encrypt', '-aes-256-cbc', 'ada.pem', 'bob.pem'),
    },
    authority: path.join(folder.path, 'root.pem'),
    remove: () => folder.remove(),
  };
}

const EXTENSIONS =
  'keyUsage=digitalSignature,keyAgreement\nextendedKeyUsage=emailProtection\nsubjectKeyIdentifier=hash\n';
const PEOPLE = [
  ['ada', 'ada@example.org', '50'],
  ['bob', 'bob@example.net', '50'],
  ['old', 'ada@example.org', '-1'],
] as const;
