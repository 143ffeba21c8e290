// Tests of the configuration parser: every problem with its words and its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../test/runs.ts';
import type { Rule } from '../core/index.ts';
import { parseConfig } from './parseConfig.ts';

const rules = [
  { id: 'message/date-weekday' },
  {
    id: 'message/line-length',
    options: { defaults: { limit: 78, exempt: ['a'], soft: true }, description: {} },
  },
] as unknown as readonly Rule[];

const parse = (text: string): ReturnType<typeof parseConfig> => parseConfig(text, rules);

/** Each problem as `marked text: message`. */
function problems(text: string): string[] {
  return parse(text).problems.map(({ from, to, message }) => `${text.slice(from, to)}: ${message}`);
}

test('reads all there is, with comments and trailing commas', () => {
  const { problems: found, ...config } = parse(`{
    // Our own choice.
    "$schema": "https://example.org/schema.json",
    "root": true,
    "profile": "strict",
    "rules": {
      "message/date-weekday": "off",
      "message/line-length": ["warning", { "limit": 100 }],
    },
    "overrides": [{ "files": ["drafts/**"], "profile": "receive", "rules": { "message/date-weekday": "hint" } }],
  }`);
  assert.deepEqual(found, []);
  assert.deepEqual(config, {
    root: true,
    profile: 'strict',
    rules: { 'message/date-weekday': 'off', 'message/line-length': ['warning', { limit: 100 }] },
    overrides: [{ files: ['drafts/**'], profile: 'receive', rules: { 'message/date-weekday': 'hint' } }],
  });
});

for (const [text, ...expected] of [
  [
    '{"rules": {"message/date-weekda": "off"}}',
    '"message/date-weekda": There is no rule "message/date-weekda". Did you mean "message/date-weekday"?',
  ],
  [
    '{"rules": {"line-length": "off"}}',
    '"line-length": There is no rule "line-length". Did you mean "message/line-length"?',
  ],
  ['{"rules": {"something/else": "off"}}', '"something/else": There is no rule "something/else".'],
  [
    '{"rules": {"message/date-weekday": "warn"}}',
    '"warn": A level is one of error, warning, info, hint and off. Did you mean "warning"?',
  ],
  ['{"rules": {"message/date-weekday": 2}}', '2: A level is one of error, warning, info, hint and off.'],
  ['{"rules": {"message/date-weekday": []}}', '[]: A rule is set to a level, or to [level, options].'],
  [
    '{"rules": {"message/line-length": ["error", {"limt": 1}]}}',
    '"limt": The rule "message/line-length" has no option "limt". Did you mean "limit"?',
  ],
  ['{"rules": {"message/line-length": ["error", {"limit": "1"}]}}', '"1": The option "limit" is a number.'],
  ['{"rules": {"message/line-length": ["error", {"exempt": 1}]}}', '1: The option "exempt" is an array.'],
  ['{"rules": []}', '[]: "rules" must be an object.'],
  [
    '{"profile": "strickt"}',
    '"strickt": A profile is one of standard, strict, receive and outgoing. Did you mean "strict"?',
  ],
  ['{"root": 1}', '1: "root" is true or false.'],
  ['{"rulez": {}}', '"rulez": The configuration has no "rulez". Did you mean "rules"?'],
  [
    '{"overrides": [{"rules": {}}]}',
    '{"rules": {}}: An override names its "files" as an array of patterns, such as ["drafts/**"].',
  ],
  [
    '{"overrides": [{"files": ["a", ""]}]}',
    '"": An override names its "files" as an array of patterns, such as ["drafts/**"].',
  ],
  ['{"root": true, "root": false}', '"root": "root" stands here twice; the later one counts.'],
  ['[1]', '[1]: The configuration must be an object.'],
  ['{"root" true}', 'true: A colon is missing here.'],
  ['', ': A value is missing here.'],
] as const) {
  test(`says what is wrong in ${text}`, () => assert.deepEqual(problems(text), expected));
}

test('keeps what is right beside what is wrong', () => {
  const { rules: kept, profile } = parse(
    '{"profile": "strict", "rules": {"message/date-weekday": "off", "x": "off"} ',
  );
  assert.deepEqual(kept, { 'message/date-weekday': 'off' });
  assert.equal(profile, 'strict');
});

test('a name such as __proto__ is a name like any other', () => {
  assert.deepEqual(problems('{"rules": {"__proto__": "off"}}'), [
    '"__proto__": There is no rule "__proto__".',
  ]);
  assert.equal(Object.getPrototypeOf(parse('{"rules": {"__proto__": "off"}}').rules), Object.prototype);
});

test('refuses what is too deep or too long', () => {
  assert.match(parse('['.repeat(100_000)).problems[0]!.message, /nested too deep/);
  assert.match(parse(`{"a": "${'x'.repeat(2_000_000)}"}`).problems[0]!.message, /too long/);
});

test('never throws, whatever the text', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"rules"',
    '"files"',
    '"overrides"',
    'true',
    '1',
    '//',
    '/*',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const { from, to } of parse(text).problems) {
        assert.ok(from >= 0 && from <= to && to <= text.length);
      }
    }),
    runs(500),
  );
});
