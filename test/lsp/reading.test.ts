// How a transcript is read: blocks in other documents, the notation one chooses, two raw logs as one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, everything, withClient } from './client.ts';
import type { Client } from './client.ts';

const SMTP =
  'S: 220 mx.example.com ESMTP\nC: EHLO me.example.org\nS: 250 mx.example.com\nC: MAIL FROM: <a@b.example>\n';
const FINDING = 'smtp/path-syntax@3:13-3:14';

function ask<R>({ connection }: Client, method: string, params: object): Promise<R> {
  return connection.sendRequest(`mailWorkbench/${method}`, params);
}

async function findings(client: Client, uri: string, blocks: readonly object[]): Promise<string[][]> {
  const found = await ask<Parameters<typeof brief>[0][][]>(client, 'checkBlocks', { uri, blocks });
  return found.map((each) => each.map(brief));
}

test(
  'blocks of other documents are checked, each by itself',
  withClient({}, async (client) => {
    const uri = client.uri('notes.md');
    const blocks = [
      { language: 'smtp', text: SMTP },
      { language: 'pop3', text: 'S: +OK ready\nC: STAT\nS: -ERR no\n' },
      { language: 'mail-session', text: SMTP },
      { language: 'imap', text: 'C: a1 NOOP\nS: a1 OK\n' },
      { language: 'eml', text: 'From: a@b.example\nDate: Wed, 06 Dec 2024 10:30:00 +0100\n\nx\n' },
    ];
    const [smtp, pop3, session, imap, eml] = await findings(client, uri, blocks);
    assert.ok(smtp?.includes(FINDING), String(smtp));
    assert.ok(
      pop3?.some((each) => each.startsWith('pop3/')),
      String(pop3),
    );
    assert.ok(session?.includes(FINDING), String(session));
    assert.deepEqual(
      imap?.filter((each) => !each.startsWith('imap/')),
      [],
    );
    assert.deepEqual(eml, ['message/date-weekday-mismatch@1:6-1:9']);
  }),
);

test(
  'what is found in a block can be fixed there',
  withClient({}, async (client) => {
    const fixes = (block: object, line: number, character: number): Promise<unknown> => {
      const at = { line, character };
      return ask(client, 'fixBlock', { uri: client.uri('notes.md'), block, range: { start: at, end: at } });
    };
    const [fix] = (await fixes({ language: 'smtp', text: SMTP }, 3, 13)) as {
      readonly edits: unknown;
      readonly safe: boolean;
      readonly diagnostic: Parameters<typeof brief>[0];
    }[];
    assert.deepEqual(fix?.edits, [
      { range: { start: { line: 3, character: 13 }, end: { line: 3, character: 14 } }, newText: '' },
    ]);
    assert.equal(brief(fix.diagnostic), FINDING);
    assert.equal(fix.safe, true);
    // What a message lacks is nothing to be fixed in an excerpt.
    assert.deepEqual(await fixes({ language: 'eml', text: 'From: a@b.example\n\nx\n' }, 0, 1), []);
  }),
);

