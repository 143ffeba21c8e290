// Tests of how configuration reaches the command line, and of how it complains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtful, workspace } from './commandRun.ts';

const level = (severity: string): string =>
  JSON.stringify({ rules: { 'message/date-weekday-mismatch': severity } });

test('the nearest configuration wins, rule by rule', async (context) => {
  const space = await workspace(context, {
    '.mailworkbench.json':
      '{"rules": {"message/date-weekday-mismatch": "error", "message/duplicate-field": "off"}}',
    'a/1.eml': doubtful,
    'b/.mailworkbench.json': level('hint'),
    'b/2.eml': doubtful.replace('Subject:', 'Subject: x\r\nSubject:'),
    'c/.mailworkbench.json': '{"root": true}',
    'c/3.eml': doubtful.replace('Subject:', 'Subject: x\r\nSubject:'),
  });
  const { stdout } = await space.run(['lint', '--format', 'json', 'a', 'b', 'c']);
  const found = (JSON.parse(stdout) as { findings: { rule: string; severity: string }[] }[]).map(
    ({ findings }) => findings.map(({ rule, severity }) => `${severity} ${rule}`),
  );
  assert.deepEqual(found.slice(0, 2), [
    ['error message/date-weekday-mismatch'],
    ['hint message/date-weekday-mismatch'],
  ]);
  assert.ok(found[2]?.some((finding) => finding.endsWith('message/duplicate-field')));
});

test('what lies above the repository does not count', async (context) => {
  const space = await workspace(context, {
    '.mailworkbench.json': level('off'),
    'repository/.git/HEAD': '',
    'repository/a.eml': doubtful,
  });
  assert.match((await space.run(['lint', 'repository'])).stdout, /date-weekday-mismatch/);
});

test('--config is the only one that counts; its patterns start at its folder', async (context) => {
  const space = await workspace(context, {
    '.mailworkbench.json': level('off'),
    'ci.json': '{"overrides": [{"files": ["a/**"], "rules": {"message/date-weekday-mismatch": "error"}}]}',
    'a/1.eml': doubtful,
  });
  assert.equal((await space.run(['lint', 'a'])).code, 0);
  assert.equal((await space.run(['lint', '--config', 'ci.json', 'a'])).code, 1);
});

test('--profile beats the profile of a file', async (context) => {
  const space = await workspace(context, {
    '.mailworkbench.json': '{"profile": "standard"}',
    'a.eml': doubtful,
  });
  // A profile overlays the severities that `standard` gives: the rule says `error` for `strict`.
  assert.equal((await space.run(['lint', 'a.eml'])).code, 0);
  assert.equal((await space.run(['lint', '--profile', 'strict', 'a.eml'])).code, 1);
});

test('every fault of a configuration is told with its place: status 2', async (context) => {
  const space = await workspace(context, {
    '.mailworkbench.json': '{\n  "profile": "strickt",\n  "rules": {"message/duplicate-feild": "off"}\n',
    'a.eml': doubtful,
  });
  const { code, stdout, stderr } = await space.run(['lint', 'a.eml']);
  assert.equal(code, 2);
  assert.match(stdout, /date-weekday-mismatch/);
  assert.deepEqual(stderr.split('\n'), [
    'mail-workbench: .mailworkbench.json:2:14: A profile is one of standard, strict, receive and outgoing. Did you mean "strict"?',
    'mail-workbench: .mailworkbench.json:3:13: There is no rule "message/duplicate-feild". Did you mean "message/duplicate-field"?',
    'mail-workbench: .mailworkbench.json:4:1: A closing brace is missing here.',
    '',
  ]);
});

test('a configuration that is not there is a mistake on the command line', async (context) => {
  const space = await workspace(context, { 'a.eml': doubtful });
  assert.deepEqual(await space.run(['lint', '--config', 'none.json', 'a.eml']), {
    code: 2,
    stdout: '',
    stderr: 'mail-workbench: --config none.json: no such file or folder.\n',
  });
});

for (const [args, sentence] of [
  ['lint', 'Name a file or a folder to check, or - for the standard input.'],
  ['lint --fromat json a.eml', 'There is no option --fromat; did you mean --format?'],
  ['lint --colour a.eml', 'There is no option --colour; mail-workbench lint --help lists them.'],
  ['lint --format yaml a.eml', '--format is one of text, json, jsonl, sarif, not "yaml".'],
  ['lint a.eml --format', '--format needs a value: --format FORMAT.'],
  ['lint --max-warnings -1 a.eml', '--max-warnings is a whole number from 0, not "-1".'],
  ['lint --jobs 0 a.eml', '--jobs is a whole number from 1, not "0".'],
  ['tree --json=yes a.eml', '--json takes no value.'],
  ['tree a.eml b.eml', 'Name one file, or - for the standard input.'],
  ['lsp', 'Say how the editor speaks with the server: mail-workbench lsp --stdio.'],
  ['lnt a.eml', 'There is no command lnt; did you mean lint?'],
  ['--frobnicate', 'There is no option --frobnicate; mail-workbench --help lists them.'],
] as const) {
  test(`one sentence for: ${args}`, async (context) => {
    const space = await workspace(context, { 'a.eml': doubtful });
    assert.deepEqual(await space.run(args.split(' ')), {
      code: 2,
      stdout: '',
      stderr: `mail-workbench: ${sentence}\n`,
    });
  });
}

for (const args of ['--help', 'help', 'lint --help', 'tree -h', 'lsp --help', 'lint --fromat --help']) {
  test(`help for: ${args}`, async (context) => {
    const { code, stdout, stderr } = await (await workspace(context)).run(args.split(' '));
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^Usage: mail-workbench /m);
    assert.doesNotMatch(stdout, /clientProcessId/);
  });
}

for (const args of ['--version', 'lint --version', 'tree --version', 'lsp --version']) {
  test(`version for: ${args}`, async (context) => {
    const { code, stdout } = await (await workspace(context)).run(args.split(' '));
    assert.equal(code, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\S*\n$/);
  });
}
