// Makes the file of a new rule, which fails its own example until its check is written: `npm run new-rule message/some-thing`.

import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { ruleFile } from './generate/ruleIndex.ts';

const root = path.join(import.meta.dirname, '..');
const [id = ''] = process.argv.slice(2);
const file = path.join(root, 'server/src/core/rules', ruleFile(id));

if (!/^(?:message|smtp|pop3|imap)\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
  fail(
    `"${id}" is no rule id. Write the language and a name in kebab case: npm run new-rule message/some-thing`,
  );
} else if (existsSync(file)) {
  fail(`${path.relative(root, file)} exists already`);
} else {
  writeFileSync(file, template(id));
  spawnSync(process.execPath, [path.join(root, 'scripts/generate.ts')], { stdio: 'inherit' });
  console.log(`
${path.relative(root, file)} is there and fails its own example. Next:
  1. Choose the scope, write the examples («» mark what is wrong), then the check.
  2. npm run test:unit      the examples run in a file, in SMTP DATA and in an IMAP literal
  3. npm run generate       docs/rules/${id}.md, the settings and the schema
  4. npm run check`);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function template(name: string): string {
  return `// Rule ${name}: say here what it finds.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: '${name}',
  scope: 'field',
  severity: 'warning',
  fields: ['subject'],
  references: [rfc(5322, '3.6.5')],
  summary: 'One sentence that says what the rule finds.',
  why: 'A few sentences: what happens to such mail, who minds, why the author should change it.',
  messages: { found: '{text} must not stand here' },
  examples: {
    valid: [{ text: 'Subject: good\\n' }],
    invalid: [{ text: 'Subject: «bad»\\n' }],
  },
  check({ field }, { report }) {
    // Offsets are those of the document. Report what is wrong:
    //   report({ message: 'found', at: { from, to }, data: { text } });
    void field;
    void report;
  },
});
`;
}
