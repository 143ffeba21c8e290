// Tests of who is asked to write.

import '../../testing/withFakeEditor.ts';

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { AccountSettings } from '../../mail/account.ts';
import type { ComposeContext } from './context.ts';
import type { Addressed } from './identities.ts';

const { window } = await import('vscode');
const { chooseWriter } = await import('./chooseWriter.ts');

const sales = { name: 'Sales', address: 'sales@two.test', signature: 'S' };
const bob: AccountSettings = {
  ...{ id: 'b', name: 'Bob', kind: 'imap', address: 'bob@two.test' },
  submission: { identities: [{ address: 'bob@two.test' }, sales] },
};
const ann: AccountSettings = { id: 'a', name: 'Ann', kind: 'imap', address: 'ann@one.test' };
const folder: AccountSettings = { id: 'f', name: 'Folder', kind: 'folder', path: '/mail' };
const demo: AccountSettings = { id: 'd', name: 'Demo', kind: 'demo' };

/** What the user was asked, and the settings that were written. */
interface Asked {
  readonly rows: string[];
  readonly updated: AccountSettings[];
}

async function choose(
  accounts: readonly AccountSettings[],
  account: AccountSettings | undefined,
  { to = '', typed }: { readonly to?: string; readonly typed?: string } = {},
): Promise<Asked & { readonly writer: string | undefined }> {
  const asked: Asked = { rows: [], updated: [] };
  Object.assign(window, {
    showQuickPick: (rows: readonly { readonly label: string }[]) => {
      asked.rows.push(...rows.map(({ label }) => label));
      return Promise.resolve(rows[0]);
    },
    showInputBox: () => Promise.resolve(typed),
  });
  const stored = { list: () => accounts, update: (one: AccountSettings) => void asked.updated.push(one) };
  const context = { mailbox: { stores: { accounts: stored } } } as unknown as ComposeContext;
  const addressed = (): Promise<Addressed> => Promise.resolve({ to, cc: '', bcc: '' });
  const writer = await chooseWriter(context, { account, addressed });
  return { ...asked, writer: writer?.address };
}

test('nobody is asked where there is one, or where the message was sent to one', async () => {
  assert.deepEqual(await choose([ann, bob], ann), { rows: [], updated: [], writer: 'ann@one.test' });
  const met = await choose([ann, bob], bob, { to: 'Sales <SALES@two.test>' });
  assert.deepEqual(met, { rows: [], updated: [], writer: 'sales@two.test' });
});

test('else the identities of the account, those that the message was sent to first', async () => {
  assert.deepEqual((await choose([ann, bob], bob)).rows, ['bob@two.test', 'Sales <sales@two.test>']);
  const both = await choose([ann, bob], undefined, { to: 'sales@two.test, ann@one.test' });
  assert.deepEqual(both.rows, ['ann@one.test', 'Sales <sales@two.test>', 'bob@two.test']);
});

test('an account without an address is asked for one, once; the demo has its own', async () => {
  const given = await choose([ann, folder], folder, { typed: ' me@three.test ' });
  assert.equal(given.writer, 'me@three.test');
  assert.deepEqual(given.updated, [{ ...folder, address: 'me@three.test' }]);
  assert.equal((await choose([folder], folder)).writer, undefined);
  assert.deepEqual(await choose([demo, ann], demo), { rows: [], updated: [], writer: 'robin@example.net' });
  assert.deepEqual(await choose([], undefined, { typed: 'x@y.test' }), {
    ...{ rows: [], updated: [], writer: 'x@y.test' },
  });
});
