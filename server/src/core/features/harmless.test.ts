// What is offered never makes a new error, also where a rule's own fix would.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailService, textSnapshot } from '../index.ts';

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed: ${String(error)}`);
  },
});

/** The titles of the fixes offered for a message, under the profile for who generates mail. */
function offered(text: string): readonly string[] {
  const mail = service.open({ snapshot: textSnapshot(text) });
  const config = service.configure({ profile: 'strict' });
  return mail.quickFixes(config, { from: 0, to: text.length }).map(({ title }) => title);
}

test('a fix that would leave a broken encoded-word in its line is not offered', () => {
  const junk = 'Subject: é=?\nDate: Fri, 6 Dec 2024 10:30:00 +0000\nFrom: a@b.example\n\n';
  const mail = service.open({ snapshot: textSnapshot(junk) });
  const config = service.configure({ profile: 'strict' });
  const raw = mail.fixes(config, { from: 0, to: junk.length }).flatMap(({ fixes }) => fixes);
  assert.ok(offered(junk).length < raw.length);
});

test('a fix that helps is offered', () => {
  assert.deepEqual(
    offered('Date: Wed, 06 Dec 2024 10:30:00 +0100\nFrom: a@b.example\nMessage-ID: <1@b.example>\n\nHi\n'),
    ['Change the day of the week to Fri'],
  );
});
