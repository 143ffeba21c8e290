// Tests of `mail-workbench tree` and `mail-workbench lsp`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workspace } from './commandRun.ts';

const mixed = [
  'From: ann@example.org',
  'Subject: =?iso-8859-2?Q?=B9kola?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Hello',
  '--b',
  'Content-Type: application/octet-stream',
  "Content-Disposition: attachment; filename*=utf-8''%e2%82%ac.bin",
  'Content-Transfer-Encoding: base64',
  '',
  'AAEC',
  '--b--',
  '',
].join('\r\n');

interface PartJson {
  parts: PartJson[];
  headers: unknown[];
}

test('prints the parts for people', async (context) => {
  const space = await workspace(context, { 'a.eml': mixed });
  assert.deepEqual(await space.run(['tree', 'a.eml']), {
    code: 0,
    stdout: [
      `multipart/mixed  ${Buffer.byteLength(mixed) - mixed.indexOf('--b')} octets  "škola"`,
      '  text/plain  utf-8, 7bit, 5 octets',
      '  application/octet-stream  "€.bin"  attachment, base64, 3 octets',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('prints all that is known as JSON', async (context) => {
  const space = await workspace(context);
  const { code, stdout } = await space.run(['tree', '--json', '-'], { input: mixed });
  const { parts, headers, ...root } = JSON.parse(stdout) as PartJson;
  const bodyFrom = mixed.indexOf('--b');
  assert.equal(code, 0);
  assert.deepEqual(root, {
    ...{ type: 'multipart/mixed', parameters: { boundary: 'b' }, disposition: null, filename: null },
    ...{
      encoding: '7bit',
      charset: null,
      headerFrom: 0,
      bodyFrom,
      bodyTo: mixed.length,
      decodedOctets: mixed.length - bodyFrom,
    },
  });
  const subject = mixed.indexOf('Subject');
  assert.deepEqual(headers[1], {
    ...{ name: 'Subject', value: '=?iso-8859-2?Q?=B9kola?=', decoded: 'škola' },
    ...{ from: subject, to: mixed.indexOf('MIME-Version') },
  });
  assert.equal(parts.length, 2);
  const { headers: _headers, ...file } = parts[1]!;
  assert.deepEqual(file, {
    ...{ type: 'application/octet-stream', parameters: {}, disposition: 'attachment', filename: '€.bin' },
    ...{ encoding: 'base64', charset: null, headerFrom: mixed.indexOf('Content-Type: application') },
    ...{ bodyFrom: mixed.indexOf('AAEC'), bodyTo: mixed.indexOf('AAEC') + 4, decodedOctets: 3, parts: [] },
  });
});

for (const depth of [1000, 4990]) {
  test(`${depth} levels deep`, async (context) => {
    let deep = 'From: ann@example.org\r\n';
    for (let i = 0; i < depth; i++) {
      deep += `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`;
    }
    const space = await workspace(context, { 'a.eml': `${deep}\r\nhi` });
    const { code, stdout } = await space.run(['tree', '--json', 'a.eml']);
    let levels = 0;
    for (let [part] = [JSON.parse(stdout) as PartJson | undefined]; part; part = part.parts[0]) levels++;
    assert.deepEqual([code, levels], [0, depth + 1]);
    assert.equal((await space.run(['tree', 'a.eml'])).stdout.split('\n').length, depth + 2);
  });
}

test('names and subjects from mail are spelled out', async (context) => {
  const space = await workspace(context, {
    'a.eml': 'Subject: a\u001b[2Jb\r\nContent-Type: text/\u009bx\r\n\r\n',
  });
  for (const args of [
    ['tree', 'a.eml'],
    ['tree', '--json', 'a.eml'],
  ]) {
    assert.doesNotMatch((await space.run(args)).stdout, /[\0-\x09\x0b-\x1f\x7f-\x9f]/);
  }
});

test('what cannot be read: status 2', async (context) => {
  const space = await workspace(context, { 'in/a.eml': '' });
  assert.deepEqual(await space.run(['tree', 'gone.eml']), {
    code: 2,
    stdout: '',
    stderr: 'mail-workbench: gone.eml: no such file or folder\n',
  });
  assert.equal((await space.run(['tree', 'in'])).stderr, 'mail-workbench: in: is a folder\n');
});

test('lsp starts the language server', async (context) => {
  const space = await workspace(context);
  const frame = (value: object): string => {
    const json = JSON.stringify({ jsonrpc: '2.0', ...value });
    return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
  };
  const params = { processId: null, rootUri: null, capabilities: {} };
  const input =
    frame({ id: 1, method: 'initialize', params }) +
    frame({ id: 2, method: 'shutdown' }) +
    frame({ method: 'exit' });
  const { code, stdout } = await space.run(['lsp', '--stdio'], { input, goesOn: true });
  assert.equal(code, 0);
  assert.match(stdout, /"capabilities":/);
});
