// The messages that are measured: deterministic, written to .cache/bench when they are not there.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../lib/repository.ts';

/** One message to measure. */
export interface Input {
  /** Its file name without the ending, and the word to choose it by. */
  readonly name: string;
  /** What it is, for the table. */
  readonly title: string;
  readonly make: () => string;
  /** How many rounds at most: the largest ones take long with every peer. */
  readonly rounds?: number;
  /** The language of its document, and the ending of its file; `eml` where left out. */
  readonly language?: string;
}

/** Where inputs and bundles of the benchmark lie. */
export const benchFolder = path.join(cacheFolder, 'bench');

export const inputs: readonly Input[] = [
  {
    name: '2k',
    title: '2 KB, one text',
    make: () => head('Content-Type: text/plain; charset=utf-8') + lines(900, 1),
  },
  { name: '60k', title: '60 KB newsletter, quoted-printable', make: newsletter },
  { name: '1m5', title: '1.5 MB, one attachment', make: () => attachments(1.5e6, 1) },
  { name: '25m', title: '25 MB, three attachments', make: () => attachments(25e6, 3) },
  { name: '50m', title: '50 MB, three attachments', make: () => attachments(49e6, 3), rounds: 1 },
  { name: '100m', title: '100 MB, three attachments', make: () => attachments(100e6, 3), rounds: 1 },
  { name: 'parts10k', title: '10,000 parts', make: () => parts(10_000) },
  { name: 'parts100k', title: '100,000 parts', make: () => parts(100_000), rounds: 1 },
  { name: 'deep200', title: '200 levels', make: () => levels(200) },
  { name: 'deep1000', title: '1,000 levels', make: () => levels(1000) },
  { name: 'fields10k', title: '10,000 header lines', make: () => headerFields(10_000) },
  { name: 'folded10k', title: 'one field of 10,000 lines', make: () => foldedField(10_000) },
  { name: 'line10m', title: 'one line of 10 MB', make: () => longLine(10e6) },
];

/** The file of an input, written now if it is missing. */
export async function inputFile({ name, make, language = 'eml' }: Input): Promise<string> {
  const file = path.join(benchFolder, `${name}.${language}`);
  if (!existsSync(file)) {
    await mkdir(benchFolder, { recursive: true });
    await writeFile(file, make(), 'latin1');
  }
  return file;
}

/** The header of an ordinary message with its separator; `extra` are further fields. */
function head(...extra: readonly string[]): string {
  const fields = [
    'Return-Path: <bounce+12345@mail.example.com>',
    'Received: from mx1.example.net (mx1.example.net [192.0.2.10])\r\n\tby mx.example.org with ESMTPS id 4XyZ123abc\r\n' +
      '\tfor <bob@example.org>; Tue, 18 Mar 2025 10:22:33 +0100 (CET)',
    'Received: from client.example.com (unknown [203.0.113.7])\r\n\tby mx1.example.net (Postfix) with ESMTPSA\r\n' +
      '\tid 9F1C2A0042 for <bob@example.org>; Tue, 18 Mar 2025 10:22:31 +0100 (CET)',
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1;\r\n' +
      '\tt=1742289751; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n' +
      `\th=From:To:Subject:Date:Message-ID:MIME-Version:Content-Type;\r\n\tb=${'Qx7d'.repeat(16)}`,
    'Message-ID: <20250318.102231.abcdef@mail.example.com>',
    'Date: Tue, 18 Mar 2025 10:22:31 +0100',
    'From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.com>',
    'To: Bob <bob@example.org>, "Carol, C." <carol@example.org>',
    'Subject: =?utf-8?B?R3LDvMOfZSBhdXMgTcO8bmNoZW4=?= quarterly report',
    'MIME-Version: 1.0',
    ...extra,
  ];
  return `${fields.join('\r\n')}\r\n\r\n`;
}

function newsletter(): string {
  const random = randomWords(7);
  const rows: string[] = ['<!DOCTYPE html><html><head><title>News</title></head><body>'];
  for (let length = 0; length < 38_000;) {
    const link = `https://example.com/c?id=${String(random.next() % 1e9)}&amp;u=${String(random.next() % 1e9)}`;
    const row = `<table width="600"><tr><td style="color:#333"><a href="${link}">${random.words(9)} – “now”</a></td></tr></table>`;
    length += row.length;
    rows.push(row);
  }
  const text = Array.from({ length: 120 }, () => `${random.words(12)} – naïve café`);
  return [
    head(
      'Content-Type: multipart/alternative; boundary="=_news"',
      'List-Unsubscribe: <https://example.com/u?x=1>',
    ),
    '--=_news\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n',
    quotedPrintable(text),
    '--=_news\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n',
    quotedPrintable([...rows, '</body></html>']),
    '--=_news--\r\n',
  ].join('');
}

