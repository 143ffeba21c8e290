// Code actions that switch a rule off in `.mailworkbench.json`: applied as an editor does, the finding is gone.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type {
  ClientCapabilities,
  CodeAction,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';

import { applyEdits, textSnapshot } from '../../server/src/core/index.ts';
import { Positions } from '../../server/src/lsp/convert.ts';
import { everything, withClient } from './client.ts';
import type { Client } from './client.ts';
import { WEEKDAY, WEEKDAY_RULE, WRONG_WEEKDAY } from './messages.ts';

const NAME = 'in/[a] b.eml';

/** The suppressing actions of the finding in a file, by their titles. */
async function offered(client: Client, name = NAME, scheme?: string): Promise<Map<string, CodeAction>> {
  const uri = scheme === undefined ? client.uri(name) : `${scheme}://x/${name}`;
  const textDocument = { uri, languageId: 'eml', version: 1, text: WRONG_WEEKDAY };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  const diagnostics = (await client.diagnostics(uri)).filter(({ code }) => code === WEEKDAY_RULE);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostics[0]?.range,
    context: { diagnostics },
  });
  return new Map(
    actions.filter(({ title }) => title.startsWith('Switch off')).map((each) => [each.title, each]),
  );
}
const titles = ['in this file', 'in this folder', 'everywhere in the workspace'].map(
  (where) => `Switch off ${WEEKDAY_RULE} ${where}`,
);

/** Applies an edit to the files, and tells the server of them. */
async function apply(client: Client, edit: WorkspaceEdit | undefined): Promise<string[]> {
  const written: string[] = [];
  for (const change of edit?.documentChanges ?? []) {
    if (!('edits' in change)) {
      assert.ok(change.kind === 'create');
      await writeFile(fileURLToPath(change.uri), '', { flag: 'wx' });
      continue;
    }
    const { uri } = change.textDocument;
    const before = await readFile(fileURLToPath(uri), 'utf8');
    const edits = (change.edits as TextEdit[]).map(({ range, newText }) => ({
      ...new Positions('utf-16').textRange(textSnapshot(before), range),
      insert: newText,
    }));
    await writeFile(fileURLToPath(uri), applyEdits(before, edits));
    written.push(uri);
  }
  const changes = written.map((uri) => ({ uri, type: 2 }));
  const { refreshes } = client;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await client.until(() => client.refreshes > refreshes, 'a refresh');
  return written.map((uri) => path.relative(client.folder, fileURLToPath(uri)));
}

for (const [index, title] of titles.entries()) {
  test(
    `${title}: a new configuration`,
    withClient({ files: { [NAME]: WRONG_WEEKDAY } }, async (client) => {
      const actions = await offered(client);
      assert.deepEqual([...actions.keys()], titles);
      const action = actions.get(title);
      assert.equal(action?.kind, 'quickfix');
      assert.equal(action.diagnostics?.length, 1);
      assert.deepEqual(await apply(client, action.edit), ['.mailworkbench.json']);
      assert.deepEqual(await client.findings(client.uri(NAME)), []);
      const elsewhere = [
        await client.findings(await client.open('in/other.eml', WRONG_WEEKDAY)),
        await client.findings(await client.open('other.eml', WRONG_WEEKDAY)),
      ];
      assert.deepEqual(
        elsewhere.map((found) => found.length),
        [
          [1, 1],
          [0, 1],
          [0, 0],
        ][index],
      );
    }),
  );

  test(
    `${title}: beside what the configuration says already`,
    withClient(
      {
        files: {
          [NAME]: WRONG_WEEKDAY,
          '.mailworkbench.json': `// ours\n{\n  "profile": "strict", // why\n  "rules": { "${WEEKDAY_RULE}": "error" }\n}\n`,
        },
      },
      async (client) => {
        await apply(client, (await offered(client)).get(title)?.edit);
        assert.deepEqual(await client.findings(client.uri(NAME)), []);
        const after = await readFile(path.join(client.folder, '.mailworkbench.json'), 'utf8');
        assert.match(after, /^\/\/ ours\n\{\n {2}"profile": "strict", \/\/ why\n/);
      },
    ),
  );
}

test(
  'the nearest configuration takes the entry; what it outdoes is not offered',
  withClient(
    { files: { [NAME]: WRONG_WEEKDAY, 'in/.mailworkbench.json': `{"rules": {"${WEEKDAY_RULE}": "error"}}` } },
    async (client) => {
      const actions = await offered(client);
      assert.deepEqual([...actions.keys()], titles.slice(0, 2));
      assert.deepEqual(await apply(client, actions.get(titles[0] ?? '')?.edit), ['in/.mailworkbench.json']);
      assert.deepEqual(await client.findings(client.uri(NAME)), []);
    },
  ),
);

test(
  'a configuration that is no JSON is not touched',
  withClient({ files: { '.mailworkbench.json': '{ "rules": {' } }, async (client) => {
    assert.deepEqual([...(await offered(client)).keys()], []);
  }),
);

test(
  'mail on a server is not configured by files',
  withClient({ initializationOptions: { readOctets: false } }, async (client) => {
    assert.deepEqual([...(await offered(client, NAME, 'mail')).keys()], []);
  }),
);

test(
  'nothing is written in a workspace that is not trusted',
  withClient({ initializationOptions: { trusted: false } }, async (client) => {
    assert.deepEqual(await client.findings(await client.open(NAME, WRONG_WEEKDAY)), [WEEKDAY]);
    assert.deepEqual([...(await offered(client)).keys()], []);
  }),
);

const withEdits = (workspaceEdit: ClientCapabilities['workspace']): ClientCapabilities => ({
  ...everything,
  workspace: { ...everything.workspace, ...workspaceEdit },
});

test(
  'a client that cannot create files is offered what changes one',
  withClient(
    {
      capabilities: withEdits({ workspaceEdit: { documentChanges: true } }),
      files: { 'near/.mailworkbench.json': '{}' },
    },
    async (client) => {
      await mkdir(path.join(client.folder, 'in'));
      assert.deepEqual([...(await offered(client)).keys()], []);
      assert.deepEqual([...(await offered(client, 'near/a.eml')).keys()], titles.slice(0, 2));
    },
  ),
);
