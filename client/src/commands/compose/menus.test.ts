// Tests of when the menus offer what writes messages.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Contributes {
  readonly menus: Readonly<Record<string, readonly Entry[]>>;
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly keybindings: readonly {
    readonly command: string;
    readonly when: string;
    readonly args?: unknown;
  }[];
}

const text = await readFile(new URL('../../../../package.json', import.meta.url), 'utf8');
const { menus, commands, keybindings } = (JSON.parse(text) as { readonly contributes: Contributes })
  .contributes;

/** The rows of the tree that have a command in their menu. */
function offered(name: string, group = ''): readonly string[] {
  const entries = menus['view/item/context'] ?? [];
  const [entry] = entries.filter(
    (one) => (one.command ?? one.submenu) === name && one.group?.startsWith(group),
  );
  const pattern = new RegExp(/viewItem =~ \/(.*)\//.exec(entry?.when ?? '')?.[1] ?? '$^');
  return ROWS.filter((row) => pattern.test(row));
}

const ROWS = [
  'account imap',
  'folder imap selectable special drafts',
  'message imap read unflagged',
  'message imap read unflagged draft',
  'message pop3 read unflagged draft',
];

test('messages are answered, accounts and folders write new ones, drafts are edited', () => {
  assert.deepEqual(offered('mailWorkbench.compose.reply'), ROWS.slice(2));
  assert.deepEqual(offered('mailWorkbench.compose'), ROWS.slice(2));
  assert.deepEqual(offered('mailWorkbench.compose.new'), ROWS.slice(0, 2));
  assert.deepEqual(offered('mailWorkbench.compose.editDraft', 'inline'), ROWS.slice(3, 4));
});

test('a reply is for one message', () => {
  const entries = menus['view/item/context'] ?? [];
  for (const name of ['reply', 'replyAll']) {
    const [entry] = entries.filter(({ command }) => command === `mailWorkbench.compose.${name}`);
    assert.match(entry?.when ?? '', /!listMultiSelection/);
  }
});

test('the keys count within the view alone, and say that they do', () => {
  const keys = keybindings.filter(({ command }) => command.startsWith('mailWorkbench.compose.'));
  assert.ok(keys.length >= 6);
  for (const { when, args } of keys) {
    assert.match(when, /^focusedView == mailWorkbench\.mailbox && /);
    assert.equal(args, 'view');
  }
});

test('what changes a message is not offered for one of a mailbox, and each command has a place', () => {
  const written = ['attach', 'insertPicture', 'fromMarkdown', 'fromHtml', 'saveDraft'];
  for (const name of written) {
    const [entry] = (menus['commandPalette'] ?? []).filter(
      ({ command }) => command === `mailWorkbench.compose.${name}`,
    );
    assert.match(entry?.when ?? '', /resourceScheme != mail/, name);
  }
  const placed = new Set(
    Object.entries(menus).flatMap(([menu, entries]) =>
      menu === 'commandPalette' ? [] : entries.map(({ command }) => command),
    ),
  );
  for (const { command } of commands) {
    if (command.startsWith('mailWorkbench.compose.')) assert.ok(placed.has(command), command);
  }
});