test(
  'settings and configuration files of the document count for its blocks',
  withClient(
    {
      settings: { rules: { 'message/date-weekday-mismatch': 'off' } },
      files: { 'sub/.mailworkbench.json': '{"rules": {"smtp/path-syntax": "off"}}' },
    },
    async (client) => {
      const blocks = [
        { language: 'smtp', text: SMTP },
        { language: 'eml', text: 'From: a@b.example\nDate: Wed, 06 Dec 2024 10:30:00 +0100\n\nx\n' },
      ];
      const rules = async (name: string): Promise<string> =>
        (await findings(client, client.uri(name), blocks)).flat().join();
      assert.match(await rules('a.md'), /smtp\/path-syntax/);
      assert.doesNotMatch(await rules('a.md'), /date-weekday/);
      assert.doesNotMatch(await rules('sub/a.md'), /smtp\/path-syntax/);
      client.settings = { rules: { 'smtp/path-syntax': 'off' } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.doesNotMatch(await rules('a.md'), /smtp\/path-syntax/);
      assert.match(await rules('a.md'), /date-weekday/);
    },
  ),
);

const angle = { notation: 'angle', title: '> and <', sessions: 1 };
const ANGLES = '> EHLO me.example.org\n< 250 mx.example.com\n> MAIL FROM: <a@b.example>\n';

interface Notations {
  readonly notations: readonly { readonly id: string; readonly title: string }[];
  readonly found: object;
  readonly chosen: object;
}

test(
  'the notation one chooses is kept until one lets it be found again',
  withClient({ capabilities: everything }, async (client) => {
    const uri = client.uri('a.log');
    const textDocument = { uri, languageId: 'mail-session', version: 1, text: ANGLES };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const choose = (reading: object): Promise<unknown> => ask(client, 'chooseReading', { uri, reading });
    const before = await ask<Notations>(client, 'notations', { uri });
    assert.ok(before.notations.length > 20);
    assert.deepEqual([before.found, before.chosen], [{ notation: 'angle', protocol: 'smtp' }, {}]);

    const chosen = { notation: 'bare' };
    const bare = { protocol: null, notation: 'bare', title: 'No marks', sessions: 0, chosen };
    assert.deepEqual(await choose(chosen), bare);
    assert.equal(client.refreshes, 1);
    const after = await ask<Notations>(client, 'notations', { uri });
    assert.deepEqual([after.found, after.chosen], [before.found, chosen]);

    const other = { notation: 'swaks' };
    const swaks = { protocol: null, notation: 'swaks', title: 'swaks', sessions: 0, chosen: other };
    assert.deepEqual(await choose(other), swaks);
    await choose(chosen);

    await client.close(uri);
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.deepEqual(await ask(client, 'sessionInfo', { uri }), bare);
    assert.deepEqual(await choose({}), { protocol: 'smtp', ...angle });
  }),
);

test(
  'so is the protocol; what there is not is no choice',
  withClient({}, async (client) => {
    const uri = client.uri('a.log');
    const textDocument = { uri, languageId: 'mail-session', version: 1, text: ANGLES };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const choose = (reading: object): Promise<unknown> => ask(client, 'chooseReading', { uri, reading });
    const chosen = { protocol: 'lmtp' };
    assert.deepEqual(await choose(chosen), { protocol: 'lmtp', ...angle, chosen });
    assert.deepEqual(await choose({ notation: 'nothing', protocol: 'ftp' }), { protocol: 'smtp', ...angle });
    assert.equal(await ask(client, 'chooseReading', { uri: client.uri('none'), reading: chosen }), null);
  }),
);

test(
  'LMTP is found where the language is that of SMTP; a choice of SMTP counts more',
  withClient({}, async (client) => {
    const uri = client.uri('a.smtp');
    const text = 'S: 220 mx LMTP\nC: LHLO me.example\nS: 250 mx\nC: MAIL FROM:<a@b.example>\nS: 250 ok\n';
    const textDocument = { uri, languageId: 'smtp', version: 1, text };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const protocol = async (): Promise<unknown> =>
      (await ask<{ protocol: unknown }>(client, 'sessionInfo', { uri })).protocol;
    assert.equal(await protocol(), 'lmtp');
    assert.deepEqual((await client.findings(uri, 'smtp/unknown-command')).concat(), []);
    await ask(client, 'chooseReading', { uri, reading: { protocol: 'smtp' } });
    assert.equal(await protocol(), 'smtp');
    await client.change(uri, 2, [{ text: 'C: EH' }]);
    await ask(client, 'chooseReading', { uri, reading: {} });
    assert.equal(await protocol(), 'smtp');
  }),
);

test(
  'a document that quotes a dialogue is told from a log of one',
  withClient({}, async (client) => {
    const detect = (text: string): Promise<unknown> => ask(client, 'detectSession', { text });
    assert.equal(await detect(SMTP), 'smtp');
    const prose = 'A server that gets this command looks\nat the name behind it, and answers.\n\n';
    const document = prose.repeat(8) + SMTP + prose;
    assert.equal(await detect(document), null);
    // Whoever asks for it has seen that there is one.
    assert.equal(await ask(client, 'detectSession', { text: document, wanted: true }), 'smtp');
    assert.equal(await ask(client, 'detectSession', { text: prose.repeat(8), wanted: true }), null);
  }),
);

test(
  'two raw logs become one session',
  withClient({}, async (client) => {
    const logs = {
      client: '1795218221.000002 QUIT\r\n',
      server: '1795218221.000001 220 mx ESMTP\r\n1795218221.000003 221 bye\r\n',
    };
    assert.deepEqual(await ask(client, 'joinRawLogs', logs), {
      text: '# Joined from two raw logs by their times.\n1795218221.000001 S: 220 mx ESMTP\n1795218221.000002 C: QUIT\n1795218221.000003 S: 221 bye\n',
      protocol: 'smtp',
      timed: true,
    });
    assert.equal(await ask(client, 'joinRawLogs', { client: 'x', server: 'y' }), null);
  }),
);
