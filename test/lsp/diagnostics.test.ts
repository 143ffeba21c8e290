// Diagnostics over the protocol: pulled with result ids, or pushed; converted, linked, cut.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import type { Diagnostic } from 'vscode-languageserver-protocol/node';

import { brief, everything, textOf, withClient } from './client.ts';
import { WEEKDAY, WEEKDAY_RULE, WRONG_WEEKDAY } from './messages.ts';

const isWeekday = ({ code }: Diagnostic): boolean => code === WEEKDAY_RULE;

const pushed = { ...everything, textDocument: { ...everything.textDocument } };
delete pushed.textDocument.diagnostic;

test(
  'a finding has its place, its severity, its rule and the page of the rule',
  withClient({ settings: { rules: { [WEEKDAY_RULE]: 'error' } } }, async (client) => {
    const diagnostics = await client.diagnostics(await client.open('a.eml', WRONG_WEEKDAY));
    const diagnostic = diagnostics.find(({ code }) => code === WEEKDAY_RULE);
    assert.ok(diagnostic);
    assert.equal(brief(diagnostic), WEEKDAY);
    assert.equal(diagnostic.severity, 1);
    assert.equal(diagnostic.source, 'mail-workbench');
    assert.equal(textOf(diagnostic.message), '6 December 2024 is a Friday');
    assert.match(
      diagnostic.codeDescription?.href ?? '',
      /^https:.*\/docs\/rules\/message\/date-weekday-mismatch\.md$/,
    );
  }),
);

test(
  'a pull answers "unchanged" until the text or the configuration changes',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const first = await client.pull(uri);
    assert.equal(first.kind, 'full');
    assert.deepEqual(await client.pull(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });

    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 9 } };
    await client.change(uri, 2, [{ range, text: 'Fri' }]);
    const second = await client.pull(uri, first.resultId);
    assert.ok(second.kind === 'full');
    assert.ok(!second.items.some(({ code }) => code === WEEKDAY_RULE));

    client.settings = { rules: { 'message/missing-from': 'warning' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.equal((await client.pull(uri, second.resultId)).kind, 'full');
  }),
);

test(
  'a document that was closed and opened again is not taken for the old one',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const { resultId } = await client.pull(uri);
    await client.close(uri);
    assert.deepEqual(await client.pull(uri, resultId), { kind: 'full', items: [] });
    await client.open('a.eml', WRONG_WEEKDAY.replace('Wed', 'Fri'));
    assert.equal((await client.pull(uri, resultId)).kind, 'full');
  }),
);

test(
  'a client that does not pull is told, and again after an edit',
  withClient({ capabilities: pushed }, async (client) => {
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const told = (version: number, findings: readonly string[]) => (): boolean => {
      const last = client.published.get(uri);
      return (
        last?.version === version && last.diagnostics.filter(isWeekday).map(brief).join() === findings.join()
      );
    };
    await client.until(told(1, [WEEKDAY]), 'the first diagnostics');
    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 9 } };
    await client.change(uri, 2, [{ range, text: 'Fri' }]);
    await client.until(told(2, []), 'no diagnostics after the edit');
    await client.change(uri, 3, [{ range, text: 'Mon' }]);
    await client.until(told(3, [WEEKDAY]), 'diagnostics again');
    await client.close(uri);
    await client.until(() => client.published.get(uri)?.diagnostics.length === 0, 'none after closing');
  }),
);

test(
  'other places that explain a finding are related information',
  withClient({}, async (client) => {
    const text = WRONG_WEEKDAY.replace('Wed', 'Fri').replace('Subject:', 'To: x@example.org\nSubject:');
    const uri = await client.open('a.eml', text);
    const diagnostics = await client.diagnostics(uri);
    const diagnostic = diagnostics.find(({ code }) => code === 'message/duplicate-field');
    assert.deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
      [[uri, 1]],
    );
  }),
);

test(
  'a thousand diagnostics at most, errors first, and one that says how many are left out',
  withClient(
    { settings: { rules: { 'message/duplicate-field': 'warning', [WEEKDAY_RULE]: 'error' } } },
    async (client) => {
      const many = 'To: x@example.org\n'.repeat(1500);
      const diagnostics = await client.diagnostics(await client.open('a.eml', many + WRONG_WEEKDAY));
      assert.equal(diagnostics.length, 1000);
      assert.match(textOf(diagnostics[0]?.message), /^5\d\d more problems/);
      assert.ok(diagnostics.some(isWeekday), 'an error at the end of the message');
    },
  ),
);

test(
  'octets that the text no longer shows are read from the file when it is opened and saved',
  withClient({ files: { 'mixed.eml': WRONG_WEEKDAY.replace('\nTo', '\r\nTo') } }, async (client) => {
    const rules = async (): Promise<unknown[]> => (await client.diagnostics(uri)).map(({ code }) => code);
    const uri = await client.open('mixed.eml', WRONG_WEEKDAY);
    assert.ok((await rules()).includes('message/bare-lf'), 'when opened');

    const start = { line: 2, character: 9 };
    await client.change(uri, 2, [{ range: { start, end: start }, text: ' ' }]);
    assert.ok(!(await rules()).includes('message/bare-lf'), 'the octets are no longer those of the text');

    await client.change(uri, 3, [{ range: { start, end: { ...start, character: 10 } }, text: '' }]);
    await writeFile(path.join(client.folder, 'mixed.eml'), WRONG_WEEKDAY);
    await client.save(uri);
    await client.until(() => client.refreshes > 0, 'a refresh');
    assert.ok(!(await rules()).includes('message/bare-lf'), 'when saved');
  }),
);

test(
  'octets of a file that is not what the editor shows are left alone',
  withClient({ files: { 'old.eml': 'A: b\r\nC: d\n\nother text\n' } }, async (client) => {
    const uri = await client.open('old.eml', WRONG_WEEKDAY);
    assert.deepEqual(await client.findings(uri, 'message/bare-lf'), []);
  }),
);
