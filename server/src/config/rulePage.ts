// Where the rules are explained for people.

/** The address of a rule's page. */
export function rulePage(rule: string): string {
  return `${RULE_PAGES}${rule}.md`;
}

const RULE_PAGES = 'https://github.com/mail-workbench/mail-workbench/blob/main/docs/rules/';
