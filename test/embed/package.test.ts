// The packed npm package, installed into an empty folder: library, types, browser, language server, command line.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';

import { run, runQuietly } from '../../scripts/lib/processes.ts';
import { repositoryRoot } from '../../scripts/lib/repository.ts';
import { newContext, startBrowser } from '../workbench/browser.ts';
import { examples } from './docs.ts';
import { installPackage } from './installed.ts';
import type { Installed } from './installed.ts';

/** With `message/duplicate-field` at line 3. */
const FAULTY = 'From: ann@example.org\r\nSubject: a\r\nSubject: b\r\n\r\nHello\r\n';

let installed: Installed;
before(async () => {
  installed = await installPackage();
});
after(() => installed.folder.remove());

test('it brings nothing along', async () => {
  const found = await readdir(installed.at('node_modules'));
  assert.deepEqual(
    found.filter((name) => !name.startsWith('.')),
    ['mail-language-server'],
  );
  const files = await readdir(installed.at('node_modules/mail-language-server/dist'));
  assert.deepEqual(
    files.filter((name) => name.endsWith('.map')),
    [],
  );
});

test('the examples of the library run in Node', async () => {
  await installed.write('message.eml', FAULTY);
  const [lint = '', options = ''] = examples('embedding.md', 'Library', 'js');
  const [documents = ''] = examples('embedding.md', 'Documents', 'js');
  await installed.write('lint.js', lint);
  assert.match(await installed.node('lint.js'), /^3:1 \w+ .*\(message\/duplicate-field\)$/m);
  await installed.write('options.js', options);
  const listed = await installed.node('options.js');
  assert.match(listed, /message\/missing-date/);
  assert.doesNotMatch(listed, /missing-message-id/);
  const [writing = ''] = examples('embedding.md', 'Writing and sending', 'js');
  await installed.write('writing.js', writing);
  assert.match(
    await installed.node('writing.js'),
    /\n> At five\?\n\nYes\.\n[^]*to: \[ 'ann@example\.org' \] } \d+ 0$/m,
  );
  await installed.write('documents.js', documents);
  const told = await installed.node('documents.js');
  assert.match(told, /^text\/plain$/m);
  assert.match(told, /Grüße/);
});

test('a TypeScript program compiles with neither the types of Node nor those of a browser', async () => {
  await installed.write(
    'consumer.ts',
    `import { createMailService, mailSource, platformHoverPorts } from 'mail-language-server';
     import type { MailLibrary, OpenMail, Problem, PartTree, Hover } from 'mail-language-server';
     const service: MailLibrary = createMailService({ ruleFailed: (rule: string) => void rule });
     const problems: readonly Problem[] = service.lint(new Uint8Array(), { profile: 'strict', format: 'mbox' });
     const mail: OpenMail = service.open(mailSource('Subject: x'));
     const hover: Hover | undefined = mail.hover(0, platformHoverPorts('de'));
     const types: readonly string[] = mail.tree().map((part: PartTree) => part.type);
     // @ts-expect-error -- there is no such profile
     service.lint('', { profile: 'lenient' });
     export const all = [problems, hover, types];`,
  );
  const compilerOptions = {
    ...{ module: 'nodenext', target: 'es2023', lib: ['ES2023'], types: [], strict: true, noEmit: true },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
  };
  await installed.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  const compiler = path.join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  await runQuietly(process.execPath, [compiler, '-p', installed.folder.path]);
});

test('the example page lints in a browser, and the language server runs in its worker', async () => {
  const [page = ''] = examples('embedding.md', 'In a browser', 'html');
  await installed.write('page.html', `<!doctype html><meta charset="utf-8"><body>${page}`);
  const server = createServer((request, response) => {
    const name = path.posix.normalize(request.url ?? '/');
    response.setHeader('Content-Type', name.endsWith('.js') ? 'text/javascript' : 'text/html');
    readFile(installed.at(name)).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await startBrowser();
  try {
    const refused: string[] = [];
    const context = await newContext(browser, { width: 400, height: 300 }, (url) => refused.push(url));
    const tab = await context.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`);
    await tab.getByText('message/duplicate-field').waitFor({ timeout: 10_000 });
    const answer = await tab.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const worker = new Worker('/node_modules/mail-language-server/dist/worker.js');
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.onmessage = ({ data }: MessageEvent<{ result?: { serverInfo?: unknown } }>) => {
            resolve(data.result?.serverInfo);
          };
          const params = { processId: null, rootUri: null, capabilities: {} };
          worker.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
        }),
    );
    assert.deepEqual(answer, { name: 'mail-language-server' });
    assert.deepEqual(refused, []);
  } finally {
    await browser.close();
    server.close();
  }
});

test('the language server answers over standard input and output', async () => {
  const bin = installed.at('node_modules/.bin/mail-workbench');
  const server = spawn(bin, ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  try {
    await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still requires it
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await connection.sendNotification('initialized', {});
    const textDocument = { uri: 'untitled:a.eml', languageId: 'eml', version: 1, text: FAULTY };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: textDocument.uri },
    });
    const codes = report.kind === 'full' ? report.items.map(({ code }) => code) : [];
    assert.ok(codes.includes('message/duplicate-field'), codes.join(' '));
  } finally {
    server.kill();
    connection.dispose();
  }
});

test('the command line lints, shows the parts, and decodes rare charsets', async () => {
  await installed.write('bad.eml', FAULTY);
  // "Grün" in code page 850, which no TextDecoder knows.
  await installed.write('dos.eml', 'From: a@example.org\r\nSubject: =?cp850?Q?Gr=81n?=\r\n\r\n');
  const bin = installed.at('node_modules/.bin/mail-workbench');
  const cwd = installed.folder.path;
  const { code, output } = await run(bin, ['lint', 'bad.eml'], { cwd, output: 'capture' });
  assert.equal(code, 1);
  assert.match(output, /^bad\.eml:3:1 +\w+ .*message\/duplicate-field$/m);
  assert.match(await runQuietly(bin, ['tree', 'dos.eml'], { cwd }), /"Grün"/);
});
