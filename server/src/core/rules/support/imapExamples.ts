// Sessions for the examples of rules about state over time: what happens must not depend on how long ago it was.

/** A server's greeting with capabilities, and a login behind which they are announced again. */
export function loggedIn(capabilities: string): string {
  return (
    `S: * OK [CAPABILITY ${capabilities}] ready\n` +
    `C: l1 LOGIN ann secret\nS: l1 OK [CAPABILITY ${capabilities}] welcome\n`
  );
}

/** Commands that change nothing. */
export function noops(count: number): string {
  return Array.from({ length: count }, (_, at) => `C: n${String(at)} NOOP\nS: n${String(at)} OK done\n`).join(
    '',
  );
}

/** A mailbox that is opened. */
export function opened(
  verb: 'SELECT' | 'EXAMINE',
  code = verb === 'SELECT' ? 'READ-WRITE' : 'READ-ONLY',
): string {
  return `C: o1 ${verb} INBOX\nS: * 4 EXISTS\nS: o1 OK [${code}] done\n`;
}
