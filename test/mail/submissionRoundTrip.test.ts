// Octets that are sent are octets that arrive: by SMTP through Exim into Dovecot, and back by IMAP and by POP3.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { ImapStore } from '../../client/src/mail/imap/imapStore.ts';
import type { MailStore, MessageId } from '../../client/src/mail/mailStore.ts';
import { outgoingOctets } from '../../client/src/mail/submission/octets.ts';
import { NEVER, textOf } from '../../client/src/mail/testing/reading.ts';
import { startMailServers } from '../servers/mailServers.ts';
import type { MailServers } from '../servers/mailServers.ts';
import { aliceAt, until } from './imapSettings.ts';
import { pop3At } from './pop3Settings.ts';
import { sendAt, shown } from './submissionSettings.ts';

const COUNT = 200;
/** At least so many of the samples can travel. */
const SAMPLES = 5;
/** Sessions at once. */
const ABREAST = 8;

let servers: MailServers;
let sent: readonly string[];
before(async () => {
  servers = await startMailServers();
  sent = messages();
  const queue = [...sent.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, text] = next;
      const octets = Buffer.from(text, 'latin1');
      const outcome = await sendAt(servers, { port: 'smtp', who: null, to: [`alice+${index}`], octets });
      assert.equal(shown(outcome), 'sent; accepted', `${outcome.session}\n${text.slice(0, 500)}`);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  const folder = servers.maildir('alice');
  const arrived = (): number => readdirSync(path.join(folder, 'new')).length;
  await until('all have arrived', () => arrived() >= sent.length, 30_000);
});
after(() => servers.stop());

/** Messages of the corpora where they are, evenly taken; else the samples. Latin-1, as they are sent. */
function messages(): readonly string[] {
  const root = path.join(import.meta.dirname, '../..');
  const corpora = path.join(root, '../shared/corpora/eml');
  const folder = existsSync(corpora) ? corpora : path.join(root, 'samples/eml');
  const usable = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => outgoingOctets(readFileSync(path.join(folder, name))))
    .map((octets) => Buffer.from(octets).toString('latin1'))
    .filter(canTravel);
  const step = Math.max(1, usable.length / COUNT);
  return Array.from(
    { length: Math.min(COUNT, usable.length) },
    (_, index) => usable[Math.floor(index * step)] ?? '',
  );
}

/** What SMTP carries as it is, and Exim takes for a header and a body. */
function canTravel(text: string): boolean {
  const [header = ''] = text.split('\r\n\r\n', 1);
  const fields = header.split(/\r\n(?![ \t])/);
  return (
    header.length < text.length &&
    text.length < 1_000_000 &&
    fields.every((field) => /^[\x21-\x39\x3b-\x7e]+[ \t]*:/.test(field)) &&
    fields.filter((field) => /^Received:/i.test(field)).length < 20 &&
    !/\0|[^\r\n]{999}/.test(text)
  );
}

/** Without what each server writes into the header on the way (RFC 5321 4.4, and Delivered-To, Envelope-to). */
function withoutTrace(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  const fields = text.slice(0, end).split(/\r\n(?![ \t])/);
  return `${fields.filter((field) => !TRACE.test(field)).join('\r\n')}${text.slice(end)}`;
}

const TRACE = /^(?:Return-Path|Received|Delivered-To|Envelope-to|Delivery-date)[ \t]*:/i;

async function everything(store: MailStore): Promise<ReadonlyMap<number, string>> {
  const ids: MessageId[] = [];
  let after: string | undefined;
  do {
    const listing = { sort: 'date', size: 100, ...(after === undefined ? {} : { after }) } as const;
    const page = await store.list('INBOX', listing, NEVER);
    ids.push(...page.envelopes.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  const found = new Map<number, string>();
  for (const id of ids) {
    const text = await textOf(store, id);
    found.set(Number(/^Envelope-to: alice\+(\d+)@/m.exec(text)?.[1]), text);
  }
  assert.equal(found.size, ids.length, 'each came once');
  return found;
}

for (const [protocol, open] of [
  ['IMAP', () => Promise.resolve(new ImapStore(aliceAt(servers)))],
  ['POP3', () => pop3At(servers.ports.pop3s, { security: { security: 'tls', caFile: servers.ca } })],
] as const) {
  test(`every message comes back by ${protocol} as it was sent`, async () => {
    await using store = await open();
    const back = await everything(store);
    assert.equal(back.size, sent.length);
    assert.ok(sent.length >= Math.min(COUNT, SAMPLES));
    for (const [index, text] of sent.entries()) {
      const whole = text.endsWith('\r\n') ? text : `${text}\r\n`;
      assert.equal(withoutTrace(back.get(index) ?? ''), withoutTrace(whole));
    }
  });
}
