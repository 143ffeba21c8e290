// Tests of which sentences are found for a translation.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { faults } from '../../client/src/mail/faults.ts';
import { repositoryRoot } from '../lib/repository.ts';
import { l10nBundle, sentencesIn } from './l10nBundle.ts';

test('what is given to l10n.t is found: one text, two, parts of one', () => {
  const source = `
    l10n.t('Open');
    vscode.l10n.t(count === 1 ? '1 message' : '{0} messages', count);
    l10n.t('A long one, ' + 'in two lines.');
    say('Nobody translates this {0}.');
  `;
  assert.deepEqual(sentencesIn('client/src/commands/open.ts', source), [
    'Open',
    '1 message',
    '{0} messages',
    'A long one, in two lines.',
  ]);
});

test('tables that know nothing of VS Code are read where their sentences stand', () => {
  const table = `
    const rows = { gone: { number: 1, sentence: 'It is gone.' }, busy: { sentence: '{0} is busy.' } };
    problem('There is no word {0}.', token);
    const other = 'its server';
  `;
  assert.deepEqual(sentencesIn('client/src/mail/faults.ts', table), [
    'It is gone.',
    '{0} is busy.',
    'There is no word {0}.',
  ]);
});

test('a call whose words cannot be found is refused', () => {
  assert.throws(() => sentencesIn('client/src/commands/open.ts', 'l10n.t(words)'), /l10n\.t\(words\)/);
  assert.deepEqual(sentencesIn('client/src/commands/open.ts', 'l10n.t(faults[code].sentence)'), []);
});

test('the sentence of every fault is among them', () => {
  const bundle = JSON.parse(l10nBundle(repositoryRoot)) as Readonly<Record<string, string>>;
  const missing = Object.values(faults).filter(({ sentence }) => !(sentence in bundle));
  assert.deepEqual(missing, []);
});
