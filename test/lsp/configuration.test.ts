// Configuration over the protocol: settings, `.mailworkbench.json` nearest upwards, trust, names that are no rules.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';

import { textOf, withClient } from './client.ts';
import type { Client } from './client.ts';
import { WEEKDAY, WEEKDAY_RULE, WRONG_WEEKDAY } from './messages.ts';

const off = JSON.stringify({ rules: { [WEEKDAY_RULE]: 'off' } });
const severityOf = async (client: Client, name: string): Promise<number | undefined> =>
  (await client.diagnostics(await client.open(name, WRONG_WEEKDAY))).find(({ code }) => code === WEEKDAY_RULE)
    ?.severity;

async function fileChanged(client: Client, name: string, type: number): Promise<void> {
  const changes = [{ uri: client.uri(name), type }];
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
}

test(
  'a setting changes the severity of a rule',
  withClient({ settings: { rules: { [WEEKDAY_RULE]: 'hint' } } }, async (client) => {
    assert.equal(await severityOf(client, 'a.eml'), 4);
  }),
);

test(
  'settings of the wrong shape are as good as none',
  withClient(
    { settings: { profile: 7, rules: { [WEEKDAY_RULE]: { x: 1 }, x: ['error'] } } },
    async (client) => {
      assert.deepEqual(await client.findings(await client.open('a.eml', WRONG_WEEKDAY)), [WEEKDAY]);
    },
  ),
);

test(
  'a configuration file beats the settings, the nearest one the others, and root ends the search',
  withClient(
    {
      settings: { rules: { [WEEKDAY_RULE]: 'hint' } },
      files: {
        '.mailworkbench.json': JSON.stringify({ rules: { [WEEKDAY_RULE]: 'info' } }),
        'near/.mailworkbench.json': JSON.stringify({ rules: { [WEEKDAY_RULE]: 'warning' } }),
        'root/.mailworkbench.json': '{ "root": true } // nothing from above',
      },
    },
    async (client) => {
      assert.equal(await severityOf(client, 'a.eml'), 3, 'in the folder');
      assert.equal(await severityOf(client, 'near/deep/a.eml'), 2, 'the nearest upwards');
      assert.equal(await severityOf(client, 'root/a.eml'), 4, 'only the settings are left');
    },
  ),
);

test(
  'a file that comes, changes and goes is noticed',
  withClient({}, async (client) => {
    await client.until(() => client.registered.includes('workspace/didChangeWatchedFiles'), 'a watcher');
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    assert.deepEqual(await client.findings(uri), [WEEKDAY]);
    const file = path.join(client.folder, '.mailworkbench.json');
    await writeFile(file, off);
    await fileChanged(client, '.mailworkbench.json', 1);
    await client.until(() => client.refreshes === 1, 'a refresh');
    assert.deepEqual(await client.findings(uri), []);
    await rm(file);
    await fileChanged(client, '.mailworkbench.json', 3);
    await client.until(() => client.refreshes === 2, 'another refresh');
    assert.deepEqual(await client.findings(uri), [WEEKDAY]);
  }),
);

test(
  'a name that is no rule is reported where it stands, and no longer when it is gone',
  withClient(
    { files: { '.mailworkbench.json': '{\n  "rules": { "message/no-such-rule": "off" }\n}' } },
    async (client) => {
      const uri = await client.open('a.eml', WRONG_WEEKDAY);
      await client.findings(uri);
      const config = client.uri('.mailworkbench.json');
      await client.until(() => client.published.has(config), 'diagnostics of the configuration file');
      const [problem] = client.published.get(config)?.diagnostics ?? [];
      assert.match(textOf(problem?.message), /no rule "message\/no-such-rule"/);
      assert.deepEqual(problem?.range, {
        start: { line: 1, character: 13 },
        end: { line: 1, character: 35 },
      });
      assert.ok(client.logged.some((line) => line.includes('message/no-such-rule')));

      await writeFile(path.join(client.folder, '.mailworkbench.json'), '{}');
      await fileChanged(client, '.mailworkbench.json', 2);
      await client.until(
        () => client.published.get(config)?.diagnostics.length === 0,
        'none after the change',
      );
    },
  ),
);