function attachments(size: number, count: number): string {
  const pieces = [
    head('Content-Type: multipart/mixed; boundary="=_0a1b2c3d4e5f"'),
    `--=_0a1b2c3d4e5f\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n${lines(2000, 2)}`,
  ];
  for (let i = 0; i < count; i++) {
    pieces.push(
      `--=_0a1b2c3d4e5f\r\nContent-Type: application/octet-stream; name="file${String(i)}.bin"\r\n`,
      `Content-Disposition: attachment; filename="file${String(i)}.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
      base64Lines(size / count, i + 1),
    );
  }
  return `${pieces.join('')}--=_0a1b2c3d4e5f--\r\n`;
}

/** A message of so many small parts. */
export function parts(count: number, fields = 'Content-Disposition: attachment'): string {
  const pieces = [head('Content-Type: multipart/mixed; boundary="WIDE"')];
  for (let i = 0; i < count; i++) {
    const name = `p${String(i)}.txt`;
    pieces.push(
      `--WIDE\r\nContent-Type: text/plain; charset=utf-8; name="${name}"\r\n${fields}; filename="${name}"\r\n\r\n`,
      `Part number ${String(i)}\r\nsecond line\r\n`,
    );
  }
  return `${pieces.join('')}--WIDE--\r\n`;
}

/** Multiparts in each other. */
export function levels(count: number): string {
  const pieces = [head('Content-Type: multipart/mixed; boundary="b0"')];
  for (let i = 0; i < count - 1; i++) {
    pieces.push(`--b${String(i)}\r\nContent-Type: multipart/mixed; boundary="b${String(i + 1)}"\r\n\r\n`);
  }
  pieces.push(`--b${String(count - 1)}\r\nContent-Type: text/plain\r\n\r\nleaf\r\n`);
  for (let i = count - 1; i >= 0; i--) pieces.push(`--b${String(i)}--\r\n`);
  return pieces.join('');
}

/** One header of so many fields. */
export function headerFields(count: number): string {
  const random = randomWords(5);
  const fields = Array.from(
    { length: count },
    (_, i) => `X-Header-${String(i)}: value ${String(i)} ${random.words(5)}`,
  );
  return `${head('Content-Type: text/plain', ...fields)}body\r\n`;
}

function foldedField(count: number): string {
  const random = randomWords(6);
  const folded = Array.from({ length: count }, (_, i) => ` continuation ${String(i)} ${random.words(5)}`);
  return `${head('Content-Type: text/plain', `X-Folded: start\r\n${folded.join('\r\n')}`)}body\r\n`;
}

/** A body of one line. */
export function longLine(length: number): string {
  return `${head('Content-Type: text/plain')}${'x'.repeat(length)}\r\n`;
}

/** So many parts with one finding each. */
export function findings(count: number): string {
  return parts(count, 'Content-Transfer-Encoding: 9bit\r\nContent-Disposition: attachment');
}

function lines(length: number, seed: number): string {
  const random = randomWords(seed);
  let text = '';
  while (text.length < length) text += `${random.words(10).slice(0, 72)}\r\n`;
  return text;
}

function base64Lines(length: number, seed: number): string {
  const octets = Buffer.alloc(Math.floor(length / 78) * 57);
  const random = randomWords(seed);
  for (let i = 0; i + 4 <= octets.length; i += 4) octets.writeUInt32LE(random.next(), i);
  return octets.toString('base64').replace(/.{76}/g, '$&\r\n');
}

function quotedPrintable(text: readonly string[]): string {
  return text
    .map((line) => {
      const encoded = Array.from(Buffer.from(line, 'utf8'), (octet) =>
        octet === EQUALS || octet > 126 ? `=${octet.toString(16).toUpperCase()}` : String.fromCharCode(octet),
      );
      const out: string[] = [];
      let column = 0;
      for (const unit of encoded) {
        if (column + unit.length > 75) {
          out.push('=\r\n');
          column = 0;
        }
        out.push(unit);
        column += unit.length;
      }
      return `${out.join('')}\r\n`;
    })
    .join('');
}

interface RandomWords {
  /** 32 bits. */
  next(): number;
  words(count: number): string;
}

/** The same sequence for the same seed on every machine (xorshift32). */
export function randomWords(seed: number): RandomWords {
  let state = (seed * 0x9e3779b9) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  const words = (count: number): string =>
    Array.from({ length: count }, () => WORDS[next() % WORDS.length]).join(' ');
  return { next, words };
}

const WORDS =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore'.split(
    ' ',
  );
const EQUALS = 61;
