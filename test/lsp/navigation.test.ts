// Definition, references, highlights, links, selections and inlay hints over the protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  ClientCapabilities,
  DocumentHighlight,
  DocumentLink,
  InlayHint,
  Location,
  LocationLink,
  Range,
  SelectionRange,
} from 'vscode-languageserver-protocol/node';

import { everything, withClient } from './client.ts';
import type { Client } from './client.ts';

const MESSAGE = `Received: from b.example by c.example with ESMTPS id 2; Fri, 06 Dec 2024 10:30:09 +0100
Received: from a.example by b.example with ESMTP id 1; Fri, 06 Dec 2024 10:30:04 +0100
From: Ada <ada@example.org>
Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
Content-Type: multipart/related; boundary="b1"

--b1
Content-Type: text/html

<img src="cid:logo@example.org"> https://xn--bcher-kva.example/%41.
--b1
Content-Type: image/png; name*=utf-8''%C3%BC.png
Content-ID: <logo@example.org>

octets
--b1--
`;

const can = (textDocument: ClientCapabilities['textDocument']): ClientCapabilities => ({
  ...everything,
  textDocument: { ...everything.textDocument, ...textDocument },
});
const brief = ({ start, end }: Range): string =>
  `${start.line}:${start.character}-${end.line}:${end.character}`;

async function ask<R>(client: Client, method: string, more: object = {}): Promise<R> {
  const uri = await client.open('a.eml', MESSAGE);
  return client.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri }, ...more });
}

/** In the boundary of the parameter, and of the second delimiter line. */
const PARAMETER = { line: 4, character: 44 };
const DELIMITER = { line: 10, character: 3 };
const CID = { line: 9, character: 16 };

test(
  'the definition of a boundary is its parameter, that of a cid: address the Content-ID',
  withClient({}, async (client) => {
    const boundary = await ask<Location[]>(client, 'definition', { position: DELIMITER });
    assert.deepEqual(
      boundary.map(({ range }) => brief(range)),
      ['4:43-4:45'],
    );
    const cid = await ask<Location[]>(client, 'definition', { position: CID });
    assert.deepEqual(
      cid.map(({ range }) => brief(range)),
      ['12:13-12:29'],
    );
  }),
);

test(
  'a client that takes links learns what under the cursor it came from',
  withClient({ capabilities: can({ definition: { linkSupport: true } }) }, async (client) => {
    const [link] = await ask<LocationLink[]>(client, 'definition', { position: DELIMITER });
    assert.equal(link?.targetUri, client.uri('a.eml'));
    assert.equal(link.originSelectionRange && brief(link.originSelectionRange), '10:2-10:4');
  }),
);

test(
  'references of a boundary are its delimiter lines, with the parameter where that is wanted',
  withClient({}, async (client) => {
    const lines = async (includeDeclaration: boolean): Promise<number[]> => {
      const context = { includeDeclaration };
      const found = await ask<Location[]>(client, 'references', { position: PARAMETER, context });
      return found.map(({ range }) => range.start.line);
    };
    assert.deepEqual(await lines(false), [6, 10, 15]);
    assert.deepEqual(await lines(true), [4, 6, 10, 15]);
  }),
);

test(
  'all places of a name are highlighted, the one that gives it as written to',
  withClient({}, async (client) => {
    const found = await ask<DocumentHighlight[]>(client, 'documentHighlight', { position: DELIMITER });
    assert.deepEqual(
      found.map(({ range, kind }) => [range.start.line, kind]),
      [
        [4, 3],
        [6, 2],
        [10, 2],
        [15, 2],
      ],
    );
  }),
);

test(
  'where nothing has a name there is nothing to go to',
  withClient({}, async (client) => {
    assert.deepEqual(await ask(client, 'definition', { position: { line: 2, character: 2 } }), []);
  }),
);

test(
  'links lead to what is written and show what it says',
  withClient({ capabilities: can({ documentLink: { tooltipSupport: true } }) }, async (client) => {
    const links = await ask<DocumentLink[]>(client, 'documentLink');
    assert.deepEqual(
      links.map(({ target, tooltip, range }) => [target, tooltip, brief(range)]),
      [['https://xn--bcher-kva.example/%41', 'https://bücher.example/A', '9:33-9:66']],
    );
  }),
);

test(
  'a selection grows from the word to the message, one chain for each cursor',
  withClient({}, async (client) => {
    const positions = [{ line: 3, character: 12 }, DELIMITER];
    const chains = await ask<SelectionRange[]>(client, 'selectionRange', { positions });
    assert.equal(chains.length, 2);
    const ranges: string[] = [];
    for (let chain = chains[0]; chain; chain = chain.parent) ranges.push(brief(chain.range));
    assert.ok(ranges.includes('3:0-3:36'), ranges.join(' '));
    assert.equal(ranges.at(-1), '0:0-16:0');
  }),
);

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 16, character: 0 } };
const labels = async (client: Client): Promise<string[]> =>
  (await ask<InlayHint[]>(client, 'inlayHint', { range: WHOLE })).map(
    ({ label, position }) => `${position.line} ${typeof label === 'string' ? label : ''}`,
  );

test(
  'hints tell the delay of a hop and what encoded text says',
  withClient({}, async (client) => {
    assert.deepEqual(await labels(client), ['0 +5 seconds', '3 Grüße', '11 ü.png']);
  }),
);

for (const [name, left] of [
  ['decodedWords', ['0 +5 seconds', '11 ü.png']],
  ['decodedParameters', ['0 +5 seconds', '3 Grüße']],
  ['hopDelays', ['3 Grüße', '11 ü.png']],
] as const) {
  test(
    `the setting ${name} switches its kind of hint off`,
    withClient({ settings: { inlayHints: { [name]: false } } }, async (client) => {
      assert.deepEqual(await labels(client), left);
    }),
  );
}

test(
  'hints follow the settings, and the client is told to ask again',
  withClient(
    {
      capabilities: {
        ...everything,
        workspace: { ...everything.workspace, inlayHint: { refreshSupport: true } },
      },
    },
    async (client) => {
      let asked = 0;
      client.connection.onRequest('workspace/inlayHint/refresh', () => {
        asked++;
      });
      assert.equal((await labels(client)).length, 3);
      client.settings = { inlayHints: { hopDelays: false } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await client.until(() => asked > 0, 'a request to refresh');
      assert.equal((await labels(client)).length, 2);
    },
  ),
);