test(
  'a name in the settings that is no rule is shown once',
  withClient({ settings: { rules: { 'message/no-such-rule': 'off' } } }, async (client) => {
    await severityOf(client, 'a.eml');
    await severityOf(client, 'b.eml');
    assert.equal(client.shown.filter((text) => text.includes('message/no-such-rule')).length, 1);
  }),
);

test(
  'files of an untrusted workspace are not read until it is trusted',
  withClient(
    { files: { '.mailworkbench.json': off }, initializationOptions: { trusted: false } },
    async (client) => {
      const uri = await client.open('a.eml', WRONG_WEEKDAY);
      assert.deepEqual(await client.findings(uri), [WEEKDAY]);
      await client.connection.sendNotification('mailWorkbench/didGrantTrust');
      await client.until(() => client.refreshes > 0, 'a refresh');
      assert.deepEqual(await client.findings(uri), []);
    },
  ),
);

test(
  'a client without workspace/configuration gives the settings at the start and pushes them',
  withClient(
    {
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { settings: { rules: { [WEEKDAY_RULE]: 'hint' } } },
    },
    async (client) => {
      assert.equal(await severityOf(client, 'a.eml'), 4);
      const settings = { mailWorkbench: { rules: { [WEEKDAY_RULE]: 'info' } } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      assert.equal(await severityOf(client, 'a.eml'), 3);
    },
  ),
);

test(
  'octets and configuration of other file systems are asked from a client that can read them',
  withClient({ initializationOptions: { readOctets: true } }, async (client) => {
    const files = new Map([
      ['memfs:/x/.mailworkbench.json', off],
      ['memfs://h/.mailworkbench.json', off],
      ['memfs://h/sub/a.eml', WRONG_WEEKDAY.replace('\nTo', '\r\nTo')],
    ]);
    client.connection.onRequest('mailWorkbench/readOctets', ({ uri }: { uri: string }) => {
      const text = files.get(uri);
      return text === undefined ? null : btoa(text);
    });
    const textDocument = { uri: 'memfs://h/sub/a.eml', languageId: 'eml', version: 1, text: WRONG_WEEKDAY };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const rules = (await client.diagnostics(textDocument.uri)).map(({ code }) => code);
    assert.ok(rules.includes('message/bare-lf'), 'the octets were read');
    assert.ok(!rules.includes(WEEKDAY_RULE), 'the configuration was read');
  }),
);

test(
  'a message on a server is configured by no file',
  withClient({ initializationOptions: { readOctets: true } }, async (client) => {
    const asked: string[] = [];
    client.connection.onRequest(
      'mailWorkbench/readOctets',
      ({ uri }: { uri: string }) => (asked.push(uri), null),
    );
    const textDocument = {
      uri: 'mail://account/1/INBOX/7.eml',
      languageId: 'eml',
      version: 1,
      text: WRONG_WEEKDAY,
    };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    assert.deepEqual(await client.findings(textDocument.uri), [WEEKDAY]);
    assert.deepEqual(asked, [textDocument.uri]);
  }),
);

test(
  'a part or a header of a message on a server is not missing what stands elsewhere in the message',
  withClient({}, async (client) => {
    const pieces = {
      '1.2':
        'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+*SGk8L2I+\r\n',
      HEADER: `${WRONG_WEEKDAY.split('\n\n')[0] ?? ''}\n\n`,
    };
    const found: string[][] = [];
    for (const [section, text] of Object.entries(pieces)) {
      const uri = `mail://account/1/INBOX/7.eml?${section}`;
      await client.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'eml', version: 1, text },
      });
      found.push((await client.diagnostics(uri)).map(({ code }) => String(code)));
    }
    // What is wrong in the piece itself is told.
    assert.deepEqual(found, [['message/b64-bad-char'], [WEEKDAY_RULE]]);
  }),
);
