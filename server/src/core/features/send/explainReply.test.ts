// Tests of what answers to a message mean.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { explainReply } from './explainReply.ts';

test('the enhanced code says more than the code', () => {
  const { meaning, next, source } = explainReply({
    code: 550,
    enhancedCode: '5.1.1',
    text: 'User unknown',
  });
  assert.match(meaning, /^There is no such mailbox\. It failed for good/);
  assert.match(next ?? '', /\S/);
  assert.match(source?.label ?? '', /^RFC 3463/);
});

test('greylisting passes: whoever sends tries again', () => {
  const { meaning, next } = explainReply({ code: 451, enhancedCode: '4.7.1', text: 'Greylisted' });
  assert.match(meaning, /failed for now/);
  assert.equal(next, 'Send it again in some minutes.');
});

test('a well-known server is known by its words', () => {
  const text = 'Your email has been blocked because it is unauthenticated.';
  assert.match(explainReply({ code: 550, enhancedCode: '5.7.26', text }).meaning, /^Gmail: /);
});

test('a code alone, an unknown one, and one that says nothing more', () => {
  assert.match(explainReply({ code: 552 }).meaning, /\S/);
  assert.match(explainReply({ code: 599 }).meaning, /not worth trying again/);
  assert.equal(
    explainReply({ code: 554, enhancedCode: '5.0.0' }).meaning,
    explainReply({ code: 554 }).meaning,
  );
});

test('nothing of what a server says stands in the explanation', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.string(), (code, noise) => {
      const text = `\u202e${noise}[x](command:y)`;
      const { meaning, next = '' } = explainReply({ code, enhancedCode: text, text });
      assert.ok(!`${meaning}${next}`.includes('command:'));
    }),
  );
});
