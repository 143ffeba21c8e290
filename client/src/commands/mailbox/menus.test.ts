// Tests of when the menus offer the commands of the mailbox.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

interface MenuEntry {
  /** Undefined for a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

const text = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8');
const { menus } = (
  JSON.parse(text) as { contributes: { menus: Readonly<Record<string, readonly MenuEntry[]>> } }
).contributes;

test('what is for folders is not offered for a message of a folder account', () => {
  const entries =
    menus['view/item/context']?.filter(({ command }) => command?.endsWith('.mailbox.search')) ?? [];
  assert.equal(entries.length, 2);
  for (const { when = '' } of entries) {
    const pattern = new RegExp(/viewItem =~ \/(.*)\//.exec(when)?.[1] ?? '$^');
    assert.deepEqual(
      ['folder imap selectable', 'message folder seen'].map((item) => pattern.test(item)),
      [true, false],
    );
  }
});

test('fetching is offered for accounts and for folders that can be opened, and for messages what is of one', () => {
  const items = ['account pop3', 'folder imap selectable', 'folder imap', 'message imap read'];
  const offered = (name: string): readonly string[] => {
    const [entry] = menus['view/item/context']?.filter((one) => (one.command ?? one.submenu) === name) ?? [];
    const pattern = new RegExp(/viewItem =~ \/(.*)\//.exec(entry?.when ?? '')?.[1] ?? '$^');
    return items.filter((item) => pattern.test(item));
  };
  assert.deepEqual(offered('mailWorkbench.fetch'), items.slice(0, 2));
  assert.deepEqual(offered('mailWorkbench.fetch.headers'), items.slice(3));
  assert.deepEqual(offered('mailWorkbench.fetch.structure'), items.slice(3));
});

test('a browser, which reaches no servers, does not offer what needs them', () => {
  const hidden = (menus['commandPalette'] ?? [])
    .filter(({ when }) => when === 'mailWorkbench.reachesServers')
    .map(({ command }) => command?.replace('mailWorkbench.', ''));
  const needed = [
    'pop3.fetch',
    'pop3.leaveOnServer',
    'pop3.takeBack',
    'pop3.applyDeletions',
    'mailbox.quota',
  ];
  assert.deepEqual(
    needed.filter((command) => !hidden.includes(command)),
    [],
  );
});
