// Sessions for the examples of rules about state over time: what happens must not depend on how long ago it was.

/** A greeting and an EHLO that is answered with these extensions. */
export function greeted(...extensions: readonly string[]): string {
  const lines = ['mx.example.com', ...extensions];
  const reply = lines.map((line, at) => `S: 250${at === lines.length - 1 ? ' ' : '-'}${line}\n`).join('');
  return `S: 220 mx.example.com ESMTP\nC: EHLO a.example\n${reply}`;
}

/** Whole transactions of five commands each, of every kind of end: sent, refused, reset. */
export function transactions(count: number): string {
  return Array.from({ length: count }, (_, at) => transaction(at)).join('');
}

function transaction(at: number): string {
  const begin =
    `C: NOOP\nS: 250 ok\nC: MAIL FROM:<a${String(at)}@example.com>\nS: 250 ok\n` +
    'C: RCPT TO:<b@example.com>\nS: 250 ok\nC: RCPT TO:<c@example.com>\nS: 550 no\n';
  return begin + (ENDS[at % ENDS.length] ?? '');
}

const ENDS = [
  'C: DATA\nS: 354 go\nC: Subject: test\nC: \nC: ..\nC: .\nS: 250 ok\n',
  'C: RSET\nS: 250 ok\n',
  'C: DATA\nS: 354 go\nC: Subject: test\nC: \nC: RSET\nC: .\nS: 554 spam\n',
  'C: EHLO a.example\nS: 250-mx.example.com\nS: 250 PIPELINING\n',
];
