// Tests of `mail-workbench lint`: formats, places, exit status, input, configuration.
import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { doubtful, faulty, message, workspace } from './commandRun.ts';
import type { CommandRun } from './commandRun.ts';

interface ReportedFile {
  file: string;
  findings: Record<string, unknown>[];
  error?: string;
}

const reports = ({ stdout }: CommandRun): ReportedFile[] => JSON.parse(stdout) as ReportedFile[];
const files = (run: CommandRun): string[] => reports(run).map(({ file }) => file);
const JSON_FORMAT = ['lint', '--format', 'json'];

test('text: one line a finding, a summary, status 1', async (context) => {
  const { run } = await bound(context, { 'a.eml': faulty, 'b.eml': message() });
  assert.deepEqual(await run('lint', 'a.eml', 'b.eml'), {
    code: 1,
    stdout:
      'a.eml:9:1  error    Subject may occur only once and stands here again  message/duplicate-field\n\n' +
      '1 error in 2 files.\n',
    stderr: '',
  });
});

test('nothing found: status 0', async (context) => {
  const { run } = await bound(context, { 'b.eml': message() });
  assert.deepEqual(await run('lint', 'b.eml'), { code: 0, stdout: 'Nothing found in 1 file.\n', stderr: '' });
});

test('json: every file, with the shape that programs rely on', async (context) => {
  const { run } = await bound(context, { 'a.eml': faulty, 'b.eml': message() });
  const from = faulty.lastIndexOf('Subject');
  assert.deepEqual(reports(await run(...JSON_FORMAT, 'b.eml', 'a.eml')), [
    { file: 'b.eml', findings: [] },
    {
      file: 'a.eml',
      findings: [
        {
          rule: 'message/duplicate-field',
          severity: 'error',
          message: 'Subject may occur only once and stands here again',
          ...{ from, to: from + 7, line: 9, column: 1, endLine: 9, endColumn: 8 },
        },
      ],
    },
  ]);
});

for (const [name, prefix, lineEnd] of [
  ['CRLF', '', '\r\n'],
  ['LF', '', '\n'],
  ['CR', '', '\r'],
  ['a byte order mark', '\ufeff', '\r\n'],
  ['characters of four octets', 'X-Smile: 😀\r\n', '\r\n'],
] as const) {
  test(`places count UTF-16 units of the text: ${name}`, async (context) => {
    const text = (prefix + doubtful).replaceAll('\r\n', lineEnd);
    const { run } = await bound(context, { 'a.eml': text });
    const report = reports(await run(...JSON_FORMAT, 'a.eml'))[0]!;
    const found = report.findings.find(({ rule }) => rule === 'message/date-weekday-mismatch')!;
    const own = text.replace(/^\ufeff/, '');
    const line = prefix.includes('\n') ? 4 : 3;
    const from = own.indexOf('Wed');
    const expected = { from, to: from + 3, line, column: 7, endLine: line, endColumn: 10 };
    assert.deepEqual({ ...found, ...expected }, found);
  });
}

test('octets that are no UTF-8 are read one character an octet', async (context) => {
  const { run } = await bound(context, {
    'a.eml': Buffer.from(`X-Name: J\u00fcrgen\r\n${doubtful}`, 'latin1'),
  });
  const found = reports(await run(...JSON_FORMAT, 'a.eml'))[0]!.findings;
  assert.equal(
    found.find(({ rule }) => rule === 'message/date-weekday-mismatch')?.['from'],
    'X-Name: J.rgen\r\n'.length + doubtful.indexOf('Wed'),
  );
});

test('warnings are an error above --max-warnings', async (context) => {
  const { run } = await bound(context, { 'a.eml': doubtful });
  assert.equal((await run('lint', 'a.eml')).code, 0);
  assert.equal((await run('lint', '--max-warnings', '1', 'a.eml')).code, 0);
  const { code, stderr } = await run('lint', '--max-warnings=0', 'a.eml');
  assert.deepEqual([code, stderr], [1, 'mail-workbench: Too many warnings: 1, where 0 are allowed.\n']);
});

test('what cannot be used is told, and the rest is checked: status 2', async (context) => {
  const { run } = await bound(context, { 'a.eml': faulty, 'in/b.txt': '' });
  const ran = await run(...JSON_FORMAT, 'missing.eml', 'in/b.txt/c.eml', 'a.eml');
  assert.deepEqual([ran.code, files(ran)], [2, ['missing.eml', 'in/b.txt/c.eml', 'a.eml']]);
  assert.equal(reports(ran)[0]!.error, 'no such file or folder');
  assert.equal(reports(ran)[2]!.findings.length, 1);
  assert.equal(
    ran.stderr,
    'mail-workbench: missing.eml: no such file or folder\n' +
      'mail-workbench: in/b.txt/c.eml: no such file or folder\n',
  );
});

test('files keep the order of the arguments; folders are walked by name', async (context) => {
  const { run, folder } = await bound(context, {
    'z.eml': message(),
    'in/b.eml': message(),
    'in/B.EML': message(),
    'in/a/1.eml': message(),
    'in/a.txt': 'no mail',
    'in/node_modules/x.eml': message(),
    'other.msg': message(),
  });
  await symlink('..', path.join(folder, 'in/loop'));
  await symlink('b.eml', path.join(folder, 'in/link.eml'));
  assert.deepEqual(files(await run(...JSON_FORMAT, 'z.eml', 'in', 'other.msg', 'in/')), [
    'z.eml',
    ...['in/B.EML', 'in/a/1.eml', 'in/b.eml', 'in/link.eml'],
    'other.msg',
    ...['in/B.EML', 'in/a/1.eml', 'in/b.eml', 'in/link.eml'],
  ]);
});

