// The language configuration: what a double click selects, where Enter folds, and what a save must not change.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

interface LanguageConfiguration {
  readonly comments?: unknown;
  readonly wordPattern: Pattern;
  readonly onEnterRules: readonly { readonly beforeText: Pattern }[];
}

interface Manifest {
  readonly contributes: { readonly configurationDefaults: Readonly<Record<string, Record<string, unknown>>> };
}

const root = join(import.meta.dirname, '..', '..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const configuration = read('language-configuration.json') as LanguageConfiguration;

test('words are addresses, identifiers, field names; not the punctuation around them', () => {
  const { pattern, flags } = configuration.wordPattern;
  const words = (text: string): string[] => text.match(new RegExp(pattern, `g${flags}`)) ?? [];
  assert.deepEqual(words('To: "Jörg" <joerg.m+list@example.org>, x'), [
    'To',
    'Jörg',
    'joerg.m+list@example.org',
    'x',
  ]);
  assert.deepEqual(words('Content-Type: text/plain; charset=utf-8'), [
    'Content-Type',
    'text',
    'plain',
    'charset',
    'utf-8',
  ]);
  assert.deepEqual(words("Don't go. (Really!)"), ["Don't", 'go', 'Really']);
  assert.deepEqual(words('-- '), []);
});

test('Enter folds after the separator of a structured field, and nowhere else', () => {
  const rules = configuration.onEnterRules.map(
    ({ beforeText }) => new RegExp(beforeText.pattern, beforeText.flags),
  );
  const folds = (text: string): boolean => rules.some((rule) => rule.test(text));
  assert.ok(folds('To: a@example.org,'));
  assert.ok(folds('content-type: multipart/mixed;'));
  assert.ok(!folds('To: a@example.org'));
  assert.ok(!folds('Subject: one,'));
  assert.ok(!folds('Dear Bob,'));
});

test('mail has no comments to toggle', () => {
  assert.equal(configuration.comments, undefined);
});

test('in a session the command for comments makes a remark of a line', () => {
  const { comments } = read('language-configuration-sessions.json') as LanguageConfiguration;
  assert.deepEqual(comments, { lineComment: '#' });
});

test('a save changes nothing that the user did not edit', () => {
  const { contributes } = read('package.json') as Manifest;
  const defaults = contributes.configurationDefaults['[eml]'];
  for (const [setting, value] of Object.entries({
    'files.autoGuessEncoding': false,
    'files.trimTrailingWhitespace': false,
    'files.insertFinalNewline': false,
    'files.trimFinalNewlines': false,
    'editor.formatOnSave': false,
    'editor.unusualLineTerminators': 'off',
  })) {
    assert.equal(defaults?.[setting], value, setting);
  }
});
