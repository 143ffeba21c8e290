// The sentences of reasons and remarks: looked up in the user's language, numbers as people say them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reason, reasonCodes } from '../../inspect/auth/reasons.ts';
import { remark, remarkCodes } from '../../inspect/smime/words.ts';
import { l10n } from '../../testing/fakeEditor.ts';
import '../../testing/withFakeEditor.ts';

const { reasonInWords } = await import('./reasonWords.ts');
const { remarkInWords } = await import('./remarkWords.ts');

test('each has a sentence that is looked up, with its arguments in order', () => {
  const { t } = l10n;
  const looked: string[] = [];
  l10n.t = (text, ...args) => {
    looked.push(text);
    return t(text, ...args);
  };
  try {
    for (const code of reasonCodes) reasonInWords(reason(code, 'a', 'b', 'c'));
    for (const code of remarkCodes) remarkInWords(remark(code, 'a', 'b', 'c'));
  } finally {
    l10n.t = t;
  }
  assert.equal(looked.length, reasonCodes.length + remarkCodes.length);
  for (const sentence of looked) {
    const gaps = new Set([...sentence.matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index)));
    assert.deepEqual([...gaps].sort(), [...Array(gaps.size).keys()], sentence);
  }
});

for (const [code, args, sentence] of [
  [
    'body-appended',
    [1, 2],
    'Text was added at the end: the first line is as signed, what follows from line 2 of the body is not.',
  ],
  [
    'body-appended',
    [7, 8],
    'Text was added at the end: the first 7 lines are as signed, what follows from line 8 of the body is not.',
  ],
  ['body-inserted', [3, 3], 'Without line 3 the body is as signed: it was added.'],
  ['field-doubled', ['From', 2, 1], 'From stands 2 times in the message, and only one is signed.'],
  ['arc-pass', [1], 'The ARC set is right: what it says stands as it was written.'],
] as const) {
  test(`${code} of ${args.join(', ')}`, () => {
    assert.equal(reasonInWords(reason(code, ...args)), sentence);
  });
}

for (const [code, args, sentence] of [
  ['pgp-encrypted', [0], 'Encrypted with OpenPGP. It does not say for which keys.'],
  ['pgp-encrypted', [1], 'Encrypted with OpenPGP for one key: only its holder can read it.'],
  ['pgp-encrypted', [3], 'Encrypted with OpenPGP for 3 keys: only their holders can read it.'],
  ['encrypted', ['AES-128', 1], 'Encrypted with AES-128 for one recipient: nobody else can read it.'],
  ['certificates', [1], 'This part brings a certificate and no signature.'],
] as const) {
  test(`${code} of ${args.join(', ')}`, () => {
    assert.equal(remarkInWords(remark(code, ...args)), sentence);
  });
}