test('reads the standard input', async (context) => {
  const { run, space } = await bound(context);
  const { code, stdout } = await space.run(['lint', '-'], { input: faulty });
  assert.equal(code, 1);
  assert.match(stdout, /^<stdin>:9:1 {2}error/);
  assert.deepEqual(files(await space.run([...JSON_FORMAT, '-'], { input: faulty })), ['-']);
  assert.equal((await space.run(['lint', '--language', 'eml', '-'], { input: '* OK\r\n' })).stderr, '');
  assert.equal(
    (await run('lint', '-', '-')).stderr,
    'mail-workbench: The standard input (-) can be read only once.\n',
  );
});

test('reads paths from a list', async (context) => {
  const { run, space } = await bound(context, {
    'a.eml': faulty,
    'b\n.eml': message(),
    'in/c.eml': message(),
    list: 'a.eml\0',
  });
  const input = 'b\n.eml\0in\0\0a.eml';
  assert.deepEqual(files(await space.run([...JSON_FORMAT, '--files-from', '-'], { input })), [
    'b\n.eml',
    'in/c.eml',
    'a.eml',
  ]);
  assert.deepEqual(
    files(await space.run([...JSON_FORMAT, '--files-from', '-', 'a.eml'], { input })).length,
    4,
  );
  assert.deepEqual(files(await run(...JSON_FORMAT, '--files-from', 'list')), ['a.eml']);
  assert.deepEqual(await space.run([...JSON_FORMAT, '--files-from', '-']), {
    code: 0,
    stdout: '[\n\n]\n',
    stderr: '',
  });
  assert.equal(
    (await run('lint', '--files-from', 'none')).stderr,
    'mail-workbench: --files-from none: no such file or folder.\n',
  );
});

test('nothing from mail or from a file name reaches the terminal raw', async (context) => {
  const evil = 'a\u001b]0;x\u0007\n\u202e.eml';
  const { run } = await bound(context, { [evil]: message('Sub\u001bject: x', 'X\u009b2J: y') });
  for (const format of ['text', 'json', 'sarif']) {
    const { stdout, stderr } = await run('lint', '--format', format, evil, 'missing\u001b[2J.eml');
    assert.doesNotMatch(stdout + stderr, /[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  }
  assert.equal(files(await run(...JSON_FORMAT, evil))[0], evil);
});

test('names of any octets', { skip: process.platform !== 'linux' }, async (context) => {
  const { run, space } = await bound(context, { '-dash.eml': message(), 'ü ?.eml': message() });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(
    Buffer.concat([Buffer.from(`${space.folder}/`), Buffer.from([0xff, 0x2e, 0x65, 0x6d, 0x6c])]),
    faulty,
  );
  assert.deepEqual(files(await run(...JSON_FORMAT, '--', '-dash.eml')), ['-dash.eml']);
  const ran = await run(...JSON_FORMAT, '.');
  assert.deepEqual([ran.code, files(ran)], [1, ['./-dash.eml', './ü ?.eml', './\ufffd.eml']]);
});

test('colours on demand only', async (context) => {
  const { space } = await bound(context, { 'a.eml': faulty });
  const colours = async (env: Record<string, string>): Promise<boolean> =>
    (await space.run(['lint', 'a.eml'], { env })).stdout.includes('\u001b[31m');
  assert.deepEqual(
    [
      await colours({}),
      await colours({ FORCE_COLOR: '1' }),
      await colours({ FORCE_COLOR: '0' }),
      await colours({ NO_COLOR: '1' }),
    ],
    [false, true, false, false],
  );
});

test('as many threads as wanted, the same output', async (context) => {
  const many: Record<string, string> = { 'm/.mailworkbench.json': '{"rules": {"nope": "off"}}' };
  for (let i = 0; i < 2000; i++) {
    many[`m/${i % 7}/${i}.eml`] = [faulty, doubtful, message(`X-Number: ${i}`)][i % 3]!;
  }
  const { run } = await bound(context, many);
  for (const format of ['text', 'json', 'sarif']) {
    const [one, four] = await Promise.all(
      ['1', '4'].map((jobs) => run('lint', '--format', format, '--jobs', jobs, 'm', 'gone')),
    );
    assert.equal(one!.code, 2);
    assert.match(
      one!.stderr,
      /^mail-workbench: m\/\.mailworkbench\.json:1:12: There is no rule "nope"\.\nmail-workbench: gone: /,
    );
    assert.ok(one!.stdout.length > 50_000);
    assert.deepEqual(four, one);
  }
});

test(
  'a reader that leaves ends the command quietly',
  { skip: process.platform === 'win32' },
  async (context) => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m/${i}.eml`, faulty]));
    const { space } = await bound(context, many);
    const { spawnSync } = await import('node:child_process');
    const launcher = path.join(import.meta.dirname, '../../server/bin/mail-workbench.js');
    const { stdout, stderr } = spawnSync(`"${process.execPath}" "${launcher}" lint m | head -n 1`, {
      cwd: space.folder,
      shell: true,
    });
    assert.equal(String(stderr), '');
    assert.match(String(stdout), /^m\/0\.eml:9:1 .*\n$/);
  },
);

/** A workspace with its `run` at hand. */
async function bound(...made: Parameters<typeof workspace>): Promise<{
  run: (...args: string[]) => Promise<CommandRun>;
  space: Awaited<ReturnType<typeof workspace>>;
  folder: string;
}> {
  const space = await workspace(...made);
  return { run: (...args) => space.run(args), space, folder: space.folder };
}
