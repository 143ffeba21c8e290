// The fix of a visible secret writes what redaction writes, in the notations that escape what is said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactEdits } from '../../features/transcript/redact.ts';
import { readSession } from '../../testing/sessionExamples.ts';
import { applyEdits } from '../../text/edits.ts';
import { resolveConfig } from '../config.ts';
import secretVisible from '../imap/secretVisible.ts';
import { RuleRunner } from '../run.ts';

const notations: Readonly<Record<string, (side: 'C' | 'S', text: string) => string>> = {
  marks: (side, text) => `${side}: ${text}\n`,
  JSON: (side, text) =>
    `{"level":20,"time":1,"src":"${side.toLowerCase()}","msg":${JSON.stringify(text)},"cid":"x"}\n`,
  Exchange: (side, text) =>
    `2026-03-01T10:20:30.123Z,EX\\Default,08D1,7,192.0.2.1:143,192.0.2.7:5,${side === 'C' ? '<' : '>'},"${text.replaceAll('"', '""')}",\n`,
};

for (const [name, write] of Object.entries(notations)) {
  test(`the fix of each secret writes what redaction writes: ${name}`, () => {
    const text = [
      write('S', '* OK IMAP4rev1 ready'),
      write('C', 'a LOGIN "joe" "open \\"sesame"'),
      write('S', 'a NO no'),
      write('C', 'b AUTHENTICATE PLAIN AGpvZQBvcGVuc2VzYW1l'),
      write('S', 'b NO no'),
      write('C', 'c LOGIN joe redacted-1'),
      write('S', 'c OK in'),
    ].join('');
    const document = readSession(text, 'imap');
    const config = resolveConfig([secretVisible], []);
    const fixes = new RuleRunner().fixes(
      document,
      config,
      { from: 0, to: text.length },
      { ruleFailed: (_id, error) => assert.ifError(error) },
    );
    const edits = fixes.flatMap((each) => each.fixes[0]?.edits ?? []);
    assert.equal(edits.length, 2);
    assert.equal(applyEdits(text, edits), applyEdits(text, redactEdits(document)));
  });
}
