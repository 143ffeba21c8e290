// Tests of the entries that switch a rule off: comments and formatting stay, and the entry has its effect.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { applyEdits } from '../core/index.ts';
import type { Rule } from '../core/index.ts';
import { configSource, layersFor } from './configFiles.ts';
import { suppressRule } from './suppress.ts';
import type { Suppression } from './suppress.ts';

const rules = [{ id: 'a/one' }, { id: 'a/two' }] as unknown as readonly Rule[];

function suppressed(text: string, where: Suppression, rule = 'a/one'): string {
  const edits = suppressRule(text, rule, where);
  assert.ok(edits);
  return applyEdits(text, edits);
}

/** The level of `a/one` for a file below the configuration's folder. */
function levelFor(text: string, file: string): unknown {
  const source = configSource('/w/.mailworkbench.json', text, rules);
  assert.deepEqual(source.config.problems, []);
  return layersFor(source, `/w/${file}`).reduce<unknown>(
    (level, layer) => layer.rules?.['a/one'] ?? level,
    undefined,
  );
}

test('a new configuration', () => {
  assert.equal(
    suppressed('', { kind: 'file', path: 'in/a.eml' }),
    '{\n  "overrides": [\n    {\n      "files": [\n        "in/a.eml"\n      ],\n      "rules": {\n        "a/one": "off"\n      }\n    }\n  ]\n}\n',
  );
  assert.equal(suppressed(' \n', { kind: 'everywhere' }), '{\n  "rules": {\n    "a/one": "off"\n  }\n}\n');
});

test('comments, tabs and line ends stay', () => {
  const before = '{\r\n\t// why\r\n\t"rules": {\r\n\t\t"a/two": "hint" // quiet\r\n\t}\r\n}\r\n';
  assert.equal(
    suppressed(before, { kind: 'everywhere' }),
    '{\r\n\t// why\r\n\t"rules": {\r\n\t\t"a/two": "hint", // quiet\r\n\t\t"a/one": "off"\r\n\t}\r\n}\r\n'.replace(
      '"hint", // quiet\r\n\t\t"a/one": "off"',
      '"hint",\r\n\t\t"a/one": "off" // quiet',
    ),
  );
});

test('the options of a rule stay', () => {
  assert.equal(
    suppressed('{ "rules": { "a/one": ["error", { "max": 3 }] } }', { kind: 'everywhere' }),
    '{ "rules": { "a/one": ["off", { "max": 3 }] } }',
  );
});

test('an entry for the same file takes the rule in; otherwise it goes last, where it wins', () => {
  const file: Suppression = { kind: 'file', path: 'a.eml' };
  const once = suppressed('{}', file);
  const twice = suppressed(once, file, 'a/two');
  assert.equal(twice.match(/"files"/g)?.length, 1);
  const loud =
    '{ "overrides": [{ "files": ["./a.eml"], "rules": {} }, { "files": ["*"], "rules": { "a/one": "error" } }] }';
  assert.equal(levelFor(suppressed(loud, file), 'a.eml'), 'off');
});

test('what is no JSON is left alone', () => {
  for (const text of ['{', '[]', '{ "rules": }', 'x']) {
    assert.equal(suppressRule(text, 'a/one', { kind: 'everywhere' }), undefined, text);
  }
});

test('a file’s entry counts for that file, a folder’s for all below it, whatever their names', () => {
  const name = fc
    .array(
      fc.constantFrom(
        'a',
        'B',
        '.',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '*',
        '?',
        '!',
        '+',
        '@',
        '|',
        ' ',
        'ü',
        '\\',
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((characters) => `x${characters.join('')}`);
  const folders = fc.array(name, { maxLength: 2 });
  fc.assert(
    fc.property(folders, name, (folder, own) => {
      const path = [...folder, `${own}.eml`].join('/');
      const inFile = suppressed('{}', { kind: 'file', path });
      assert.equal(levelFor(inFile, path), 'off');
      assert.equal(levelFor(inFile, `${path}x`), undefined);
      assert.equal(levelFor(inFile, `other/${path}`), undefined);
      const inFolder = suppressed('{}', { kind: 'folder', path: folder.join('/') });
      assert.equal(levelFor(inFolder, path), 'off');
      assert.equal(levelFor(inFolder, [...folder, 'deeper', 'b.eml'].join('/')), 'off');
      assert.equal(levelFor(inFolder, 'other/a.eml'), folder.length === 0 ? 'off' : undefined);
    }),
  );
});
