// The server for a browser, in a worker thread that has what a web worker has and the server needs.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { WRONG_WEEKDAY } from './messages.ts';

const BUNDLE = path.join(repositoryRoot, 'server/dist/worker.js');

/** No `require`, no `process`, no `Buffer`: a bundle that needs Node fails here. */
const WEB_WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const code = require('node:fs').readFileSync(workerData, 'utf8');
  const listen = (listener) => parentPort.on('message', (data) => listener({ data }));
  globalThis.self = {
    postMessage: (message) => parentPort.postMessage(message),
    addEventListener: (_, listener) => listen(listener),
    set onmessage(listener) { listen(listener); },
  };
  delete globalThis.process;
  delete globalThis.Buffer;
  require('node:vm').runInThisContext(code);
`;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri?: string };
  readonly result?: {
    readonly items?: readonly { readonly code: string }[];
    readonly preview?: string;
    readonly hashes?: readonly { readonly algorithm: string; readonly hex: string }[];
  };
}

test('the worker checks a message whose octets the client reads for it', { timeout: 20_000 }, async () => {
  const worker = new Worker(WEB_WORKER, { eval: true, workerData: BUNDLE });
  const waiting = new Map<number, (message: Message) => void>();
  const asked: string[] = [];
  worker.on('message', (message: Message) => {
    if (message.method === 'mailWorkbench/readOctets') {
      const uri = message.params?.uri ?? '';
      asked.push(uri);
      const mixed = WRONG_WEEKDAY.replace('\nTo', '\r\nTo');
      const result = uri.endsWith('.eml') ? btoa(mixed) : null;
      worker.postMessage({ jsonrpc: '2.0', id: message.id, result });
    } else if (typeof message.id === 'number') waiting.get(message.id)?.(message);
  });
  const request = (id: number, method: string, params: object): Promise<Message> =>
    new Promise((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ jsonrpc: '2.0', id, method, params });
    });
  try {
    await request(1, 'initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { readOctets: true },
    });
    const uri = 'vscode-vfs://host/folder/a.eml';
    const textDocument = { uri, languageId: 'eml', version: 1, text: WRONG_WEEKDAY };
    worker.postMessage({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
    const { result } = await request(2, 'textDocument/diagnostic', { textDocument: { uri } });
    const rules = new Set(result?.items?.map(({ code }) => code));
    assert.ok(rules.has('message/date-weekday-mismatch'), 'read from the text');
    assert.ok(rules.has('message/bare-lf'), 'read from the octets');
    assert.ok(asked.includes('vscode-vfs://host/folder/.mailworkbench.json'));
    const preview = await request(3, 'mailWorkbench/preview', { uri: 'vscode-vfs://host/folder/b.eml' });
    const about = { preview: preview.result?.preview, id: '1' };
    const hashed = await request(4, 'mailWorkbench/partHashes', about);
    assert.deepEqual(
      hashed.result?.hashes?.map(({ algorithm, hex }) => [algorithm, hex.length]),
      [
        ['SHA-1', 40],
        ['SHA-256', 64],
      ],
    );
  } finally {
    await worker.terminate();
  }
});
