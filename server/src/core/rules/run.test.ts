// A run that stops between pieces and subjects goes on where it stopped, and finds what one run finds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailService, textSnapshot } from '../index.ts';
import type { Finding, OpenMail } from '../index.ts';

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed: ${String(error)}`);
  },
});
const config = service.configure({ profile: 'strict' });
const mail = [
  'From: a@example.com\nSubject: Hello {{name}}\nContent-Type: multipart/mixed; boundary=b\n\n',
  '--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n',
  'Dear {{name}}, =zz <img src=3D"cid:a@b"> =C3=\n'.repeat(1500),
  '\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n',
  `${'QUJD'.repeat(19)}\nQU!JD=\n`.repeat(1000),
  '\n--b--\n',
].join('');

/** Runs in slices of one step; gives up after `limit` of them. */
function inSlices(open: OpenMail, limit = Infinity): { found: readonly Finding[]; slices: number } {
  for (let slices = 1; ; slices++) {
    const slice = { over: false };
    const found = open.findings(config, () => (slice.over = true));
    if (!slice.over || slices === limit) return { found, slices };
  }
}

test('findings in slices are those of one run', () => {
  const open = service.open({ snapshot: textSnapshot(mail, 0, 4000) });
  const { found, slices } = inSlices(open);
  assert.ok(slices > 50, String(slices));
  assert.deepEqual(found, service.open({ snapshot: textSnapshot(mail) }).findings(config));
  assert.deepEqual(inSlices(open).found, found);
});

test('a newer text in the middle of a run', () => {
  const first = textSnapshot(mail, 0, 4000);
  const open = service.open({ snapshot: first });
  inSlices(open, 30);
  const edit = { from: mail.indexOf('QUJD'), to: mail.indexOf('QUJD') + 1, insert: '{{' };
  const second = first.edited([edit], 1);
  open.update({ snapshot: second });
  const text = second.slice(0, second.length);
  assert.deepEqual(inSlices(open).found, service.open({ snapshot: textSnapshot(text) }).findings(config));
});
