// Tests of the server that waits for the browser: what others send it changes nothing.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';

import { startRedirectServer } from './redirectServer.ts';

test('request targets that are no paths are not found, and the answer still comes', async () => {
  const never = { signal: new AbortController().signal };
  await using server = await startRedirectServer('s', 'Done', never);
  const port = Number(new URL(server.address).port);
  for (const target of [':99999/', '@elsewhere/?state=s', '*', 'http://[/', '//[?state=x']) {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 40[04] /, target);
    socket.destroy();
  }
  assert.equal(await (await fetch(`${server.address}?state=s&code=1`)).text(), 'Done');
  assert.equal((await server.answer).searchParams.get('code'), '1');
});
