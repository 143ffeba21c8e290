// What the pages for people name is there: settings, files that a link leads to.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { repositoryRoot } from './repository.ts';

const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');

test('the README names every setting, and none that is not there', () => {
  const { contributes } = JSON.parse(read('package.json')) as {
    contributes: { configuration: { properties: Readonly<Record<string, unknown>> } };
  };
  const settings = Object.keys(contributes.configuration.properties);
  const named = Array.from(
    read('README.md').matchAll(/`(mailWorkbench\.[\w.]+?)(\.\*)?`/g),
    ([, name = '', all]) =>
      (setting: string) =>
        all === undefined ? setting === name : setting.startsWith(`${name}.`),
  );
  assert.deepEqual(
    settings.filter((setting) => !named.some((names) => names(setting))),
    [],
  );
  assert.equal(named.filter((names) => !settings.some(names)).length, 0);
});

test('links between pages lead to files', () => {
  const folders = ['.', 'docs', 'docs/adr', 'server'];
  const pages = folders.flatMap((folder) =>
    readdirSync(path.join(repositoryRoot, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
  );
  const dead = pages.flatMap((page) =>
    // Links in code are no links.
    Array.from(
      read(page)
        .replace(/`[^`\n]*`/g, '')
        .matchAll(/\]\(([^()#:\s]+)(?:#[^()\s]*)?\)/g),
      ([, to = '']) => to,
    )
      .filter((to) => !existsSync(path.join(repositoryRoot, path.dirname(page), to)))
      .map((to) => `${page}: ${to}`),
  );
  assert.deepEqual(dead, []);
});
