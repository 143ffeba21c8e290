// Half sentences in faults can be translated: each stands in the table, and is known again where it is shown.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

import { faultSentence } from '../testing/words.ts';
import { detail, faultDetails, templateOf } from './faultDetails.ts';
import { MailError } from './faults.ts';

for (const template of faultDetails) {
  test(`the detail “${template}” is known again`, () => {
    const args = Array.from(template.matchAll(/\{\d\}/g), (_, index) => `v${index}`);
    assert.deepEqual(templateOf(detail(template, ...args)), { template, args });
  });
}

test('what a server says is no detail of ours', () => {
  for (const said of ['[ALERT] Quota', 'part', 'Mailbox is in use', '']) {
    assert.equal(templateOf(said), undefined);
  }
});

test('a sentence is translated with its half sentences, and what others say stays', () => {
  const error = new MailError('folder-name-unusable', ['a.b', detail('"{0}" separates folders here', '.')]);
  assert.equal(error.message, 'a.b cannot be the name of a folder: "." separates folders here');
  assert.equal(faultSentence(error), '«a.b cannot be the name of a folder: «"." separates folders here»»');
  const refused = new MailError('not-permitted', ['mail.example.org', 'INBOX', 'ACL says no']);
  assert.equal(faultSentence(refused), '«mail.example.org does not permit this in INBOX: ACL says no»');
});

test('no fault holds half a sentence that is not in the table', async () => {
  const found: string[] = [];
  const root = new URL('../', import.meta.url);
  for (const name of await readdir(root, { recursive: true })) {
    // What sends mail has its own words.
    if (!/^(?:accounts|commands|mail|mailbox)\b.*\.ts$/.test(name)) continue;
    if (/\.test\.ts$|\/testing\/|\/submission\//.test(name)) continue;
    const text = await readFile(new URL(name, root), 'utf8');
    for (const [call] of text.matchAll(/new MailError\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g)) {
      const plain = call.replace(/\b(?:detail|l10n\.t|join)\((?:[^()]|\([^()]*\))*\)/g, '');
      // Two words between quotes are English; one is a name.
      if (/'[^'\n,[\]]*[a-z] [a-z][^'\n,[\]]*'|`[^`\n]*[a-z}] [a-z][^`\n]*`/.test(plain)) {
        found.push(`${name}: ${call}`);
      }
    }
  }
  assert.deepEqual(found, []);
});
