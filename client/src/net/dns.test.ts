// Questions to a name server of the test, on loopback.

import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { test } from 'node:test';

import { nodeDns } from './dns.ts';

const cancel = { signal: new AbortController().signal };

/** A name in the wire form of RFC 1035. */
function wireName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.of(0),
  ]);
}

function srv(priority: number, weight: number, port: number, target: string): Buffer {
  const fixed = Buffer.alloc(6);
  [priority, weight, port].forEach((value, index) => fixed.writeUInt16BE(value, index * 2));
  return Buffer.concat([fixed, wireName(target)]);
}

function mx(preference: number, host: string): Buffer {
  const fixed = Buffer.alloc(2);
  fixed.writeUInt16BE(preference);
  return Buffer.concat([fixed, wireName(host)]);
}

/** Answers by name; a name that is not there gets NXDOMAIN, and `undefined` no answer at all. */
async function withNameServer(
  records: Readonly<Record<string, readonly Buffer[] | undefined>>,
  use: (server: string) => Promise<void>,
): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port }) => {
    const end = question.indexOf(0, 12) + 5;
    const labels: string[] = [];
    for (let at = 12; question[at] !== 0; at += (question[at] ?? 0) + 1) {
      labels.push(question.subarray(at + 1, at + 1 + (question[at] ?? 0)).toString());
    }
    const name = labels.join('.');
    if (name in records && records[name] === undefined) return;
    const found = records[name] ?? [];
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(name in records ? 0x8180 : 0x8183, 2);
    header.writeUInt16BE(found.length, 6);
    header.writeUInt32BE(0, 8);
    const answers = found.map((data) => {
      const fixed = Buffer.alloc(12);
      // A pointer to the name of the question, its type, IN, a minute.
      fixed.writeUInt16BE(0xc00c, 0);
      question.copy(fixed, 2, end - 4, end);
      fixed.writeUInt32BE(60, 6);
      fixed.writeUInt16BE(data.length, 10);
      return Buffer.concat([fixed, data]);
    });
    socket.send(Buffer.concat([header, question.subarray(12, end), ...answers]), port, '127.0.0.1');
  });
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  await use(`127.0.0.1:${socket.address().port}`).finally(() => socket.close());
}

test('SRV and MX records are read, exchangers by preference', async () => {
  const records = {
    '_imaps._tcp.example.org': [srv(10, 5, 993, 'imap.example.org')],
    '_pop3s._tcp.example.org': [srv(0, 0, 0, '')],
    'example.org': [mx(20, 'backup.example.org'), mx(10, 'mail.example.org')],
  };
  await withNameServer(records, async (server) => {
    const dns = nodeDns([server]);
    assert.deepEqual(await dns.srv('_imaps._tcp.example.org', cancel), [
      { name: 'imap.example.org', port: 993, priority: 10, weight: 5 },
    ]);
    // RFC 2782: a target of `.` means that the service is decidedly not there.
    assert.equal((await dns.srv('_pop3s._tcp.example.org', cancel))[0]?.name, '');
    assert.deepEqual(await dns.mx('example.org', cancel), ['mail.example.org', 'backup.example.org']);
    assert.deepEqual(await dns.srv('_imap._tcp.example.org', cancel), []);
  });
});

test('a name server that does not answer is given up as soon as the user wants', async () => {
  await withNameServer({ 'silent.example.org': undefined }, async (server) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    await assert.rejects(nodeDns([server]).srv('silent.example.org', stop), { name: 'AbortError' });
  });
});
