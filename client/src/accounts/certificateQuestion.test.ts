// The question about a certificate: nobody trusts one by pressing Enter.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import type { AccountSettings } from '../mail/account.ts';
import { MailError } from '../mail/faults.ts';
import * as editor from '../testing/fakeEditor.ts';
import '../testing/withFakeEditor.ts';

const { askTrust } = await import('./certificateQuestion.ts');

const account: AccountSettings = { id: 'work', name: 'Work', kind: 'imap' };
const print = 'ab'.repeat(32);
const fault = new MailError('certificate-untrusted', ['mail.example.org', print, 'CN=mail', 'CN=ca', '2027']);

beforeEach(() => {
  editor.said.length = 0;
  editor.answers.clear();
});

test('Enter presses the first button of a question, which does not trust', async () => {
  assert.equal(await askTrust(account, fault), undefined);
  assert.equal(
    editor.said[0],
    'Nobody vouches for the certificate of mail.example.org. Trust it? [Do Not Trust|Trust This Certificate]',
  );
});

test('who trusts pins the certificate', async () => {
  editor.answers.set('Trust it?', 'Trust This Certificate');
  assert.deepEqual((await askTrust(account, fault))?.certificates?.pins, [print]);
});
