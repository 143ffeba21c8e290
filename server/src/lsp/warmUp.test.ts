// Tests of when the server goes through its own small documents.

import assert from 'node:assert/strict';
import test from 'node:test';
import { createMailService } from '../core/index.ts';
import { warmUp } from './warmUp.ts';

test('nothing is gone through while messages come', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const service = createMailService({ ruleFailed: () => undefined });
  const opened = t.mock.method(service, 'open', service.open.bind(service));
  let used = 0;
  warmUp({ service, now: () => 0, used: () => used, placed: () => undefined });
  for (; used < 10; used++) t.mock.timers.tick(400);
  assert.equal(opened.mock.callCount(), 0);
  t.mock.timers.tick(400);
  t.mock.timers.tick(400);
  assert.equal(opened.mock.callCount(), 1);
  used++;
  t.mock.timers.tick(20);
  assert.equal(opened.mock.callCount(), 1);
});

test('the small documents are sessions of all protocols and a message', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const service = createMailService({ ruleFailed: () => undefined });
  const protocols = new Set<string | undefined>();
  const open = service.open.bind(service);
  t.mock.method(service, 'open', (source: Parameters<typeof open>[0]) => {
    const mail = open(source);
    protocols.add(mail.sessions()?.protocol);
    return mail;
  });
  warmUp({ service, now: () => 0, used: () => 0, placed: () => undefined });
  for (let tick = 0; tick < 60; tick++) t.mock.timers.tick(400);
  assert.deepEqual([...protocols], ['smtp', 'imap', 'pop3', undefined]);
});
