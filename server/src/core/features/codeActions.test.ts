// Tests of quick fixes and of the fix of everything, with rules made for the purpose.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveConfig } from '../rules/config.ts';
import { rfc } from '../registry/reference.ts';
import { defineRule } from '../rules/rule.ts';
import type { Fix, Rule } from '../rules/rule.ts';
import { RuleRunner } from '../rules/run.ts';
import { rules } from '../rules/index.ts';
import { applyEdits } from '../text/edits.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { createTranscriptDocument } from '../transcript/document.ts';
import { readTranscript } from '../transcript/read.ts';
import { fixAll, quickFixes } from './codeActions.ts';
import { fixtures } from '../testing/fixture.ts';

const ports = {
  ruleFailed: (rule: string, error: unknown): void => {
    throw new Error(rule, { cause: error });
  },
};
const about = {
  severity: 'warning',
  references: [rfc(5322, '2.2')],
  summary: '',
  why: '',
  examples: { valid: [], invalid: [] },
} as const;

/** Reports fields whose value has `bad`, and replaces it; one at a time, so that it takes several rounds. */
function replaceRule(id: string, bad: string, insert: string, safe = true): Rule {
  return defineRule({
    ...about,
    id,
    scope: 'field',
    messages: { found: 'found' },
    check: ({ field }, { report }) => {
      const at = field.text.indexOf(bad);
      if (at < 0) return;
      const range = { from: field.from + at, to: field.from + at + bad.length };
      report({
        message: 'found',
        at: range,
        fix: (): Fix => ({ title: id, safe, edits: [{ ...range, insert }] }),
      });
    },
  });
}

const addMimeVersion = defineRule({
  ...about,
  id: 'message/add',
  scope: 'headerBlock',
  messages: { found: 'found' },
  check: (part, { report }) => {
    if (part.field('mime-version')) return;
    const at = part.header.to;
    report({
      message: 'found',
      at: { from: part.from, to: part.from },
      fix: () => ({ title: 'Add', safe: true, edits: [{ from: at, to: at, insert: 'MIME-Version: 1.0\n' }] }),
    });
  },
});

const dropField = defineRule({
  ...about,
  id: 'message/drop',
  scope: 'field',
  fields: ['x-drop'],
  messages: { found: 'found' },
  check: ({ field }, { report }) => {
    report({
      message: 'found',
      at: field,
      fix: () => ({ title: 'Drop', safe: true, edits: [{ from: field.from, to: field.to, insert: '' }] }),
    });
  },
});

function checkFixAll(rules: readonly Rule[], before: string, after: string): void {
  const config = resolveConfig(rules, []);
  for (const { document, host, extract, context } of fixtures(before)) {
    const fixed = applyEdits(host, fixAll(document, config, ports));
    assert.equal(extract(fixed), after, context);
  }
}

test('safe fixes are applied until nothing changes', () => {
  checkFixAll([replaceRule('message/a', 'aa', 'b')], 'X: aaaaaaa\nY: a\n\nText\n', 'X: bbba\nY: a\n\nText\n');
});

test('one fix may free the way for another', () => {
  checkFixAll(
    [replaceRule('message/a', 'one', 'two'), replaceRule('message/b', 'two', 'three')],
    'X: one\n\nText\n',
    'X: three\n\nText\n',
  );
});

test('lines come and go with their prefix', () => {
  checkFixAll(
    [addMimeVersion, dropField],
    'X-Drop: 1\nFrom: a@b\nX-Drop: 2\n folded\n\n.Text\n',
    'From: a@b\nMIME-Version: 1.0\n\n.Text\n',
  );
});

test('a fold is joined together with the prefix of its second line', () => {
  checkFixAll([replaceRule('message/a', '\n  ', ' ')], 'X: a\n  b\n\nText\n', 'X: a b\n\nText\n');
});

test('fixes that are not safe are left alone, and of fixes that overlap the first wins', () => {
  checkFixAll([replaceRule('message/a', 'a', 'b', false)], 'X: a\n\nText\n', 'X: a\n\nText\n');
  checkFixAll(
    [replaceRule('message/a', 'abc', 'x'), replaceRule('message/b', 'bcd', 'y')],
    'X: abcd\n\nText\n',
    'X: xd\n\nText\n',
  );
});

test('rules that undo each other come to an end', () => {
  const rules = [replaceRule('message/a', 'one', 'two'), replaceRule('message/b', 'two', 'one')];
  checkFixAll(rules, 'X: one\n\n', 'X: one\n\n');
});

test('edits stay small', () => {
  const config = resolveConfig([replaceRule('message/a', 'bad', 'good')], []);
  for (const { document, host } of fixtures('A: bad\nB: fine\nC: bad\n\nText\n')) {
    const edits = fixAll(document, config, ports).filter(({ from }) => !/\d/.test(host.charAt(from)));
    assert.deepEqual(
      edits.map(({ from, to, insert }) => [host.slice(from, to), insert]),
      [
        ['bad', 'good'],
        ['bad', 'good'],
      ],
    );
  }
});

test('quick fixes speak of the host', () => {
  const config = resolveConfig([addMimeVersion], []);
  for (const { document, host, extract, context } of fixtures('From: a@b\n\nText\n')) {
    const found = new RuleRunner().fixes(document, config, { from: 0, to: host.length }, ports);
    const [fix] = quickFixes(document, found);
    assert.equal(fix?.title, 'Add');
    assert.equal(extract(applyEdits(host, fix.edits)), 'From: a@b\nMIME-Version: 1.0\n\nText\n', context);
  }
});

test('a fix in a chunk corrects its size; there is none in a log that writes lines as strings', () => {
  const fixed = (text: string): string => {
    const snapshot = textSnapshot(text);
    const document = createTranscriptDocument({ snapshot }, readTranscript(snapshot));
    return applyEdits(text, fixAll(document, resolveConfig(rules, []), ports));
  };
  const chunk = (size: number, separator: string): string =>
    `C: EHLO a\nS: 250-b\nS: 250 CHUNKING\nC: BDAT ${String(size)} LAST\nC: Subject: x\n${separator}C: Hello\nS: 250 ok\n`;
  assert.equal(fixed(chunk(19, '')), chunk(21, 'C: \n'));
  const python = "send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: 'Subject: x\\r\\nHello\\r\\n.\\r\\n'\n";
  assert.equal(fixed(python), python);
});
