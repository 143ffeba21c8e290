// What is kept of an account of a server, apart for each host and user: ids of one server mean nothing to another.

import { MailError } from '../faults.ts';
import { joined } from '../local/files.ts';
import type { Files } from '../local/files.ts';

/**
 * The folder, below the account's, of what is kept of one user of one host: the account's own for whom it was opened
 * first, one beside it for anybody else. What is kept of others stays.
 */
export async function serverFolder(files: Files, host: string, user: string): Promise<string> {
  const name = JSON.stringify([host.toLowerCase(), user]);
  const octets = new TextEncoder().encode(name);
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
  const own = `${OTHER}${Array.from(sum.subarray(0, 16), (octet) => octet.toString(16).padStart(2, '0')).join('')}`;
  try {
    if (!(await files.stat(MARKER))) {
      await files.createFolder('');
      await files.create(MARKER, octets).catch(ignored);
    }
    return new TextDecoder().decode(await files.read(MARKER)) === name ? '' : own;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    // Whose the account's own folder is cannot be told: it is left alone.
    return own;
  }
}

/** Removes what can be had again from the server. Rejects where something of it stays. */
export async function removeCaches(files: Files): Promise<void> {
  for (const place of await places(files)) {
    const folder = joined(place, 'cache');
    if (!(await files.stat(folder))) continue;
    await files.removeFolder(folder).catch(async (error: unknown) => {
      // Somebody else may have removed it just now.
      if (await files.stat(folder)) throw error;
    });
  }
}

/**
 * How many messages were fetched and are kept here; some may still be on the server, too.
 * @returns undefined where that cannot be told.
 */
export async function keptMessages(files: Files): Promise<number | undefined> {
  try {
    let count = 0;
    for (const place of await places(files)) {
      const folder = joined(place, 'pop3/mail');
      if (!(await files.stat(folder))) continue;
      count += (await files.list(folder)).filter(({ name }) => name.endsWith('.eml')).length;
    }
    return count;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    return undefined;
  }
}

async function places(files: Files): Promise<readonly string[]> {
  try {
    const entries = await files.list('');
    const others = entries.filter(({ name, kind }) => kind === 'folder' && name.startsWith(OTHER));
    return ['', ...others.map(({ name }) => name)];
  } catch (error) {
    if (await files.stat('')) throw error;
    return [];
  }
}

/** Another window may have written the marker just now. */
function ignored(error: unknown): void {
  if (!(error instanceof MailError)) throw error;
}

const MARKER = 'server.json';
const OTHER = 'server-';
