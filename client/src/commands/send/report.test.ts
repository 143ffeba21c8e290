// Tests of reports.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ReportBuilder } from './report.ts';

test('links stand where their text is', () => {
  const target = { kind: 'page', url: 'https://example.org/' } as const;
  const { text, links } = new ReportBuilder()
    .line('See ', { text: 'there', target }, '.')
    .heading('Für alle')
    .table([
      ['From', 'ann'],
      ['Bcc', ''],
      ['Subject', { text: 'x', target }],
    ]).report;
  assert.equal(text, 'See there.\n\nFür alle\n────────\n  From     ann\n  Subject  x\n');
  const lines = text.split('\n');
  assert.deepEqual(
    links.map(({ line, from, to }) => lines[line]?.slice(from, to)),
    ['there', 'x'],
  );
});
