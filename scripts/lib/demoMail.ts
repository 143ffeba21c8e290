// Fills the mailboxes of test servers with the mail of the demo account, straight on the disk.

import { chownSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { findRunUser } from '../../test/servers/runUser.ts';
import { samplesFolder } from './repository.ts';

/** What `samples/mailbox/index.json` says. */
interface Index {
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly flags?: readonly string[] }[];
}

/** The letters that a Maildir keeps flags as. */
const LETTERS: Readonly<Record<string, string>> = {
  '\\Draft': 'D',
  '\\Flagged': 'F',
  '\\Answered': 'R',
  '\\Seen': 'S',
  '\\Deleted': 'T',
};

/**
 * Writes the demo mail into a Maildir with its folders (Maildir++) before anybody opens it.
 * @returns how many messages.
 */
export function fillWithDemoMail(maildir: string): number {
  const source = path.join(samplesFolder, 'mailbox');
  const { folders, files } = JSON.parse(readFileSync(path.join(source, 'index.json'), 'utf8')) as Index;
  const own = owner();
  for (const name of folders) {
    const folder = path.join(maildir, maildirName(name));
    for (const one of [maildir, folder, ...['cur', 'new', 'tmp'].map((each) => path.join(folder, each))]) {
      mkdirSync(one, { recursive: true, mode: 0o700 });
      own(one);
    }
  }
  const subscribed = folders
    .filter((name) => name !== INBOX)
    .map((name) => `${name.replaceAll('/', '\t')}\n`);
  writeOwned(path.join(maildir, 'subscriptions'), `V\t2\n\n${subscribed.join('')}`);
  files.forEach((file, number) => {
    const octets = readFileSync(path.join(source, file.path));
    const seconds = receivedAt(octets) / 1000;
    const letters = (file.flags ?? []).map((flag) => LETTERS[flag] ?? '').sort();
    const name = `${seconds}.M${String(number)}P1.localhost,S=${octets.length}:2,${letters.join('')}`;
    const to = path.join(maildir, maildirName(path.posix.dirname(file.path)), 'cur', name);
    writeOwned(to, octets);
    utimesSync(to, seconds, seconds);
  });
  return files.length;

  function writeOwned(file: string, content: string | Uint8Array): void {
    writeFileSync(file, content, { mode: 0o600 });
    own(file);
  }
}

/** Puts one message, unread, into a folder of a Maildir that nobody has open; the folder is made where it is missing. */
export function putIntoMaildir(maildir: string, name: string, message: string): void {
  const folder = path.join(maildir, maildirName(name));
  const own = owner();
  for (const one of [maildir, folder, ...['cur', 'new', 'tmp'].map((each) => path.join(folder, each))]) {
    mkdirSync(one, { recursive: true, mode: 0o700 });
    own(one);
  }
  const octets = Buffer.from(message);
  const seconds = receivedAt(octets) / 1000;
  const file = path.join(folder, 'cur', `${seconds}.M999P1.localhost,S=${octets.length}:2,`);
  writeFileSync(file, octets, { mode: 0o600 });
  own(file);
  utimesSync(file, seconds, seconds);
}

const INBOX = 'Inbox';

/** Where Maildir++ keeps a folder: beside each other, with dots for the levels. */
function maildirName(folder: string): string {
  return folder === INBOX ? '.' : `.${folder.replaceAll('/', '.')}`;
}

/** Milliseconds since the epoch, as the message says; whole seconds. */
function receivedAt(octets: Buffer): number {
  const time = Date.parse(/^Date:\s*(.*)/im.exec(octets.toString('latin1'))?.[1] ?? '');
  return Number.isNaN(time) ? Date.UTC(2024, 10, 21) : time;
}

/** Gives files to the user that the servers run as, where this is another one. */
function owner(): (file: string) => void {
  if (process.getuid?.() !== 0) return () => undefined;
  const { uid, gid } = findRunUser();
  return (file) => chownSync(file, uid, gid);
}
