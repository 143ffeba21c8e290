// Sessions for the examples of rules about state over time: what happens must not depend on how long ago it was.

/** A greeting and a CAPA that is answered with these capabilities. */
export function announced(...capabilities: readonly string[]): string {
  return `S: +OK ready <1896.697@mail.example.com>\n${capa(...capabilities)}`;
}

/** A CAPA that is answered with these capabilities. */
export function capa(...capabilities: readonly string[]): string {
  return `C: CAPA\nS: +OK\n${capabilities.map((line) => `S: ${line}\n`).join('')}S: .\n`;
}

/** A login by USER and PASS. */
export const LOGIN = 'C: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n';

/** Commands that change nothing. */
export function noops(count: number): string {
  return 'C: NOOP\nS: +OK\n'.repeat(count);
}

/** Logins that fail: what a client may do again and again before one succeeds. */
export function failedLogins(count: number): string {
  return 'C: USER ann\nS: +OK\nC: PASS wrong\nS: -ERR no\n'.repeat(count);
}
