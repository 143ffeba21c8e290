// Tests of SARIF: valid by its schema, and what viewers read in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { doubtful, faulty, message, workspace } from './commandRun.ts';

interface Sarif {
  runs: {
    tool: { driver: { rules: Record<string, unknown>[] } };
    results: Record<string, unknown>[];
    invocations: Record<string, unknown>[];
  }[];
}

const validate = sarifValidator();

/** The schema is draft 4; what it uses of it means the same to later drafts. One of its patterns is no Unicode one. */
function sarifValidator(): ValidateFunction {
  const { $schema: _draft, id: _id, ...schema } = sarifSchema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:[!-~]*$/i);
  ajv.addFormat('uri-reference', /^(?:[!#$&-;=?-Z_a-z~]|%[0-9A-F]{2})+$/);
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv.compile(schema);
}

/** Parses a log after the schema has had its say. */
function parsed(text: string): Sarif['runs'][number] {
  const log = JSON.parse(text) as Sarif;
  assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
  return log.runs[0]!;
}

test('results with rule, level, place and related places', async (context) => {
  const space = await workspace(context, { 'a b%.eml': faulty, 'in/ü.eml': doubtful });
  const { code, stdout } = await space.run(['lint', '--format', 'sarif', 'a b%.eml', 'in']);
  const { results, tool, invocations } = parsed(stdout);
  const [duplicate] = results;
  const { ruleId, ruleIndex, level, locations } = duplicate as {
    ruleId: string;
    ruleIndex: number;
    level: string;
    locations: unknown;
  };
  const charOffset = faulty.lastIndexOf('Subject');
  assert.deepEqual(
    [ruleId, tool.driver.rules[ruleIndex]?.['id'], level, locations],
    [
      'message/duplicate-field',
      'message/duplicate-field',
      'error',
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b%25.eml' },
            region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 8, charOffset, charLength: 7 },
          },
        },
      ],
    ],
  );
  assert.match(JSON.stringify(results.at(-1)), /"uri":"in\/%C3%BC\.eml"/);
  assert.deepEqual(
    [code, invocations[0]?.['executionSuccessful'], invocations[0]?.['exitCode']],
    [1, true, 1],
  );
});

test('every rule with its help and level', async (context) => {
  const off = '{"rules": {"message/duplicate-field": "off"}}';
  const space = await workspace(context, { 'a.eml': faulty, 'off.json': off });
  const { tool, results } = parsed(
    (await space.run(['lint', '--format=sarif', '--config', 'off.json', 'a.eml'])).stdout,
  );
  assert.equal(results.length, 0);
  for (const { id, helpUri, help, defaultConfiguration } of tool.driver.rules) {
    assert.match(String(helpUri), /^https:\/\/.*\.md$/);
    assert.ok((help as { markdown: string }).markdown.length > 40);
    const enabled = id === 'message/duplicate-field' ? { enabled: false } : defaultConfiguration;
    assert.deepEqual(defaultConfiguration, enabled);
  }
});

test('what could not be used stands in the invocation', async (context) => {
  const space = await workspace(context, { 'a.eml': message(), '.mailworkbench.json': '{"rools": {}}' });
  const { code, stdout } = await space.run([
    'lint',
    '--format',
    'sarif',
    'a.eml',
    'gone.eml',
    '/gone too',
    '-',
  ]);
  const { invocations } = parsed(stdout);
  const [invocation] = invocations as {
    executionSuccessful: boolean;
    toolExecutionNotifications: { locations: unknown; message: unknown }[];
    toolConfigurationNotifications: { locations: unknown; message: unknown }[];
  }[];
  assert.deepEqual([code, invocation!.executionSuccessful], [2, false]);
  assert.deepEqual(
    invocation!.toolExecutionNotifications.map(({ locations }) => locations),
    ['gone.eml', 'file:///gone%20too'].map((uri) => [{ physicalLocation: { artifactLocation: { uri } } }]),
  );
  assert.match(JSON.stringify(invocation!.toolConfigurationNotifications), /has no \\"rools\\"/);
});

test('no files, and the standard input, are valid too', async (context) => {
  const space = await workspace(context);
  assert.deepEqual(parsed((await space.run(['lint', '--format', 'sarif', '.'])).stdout).results, []);
  const { results } = parsed((await space.run(['lint', '--format', 'sarif', '-'], { input: faulty })).stdout);
  assert.match(JSON.stringify(results), /"uri":"stdin:"/);
});
