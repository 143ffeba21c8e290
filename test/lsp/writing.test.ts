// Completion, rename and linked editing over the protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompletionTriggerKind } from 'vscode-languageserver-protocol/node';
import type {
  ClientCapabilities,
  CompletionItem,
  LinkedEditingRanges,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';

import { everything, withClient } from './client.ts';
import type { Client } from './client.ts';
import { WRONG_WEEKDAY } from './messages.ts';

const can = (textDocument: ClientCapabilities['textDocument']): ClientCapabilities => ({
  ...everything,
  textDocument: { ...everything.textDocument, ...textDocument },
});

/** The completions at `|` in a text. */
async function complete(
  client: Client,
  marked: string,
  { language = 'eml', typed }: { language?: string; typed?: string } = {},
): Promise<CompletionItem[]> {
  const before = marked.slice(0, marked.indexOf('|'));
  const lines = before.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const uri = await client.open(`a.${language}`, marked.replace('|', ''), 1, language);
  const context = typed && { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: typed };
  return client.connection.sendRequest('textDocument/completion', {
    textDocument: { uri },
    position,
    context,
  });
}
const named = (items: readonly CompletionItem[], label: string): CompletionItem => {
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return item;
};

test(
  'field names: those that are missing first, as an edit of the word',
  withClient({}, async (client) => {
    const items = await complete(client, 'To: a@example.org\nDa|\n\nbody\n');
    const date = named(items, 'Date');
    assert.deepEqual(date.textEdit, {
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
      newText: 'Date: ',
    });
    assert.ok((date.sortText ?? '') < (named(items, 'Comments').sortText ?? ''));
    assert.ok(
      !items.some(({ label }) => label === 'To'),
      'what may stand once and stands there is not offered',
    );
    assert.equal(date.command, undefined, 'a command is the client’s own');
  }),
);

test(
  'a parenthesis opens the list of items in a session, and nothing in a message, where a comment begins',
  withClient({}, async (client) => {
    const selected = 'S: * OK [CAPABILITY IMAP4rev1] hi\nC: a LOGIN u p\nS: a OK\nC: b SELECT x\nS: b OK\n';
    named(
      await complete(client, `${selected}C: c FETCH 5 (|)`, { language: 'imap', typed: '(' }),
      'ENVELOPE',
    );
    assert.deepEqual(await complete(client, 'From: ann@example.org (|)\n\n', { typed: '(' }), []);
  }),
);

test(
  'documentation is Markdown only where the client shows that',
  withClient(
    { capabilities: can({ completion: { completionItem: { documentationFormat: ['markdown'] } } }) },
    async (client) => {
      const { documentation } = named(await complete(client, 'Da|'), 'Date');
      assert.ok(typeof documentation === 'object' && documentation.kind === 'markdown');
    },
  ),
);

test(
  'without Markdown the documentation is plain',
  withClient({}, async (client) => {
    const { documentation } = named(await complete(client, 'Da|'), 'Date');
    assert.ok(typeof documentation === 'string');
    assert.doesNotMatch(documentation, /\*\*|\]\(|\\/);
  }),
);

test(
  'what calls for a value opens its list, where the client has a command for that',
  withClient({ initializationOptions: { suggestCommand: 'suggest' } }, async (client) => {
    assert.equal(named(await complete(client, 'Da|'), 'Date').command?.command, 'suggest');
  }),
);

test(
  'values: charsets, a new Message-ID, today, addresses of all open documents',
  withClient({}, async (client) => {
    named(await complete(client, 'Content-Type: text/plain; charset=|\n'), 'utf-8');
    const [id] = await complete(client, 'From: a@example.org\nMessage-ID: |\n');
    assert.match(id?.label ?? '', /^<[0-9a-z]{20,}@example\.org>$/);
    const [now] = await complete(client, 'Date: |\n');
    assert.match(now?.label ?? '', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/);
    await client.open('b.eml', 'From: Ada <ada@example.net>\n\n');
    named(await complete(client, 'To: |\n'), 'Ada <ada@example.net>');
  }),
);

test(
  'nothing is offered in a body',
  withClient({}, async (client) => {
    assert.deepEqual(await complete(client, 'From: a@example.org\n\nhello |\n'), []);
  }),
);

const DELIMITER = { line: 8, character: 3 };

test(
  'a boundary is renamed in all its places',
  withClient({ capabilities: can({ rename: { prepareSupport: true } }) }, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const at = { textDocument: { uri }, position: DELIMITER };
    assert.deepEqual(client.initialized.capabilities.renameProvider, { prepareProvider: true });
    assert.deepEqual(await client.connection.sendRequest('textDocument/prepareRename', at), {
      range: { start: { line: 8, character: 2 }, end: { line: 8, character: 4 } },
      placeholder: 'b1',
    });
    const edit = await client.connection.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...at,
      newName: 'next',
    });
    const [change] = edit.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    const edits = change.edits as TextEdit[];
    assert.deepEqual(
      edits.map(({ newText, range }) => `${range.start.line} ${newText}`),
      ['6 next', '8 next', '12 next', '16 next'],
    );
  }),
);

test(
  'a name that no boundary can have is refused in a sentence',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const params = { textDocument: { uri }, position: DELIMITER, newName: 'no <angles>' };
    await assert.rejects(
      client.connection.sendRequest('textDocument/rename', params),
      /A boundary has letters/,
    );
  }),
);

test(
  'elsewhere nothing can be renamed',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const at = { textDocument: { uri }, position: { line: 0, character: 2 } };
    assert.equal(await client.connection.sendRequest('textDocument/prepareRename', at), null);
    assert.equal(await client.connection.sendRequest('textDocument/linkedEditingRange', at), null);
  }),
);

test(
  'the places of a boundary change together while one is typed in',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const at = { textDocument: { uri }, position: DELIMITER };
    const { ranges, wordPattern } = await client.connection.sendRequest<LinkedEditingRanges>(
      'textDocument/linkedEditingRange',
      at,
    );
    assert.deepEqual(
      ranges.map(({ start }) => start.line),
      [6, 8, 12, 16],
    );
    assert.match('=_a/b.c', new RegExp(`^${wordPattern ?? ''}$`));
  }),
);
