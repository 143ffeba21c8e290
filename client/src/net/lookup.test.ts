// Answers of a name server of the test, and what becomes of its faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startDnsServer } from '../../../test/servers/dnsServer.ts';
import type { Zone } from '../../../test/servers/dnsServer.ts';
import { nodeLookup } from './lookup.ts';

const long = 'x'.repeat(700);
const records: Readonly<Record<string, ReturnType<Zone>>> = {
  'TXT a.example': ['v=spf1 -all', long],
  'MX a.example': ['10 mx.a.example'],
  'A a.example': ['192.0.2.1'],
  'TXT empty.example': [],
  'TXT broken.example': 'fault',
  'TXT silent.example': 'silence',
};

test('answers, no answers, and why', async (context) => {
  const server = await startDnsServer((name, kind) => records[`${kind} ${name}`] ?? 'none');
  context.after(server.stop);
  const lookup = nodeLookup({ servers: [server.address], timeout: 100 });
  // Longer than a datagram: it is asked for again over TCP.
  assert.deepEqual(await lookup('a.example', 'TXT'), { ok: true, records: ['v=spf1 -all', long] });
  assert.deepEqual(await lookup('a.example', 'MX'), { ok: true, records: ['10 mx.a.example'] });
  assert.deepEqual(await lookup('a.example', 'A'), { ok: true, records: ['192.0.2.1'] });
  const faults = ['none.example', 'empty.example', 'broken.example', 'silent.example', 'no name'].map(
    async (name) => {
      const answer = await lookup(name, 'TXT');
      return answer.ok ? 'ok' : answer.fault;
    },
  );
  assert.deepEqual(await Promise.all(faults), ['missing', 'missing', 'failed', 'timeout', 'failed']);
});

test('a cancelled question rejects', async (context) => {
  const server = await startDnsServer(() => 'silence');
  context.after(server.stop);
  const cancel = new AbortController();
  const lookup = nodeLookup({ servers: [server.address], cancel });
  const asked = lookup('a.example', 'TXT');
  setTimeout(() => cancel.abort(), 20);
  await assert.rejects(asked, { name: 'AbortError' });
});
