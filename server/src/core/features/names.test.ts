// Tests of names and their places, of rename and linked editing, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unmark } from '../testing/marks.ts';
import { applyEdits } from '../text/edits.ts';
import { fixtures } from '../testing/fixture.ts';
import { nameAt } from './names.ts';
import { linkedRanges, renamable, rename } from './rename.ts';

/** Expects the places of the name at `│` to be those in `«»`: definitions first, then uses. */
function check(message: string, definitions: number): void {
  const { ranges } = unmark(message.replace('│', ''));
  for (const { document, cursor, toHost, context } of fixtures(message.replace(/[«»]/g, ''))) {
    const found = nameAt(document, cursor);
    assert.ok(found, context);
    const expected = ranges.map(({ from, to }) => ({ from: toHost(from), to: toHost(to - 1) + 1 }));
    assert.deepEqual([...found.definitions, ...found.uses], expected, context);
    assert.equal(found.definitions.length, definitions, context);
    assert.ok(expected.some(({ from, to }) => found.at.from === from && found.at.to === to));
  }
}

function checkRename(message: string, name: string, expected: string | { problem: RegExp }): void {
  for (const { document, cursor, host, extract, context } of fixtures(message)) {
    const result = rename(document, cursor, name);
    if (typeof expected === 'string') {
      assert.ok('edits' in result, context);
      assert.equal(extract(applyEdits(host, result.edits)), expected, context);
    } else {
      assert.match('problem' in result ? result.problem : '', expected.problem, context);
    }
  }
}

const multipart = 'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\na\n--x--\n';

test('a boundary, from its parameter and from a delimiter line', () => {
  check('Content-Type: multipart/mixed; boundary="«x│»"\n\n--«x»\n\na\n--«x»--\n', 1);
  check('Content-Type: multipart/mixed; boundary=«x»\n\n--«x»\n\na\n--«│x»--\n', 1);
});

test('only the multipart the boundary belongs to', () => {
  check(
    'Content-Type: multipart/mixed; boundary=«x»\n\n--«│x»\nContent-Type: multipart/mixed; boundary=xx\n\n--xx\n\n--xx--\n--«x»--\n',
    1,
  );
});

test('identifiers of parts and messages', () => {
  check(
    'Content-Type: multipart/related; boundary=x\n\n--x\nContent-ID: <«p.1@│h»>\n\n--x\nContent-Type: text/html\n\n<img src="cid:«p.1@h»"> cid:p.1@h.other\n--x--\n',
    1,
  );
  check('Message-ID: <«a@b»>\nReferences: <c@d> <«a│@b»>\n\n', 1);
  check('Content-Type: text/html\n\n<a href="cid:«no@p│art»">\n', 0);
});

test('rename changes the parameter and all delimiter lines', () => {
  checkRename(
    multipart.replace('--x\n', '--│x\n'),
    'new',
    multipart.replaceAll('x"', 'new"').replaceAll('--x', '--new'),
  );
  checkRename(
    'Content-Type: multipart/mixed; boundary=│x\n\n--x\n\n--x--\n',
    'a b',
    'Content-Type: multipart/mixed; boundary="a b"\n\n--a b\n\n--a b--\n',
  );
});

test('a name that cannot be is refused with a reason', () => {
  const here = multipart.replace('--x\n', '--│x\n');
  checkRename(here, '', { problem: /at least one/ });
  checkRename(here, 'a"', { problem: /letters/ });
  checkRename(here, 'a ', { problem: /letters/ });
  checkRename(here, 'a'.repeat(71), { problem: /at most 70/ });
  checkRename(here.replace('\na\n', '\n--taken line\n'), 'taken', { problem: /already starts/ });
  checkRename(`Sub│ject: a\n\n`, 'b', { problem: /no boundary/ });
});

test('linked editing where typing can be repeated as it is', () => {
  const [file, data, literal] = fixtures(multipart.replace('--x\n', '--│x\n'));
  assert.ok(file && data && literal);
  for (const { document, cursor, host } of [file, data]) {
    assert.equal(renamable(document, cursor)?.name, 'x');
    assert.deepEqual(
      linkedRanges(document, cursor)?.map(({ from, to }) => host.slice(from, to)),
      ['x', 'x', 'x'],
    );
  }
  assert.equal(linkedRanges(literal.document, literal.cursor), undefined);
});
