// Parses every n-th file of a NUL-separated list with mailparser: `mailparserFiles.mjs LIST INDEX COUNT`.
import { readFile } from 'node:fs/promises';
import { simpleParser } from 'mailparser';

const [list, index, count] = process.argv.slice(2);
const files = (await readFile(list, 'utf8')).split('\0').filter((file) => file !== '');
for (const [number, file] of files.entries()) {
  if (number % Number(count) === Number(index)) await simpleParser(await readFile(file));
}
