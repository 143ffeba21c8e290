// Fills a Maildir with as many small messages as wanted, straight on the disk: a server would take minutes.

import { chownSync, closeSync, futimesSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Who the files belong to; undefined: to who runs this. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A subject word that one of forty messages has, to search for. */
export const SOUGHT = 'needle';

const WORDS =
  'invoice meeting report update release server backup order shipping contract review budget holiday travel ticket login account newsletter weekly project deadline customer support database migration schedule lunch garden music train'.split(
    ' ',
  );
const NAMES = 'Anna Ben Clara David Eva Felix Greta Hugo Ida Jonas Klara Leo Mia Noah Olga Paul'.split(' ');

/** The first message's time, and milliseconds between two: five years for 100,000. */
const START = Date.UTC(2021, 10, 21);
const STEP = 26 * 60_000;

/** Writes messages, the same for the same number: 100,000 take about ten seconds. */
export function fillMaildir(folder: string, count: number, owner: Owner | undefined): void {
  const folders = [folder, ...['cur', 'new', 'tmp'].map((name) => path.join(folder, name))];
  for (const one of folders) mkdirSync(one, { recursive: true, mode: 0o700 });
  for (let number = 0; number < count; number++) {
    const octets = Buffer.from(message(number));
    const seconds = (START + number * STEP) / 1000;
    // Every tenth is unseen. With both sizes in the name Dovecot need not read a file to know them.
    const lines = octets.filter((octet) => octet === 0x0a).length;
    const sizes = `S=${octets.length},W=${octets.length + lines}`;
    const name = `${seconds}.M${String(number).padStart(6, '0')}P1.localhost,${sizes}:2,${number % 10 === 0 ? '' : 'S'}`;
    const file = openSync(path.join(folder, 'cur', name), 'w', 0o600);
    writeSync(file, octets);
    futimesSync(file, seconds, seconds);
    closeSync(file);
    if (owner) chownSync(path.join(folder, 'cur', name), owner.uid, owner.gid);
  }
  if (owner) for (const one of folders) chownSync(one, owner.uid, owner.gid);
}

/** A text of 5 to 15 lines; every twelfth has an attachment. LF, as a Maildir keeps it. */
function message(number: number): string {
  const name = NAMES[number % NAMES.length] ?? '';
  const date = new Date(START + number * STEP).toUTCString().replace('GMT', '+0000');
  const word = (index: number): string => WORDS[(number * 7 + index * 13) % WORDS.length] ?? '';
  const text = Array.from({ length: 5 + (number % 11) }, (_, line) =>
    Array.from({ length: 11 }, (_, index) => word(line * 11 + index)).join(' '),
  ).join('\n');
  const subject = `${[0, 1, 2, 3].map(word).join(' ')} ${number % 40 === 0 ? SOUGHT : ''}${String(number)}`;
  const head = [
    `Received: from a.example.test by mail.example.test with ESMTP id ${String(number)}; ${date}`,
    `Date: ${date}`,
    `From: =?utf-8?Q?J=C3=BCrgen_${name}?= <${name.toLowerCase()}${String(number % 500)}@example.test>`,
    'To: Alice <alice@example.test>, "Example, Bob" <bob@example.test>',
    `Message-ID: <m${String(number)}@example.test>`,
    ...(number % 3 === 0 && number > 0 ? [`In-Reply-To: <m${String(number - 1)}@example.test>`] : []),
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
  ].join('\n');
  const plain = `Content-Type: text/plain; charset=utf-8\n\n${text}\n`;
  if (number % 12 !== 0) return `${head}\n${plain}`;
  const attached =
    'Content-Type: application/pdf; name="report.pdf"\nContent-Disposition: attachment; filename="report.pdf"\n\nJVBERi0=\n';
  return `${head}\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n${plain}\n--b\n${attached}\n--b--\n`;
}
