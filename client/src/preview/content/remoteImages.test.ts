// Remote images: hosts, numbers, and those that only report who reads.
import assert from 'node:assert/strict';
import test from 'node:test';

import { isUnseen, likelyTracks, remoteHosts } from './remoteImages.ts';

test('hosts with trackers come first', () => {
  const hosts = remoteHosts([
    { url: 'https://cdn.example/a.png', unseen: false },
    { url: 'https://cdn.example/b.png', unseen: false },
    { url: '//pixel.example/o.gif', unseen: true },
    { url: 'https://u1.ct.sendgrid.net/wf/open', unseen: false },
    { url: 'logo.png', unseen: false },
  ]);
  assert.deepEqual(
    hosts.map(({ host, count, unseen, tracker }) => [host, count, unseen, tracker]),
    [
      ['pixel.example', 1, 1, undefined],
      ['u1.ct.sendgrid.net', 1, 0, 'SendGrid'],
      ['cdn.example', 2, 0, undefined],
    ],
  );
  assert.deepEqual(hosts.map(likelyTracks), [true, true, false]);
});

const sizes: readonly [width: string, height: string, style: string, unseen: boolean][] = [
  ['1', '1', '', true],
  ['600', '', '', false],
  ['', '', 'width:1px;height:1px', true],
  ['', '', 'display: none', true],
  ['', '', 'width:100px;height:12px', false],
  ['0px', '', '', true],
  ['', '', 'max-height:1px !important', true],
];
for (const [width, height, style, unseen] of sizes) {
  test(`${width} by ${height} ${style}: ${unseen ? 'nobody sees it' : 'is seen'}`, () => {
    assert.equal(isUnseen(width, height, style), unseen);
  });
}
