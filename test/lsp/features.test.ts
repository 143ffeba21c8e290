// Hover, outline, folding, tokens and code actions over the protocol, for editors that can more and that can less.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ClientCapabilities,
  CodeAction,
  DocumentSymbol,
  FoldingRange,
  Hover,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
} from 'vscode-languageserver-protocol/node';

import { everything, withClient } from './client.ts';
import type { Client } from './client.ts';
import { WEEKDAY, WEEKDAY_RULE, WRONG_WEEKDAY } from './messages.ts';

const can = (textDocument: ClientCapabilities['textDocument']): ClientCapabilities => ({
  ...everything,
  textDocument: { ...everything.textDocument, ...textDocument },
});
const names = (symbols: readonly DocumentSymbol[]): string[] =>
  symbols.flatMap(({ name, detail, children }) => [`${name} ${detail ?? ''}`, ...names(children ?? [])]);

async function ask<R>(client: Client, method: string, more: object = {}): Promise<R> {
  const uri = await client.open('a.eml', WRONG_WEEKDAY);
  return client.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri }, ...more });
}

test(
  'a hover decodes an encoded-word, as Markdown with the place it explains',
  withClient({}, async (client) => {
    const hover = await ask<Hover>(client, 'hover', { position: { line: 2, character: 15 } });
    assert.match(JSON.stringify(hover.contents), /"kind":"markdown".*Grüße/);
    assert.deepEqual(hover.range?.start.line, 2);
  }),
);

test(
  'a client without Markdown gets plain text',
  withClient({ capabilities: can({ hover: {} }) }, async (client) => {
    const hover = await ask<Hover>(client, 'hover', { position: { line: 4, character: 3 } });
    assert.match(JSON.stringify(hover.contents), /"kind":"plaintext".*Message-ID/);
    assert.doesNotMatch(JSON.stringify(hover.contents), /&#\d+;|\*\*/);
  }),
);

test(
  'the hover of a part has the hashes of what it decodes to',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', 'Content-Transfer-Encoding: base64\n\nYWJj\n');
    const params = { textDocument: { uri }, position: { line: 2, character: 1 } };
    const { contents } = await client.connection.sendRequest<Hover>('textDocument/hover', params);
    // Those of "abc", as the standards of the three hashes give them.
    for (const hash of [
      'MD5 `900150983cd24fb0d6963f7d28e17f72`',
      'SHA-1 `a9993e364706816aba3e25717850c26c9cd0d89d`',
      'SHA-256 `ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad`',
    ]) {
      assert.ok(JSON.stringify(contents).includes(hash), JSON.stringify(contents));
    }
  }),
);

test(
  'nothing is explained outside an open document',
  withClient({}, async (client) => {
    const textDocument = { uri: client.uri('never-opened.eml') };
    const params = { textDocument, position: { line: 0, character: 0 } };
    assert.equal(await client.connection.sendRequest('textDocument/hover', params), null);
  }),
);

test(
  'the outline is a tree',
  withClient({}, async (client) => {
    const found = names(await ask<DocumentSymbol[]>(client, 'documentSymbol')).join('\n');
    for (const name of ['multipart/alternative', 'text/plain', 'text/html', 'Subject']) {
      assert.ok(found.includes(name), `${name} is missing from\n${found}`);
    }
  }),
);

test(
  'the outline is a list for clients without trees',
  withClient({ capabilities: can({ documentSymbol: {} }) }, async (client) => {
    const found = await ask<SymbolInformation[]>(client, 'documentSymbol');
    assert.ok(found.some(({ name }) => name.includes('text/html')));
    assert.ok(found.every(({ location }) => location.uri === client.uri('a.eml')));
  }),
);

test(
  'parts fold, in document order and not more than the client takes',
  withClient({ capabilities: can({ foldingRange: { rangeLimit: 2 } }) }, async (client) => {
    const ranges = await ask<FoldingRange[]>(client, 'foldingRange');
    // The two parts, not the header above them: what is cut stands innermost or last.
    assert.deepEqual(
      ranges.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 6],
        [8, 11],
      ],
    );
  }),
);

test(
  'tokens are offered by range to a client that asks so, and only by range',
  withClient({}, async (client) => {
    const { semanticTokensProvider: offer } = client.initialized.capabilities;
    assert.ok(offer && 'range' in offer && offer.range === true && offer.full === undefined);
    const lines = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const { data } = await ask<SemanticTokens>(client, 'semanticTokens/range', { range: lines });
    assert.equal(data.length % 5, 0);
    assert.deepEqual(data.slice(0, 3), [3, 0, 4], 'the name of the Date field comes first');
    assert.equal(offer.legend.tokenTypes[data[3] ?? -1], 'property');
    for (let i = 5; i < data.length; i += 5) assert.equal(data[i], 0, 'all tokens stand in one line');
  }),
);

test(
  'tokens are offered in full to a client without ranges',
  withClient(
    {
      capabilities: can({
        semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: [] },
      }),
    },
    async (client) => {
      const { semanticTokensProvider: offer } = client.initialized.capabilities;
      assert.ok(offer?.full === true && offer.range === undefined);
      const { data } = await ask<SemanticTokens>(client, 'semanticTokens/full');
      assert.ok(data.length > 20);
    },
  ),
);

const weekday = { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } };

test(
  'a quick fix carries its diagnostic, is preferred, and repairs the message',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', WRONG_WEEKDAY);
    const diagnostics = (await client.diagnostics(uri)).filter(({ code }) => code === WEEKDAY_RULE);
    const actions = await ask<CodeAction[]>(client, 'codeAction', {
      range: weekday,
      context: { diagnostics },
    });
    const [action, ...others] = actions;
    assert.ok(
      others.every(({ title }) => title.startsWith('Switch off')),
      'one repair, the rest behind it',
    );
    assert.match(action?.title ?? '', /Fri/);
    assert.equal(action?.kind, 'quickfix');
    assert.equal(action.isPreferred, true);
    assert.deepEqual(action.diagnostics, diagnostics);
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    await client.change(
      uri,
      2,
      (change.edits as TextEdit[]).map(({ range, newText }) => ({ range, text: newText })),
    );
    assert.deepEqual(await client.findings(uri), []);
  }),
);

test(
  'what is safe to fix is fixed at once, where that is asked for',
  withClient({}, async (client) => {
    const context = { diagnostics: [], only: ['source.fixAll'] };
    const [action, ...others] = await ask<CodeAction[]>(client, 'codeAction', { range: weekday, context });
    assert.equal(action?.kind, 'source.fixAll.eml');
    assert.deepEqual(others, []);
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.ok(change.edits.some((edit) => 'newText' in edit && edit.newText === 'Fri'));
  }),
);

test(
  'a client without versioned edits gets plain ones',
  withClient({ capabilities: { ...everything, workspace: {} } }, async (client) => {
    const actions = await ask<CodeAction[]>(client, 'codeAction', {
      range: weekday,
      context: { diagnostics: [] },
    });
    assert.deepEqual(Object.keys(actions[0]?.edit?.changes ?? {}), [client.uri('a.eml')]);
    assert.deepEqual(await client.findings(client.uri('a.eml')), [WEEKDAY]);
  }),
);
