// Lints the messages of the corpora and counts what the rules say.

import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Finding, OpenMail, ResolvedConfig, RuleConfig } from '../../server/src/core/index.ts';
import type { MailFile } from './corpus.ts';

const failures = new Map<string, unknown>();

/** One service for all checks; a rule that throws is remembered by its id. */
const service = createMailService({ ruleFailed: (rule, error) => failures.set(rule, error) });

/** The rules that threw since the last call, with the error. */
export function takeFailures(): [rule: string, error: unknown][] {
  const taken = [...failures];
  failures.clear();
  return taken;
}

export function configuration(config: RuleConfig): ResolvedConfig {
  return service.configure(config);
}

/** Every rule at its own severity, those that are off as hints. */
export function everyRule(): ResolvedConfig {
  return service.configure({
    rules: Object.fromEntries(
      service.rules.map((rule) => [rule.id, rule.severity === 'off' ? 'hint' : rule.severity]),
    ),
  });
}

export function open(file: MailFile): OpenMail {
  return service.open({ snapshot: textSnapshot(file.text), octets: file.octets });
}

export function lint(file: MailFile, config: ResolvedConfig): readonly Finding[] {
  return open(file).findings(config);
}

/** `file:line: sentence [rule]`, for people. */
export function describe(file: MailFile, finding: Finding): string {
  const line = file.text.slice(0, finding.from).split(/\r\n|\r|\n/).length;
  return `${file.name}:${String(line)}: ${service.message(finding)} [${finding.rule}]`;
}
