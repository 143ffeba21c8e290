// Messages of an IMAP account on a real Dovecot: octets, parts, conversations.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { ImapOptions } from '../../client/src/mail/imap/imapConnection.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, message, never } from './imapSettings.ts';
import { filled, byDate, octets, firstOf } from './imapMailbox.ts';

let servers: MailServers;
before(async () => {
  servers = await startMailServers();
});
after(() => servers.stop());

function open(chosen: Partial<ImapOptions> = {}): ImapStore {
  return new ImapStore(aliceAt(servers, chosen));
}

test('a message is read byte by byte, whole and in ranges, and stays unseen', async () => {
  await using store = open();
  const folder = await filled(store, 'Read');
  const sent = Buffer.concat([
    message('Large'),
    Buffer.from('0123456789abcdef\r\n'.repeat(80_000)),
    Buffer.from([0x80, 0xff, 0x0d, 0x0a]),
  ]);
  await store.append(folder, sent, [], never);
  const id = await firstOf(store, folder);
  assert.ok((await octets(store.read(id, undefined, never))).equals(sent));
  const range = { from: 600_000, to: 600_100 };
  assert.ok((await octets(store.read(id, range, never))).equals(sent.subarray(600_000, 600_100)));
  const { envelopes } = await store.list(folder, byDate, never);
  assert.deepEqual(
    [...(envelopes[0]?.flags ?? [])].filter((flag) => flag === '\\Seen'),
    [],
  );
  assert.equal(envelopes[0]?.size, sent.length);
});

test('the outline and one part are read alone', async () => {
  await using store = open();
  const folder = await filled(store, 'Parts');
  const header = 'From: a@example.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n';
  const body =
    '--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pdf\r\n' +
    'Content-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--b--\r\n';
  await store.append(folder, Buffer.from(header + body), [], never);
  const id = await firstOf(store, folder);
  const outline = await store.outline(id, never);
  assert.equal(Buffer.from(outline.header).toString(), header);
  assert.deepEqual(
    outline.parts.map(({ section, type, name, encoding }) => [section, type, name, encoding]),
    [
      ['1', 'text/plain', undefined, '7bit'],
      ['2', 'application/pdf', 'plan.pdf', 'base64'],
    ],
  );
  assert.equal((await octets(store.readPart(id, '2', undefined, never))).toString(), 'QUJD');
  assert.equal((await octets(store.readPart(id, '1', undefined, never))).toString(), 'Hello');
  assert.match(
    (await octets(store.readPart(id, 'HEADER', undefined, never))).toString(),
    /^From: .*\r\n\r\n$/s,
  );
});

test('the messages of a conversation are found by the threads of the server', async () => {
  await using store = open();
  const folder = await filled(store, 'Threads');
  const id = (name: string): string => `<${name}@example.test>`;
  await store.append(folder, message('Plan', { 'Message-ID': id('1') }), [], never);
  await store.append(folder, message('Other', { 'Message-ID': id('2') }), [], never);
  const answer = { 'Message-ID': id('3'), 'In-Reply-To': id('1'), References: id('1') };
  await store.append(folder, message('Re: Plan', answer), [], never);
  const next = { 'Message-ID': id('4'), References: `${id('1')} ${id('3')}` };
  await store.append(folder, message('Re: Re: Plan', next), [], never);
  const found = await store.conversation(await firstOf(store, folder), never);
  assert.deepEqual(
    found.map(({ subject }) => subject),
    ['Plan', 'Re: Plan', 'Re: Re: Plan'],
  );
});
