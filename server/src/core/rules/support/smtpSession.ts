// A long clean SMTP session, for examples of rules about what a session has gone through.

const transaction = (to: string): string =>
  `C: MAIL FROM:<ann@example.com>\nS: 250 2.1.0 ok\nC: RCPT TO:<${to}@example.com>\nS: 250 2.1.5 ok\n` +
  'C: RCPT TO:<none@example.com>\nS: 550 5.1.1 unknown\nC: DATA\nS: 354 go\n' +
  'C: From: ann@example.com\nC: Subject: test\nC: \nC: ..\nC: .\nS: 250 2.0.0 queued\n';

/**
 * A session of more than twenty commands, in which nothing is wrong: the server knows ENHANCEDSTATUSCODES, PIPELINING
 * and CHUNKING, and no transaction is under way in front of `body`.
 */
export function longSmtpSession(body: string): string {
  const names = ['bob', 'carol', 'dave', 'erin', 'frank'];
  return (
    'S: 220 mx.example.com ESMTP\nC: EHLO a.example\nS: 250-mx.example.com\nS: 250-PIPELINING\nS: 250-CHUNKING\n' +
    'S: 250 ENHANCEDSTATUSCODES\nC: NOOP\nS: 250 2.0.0 ok\n' +
    names.map(transaction).join('') +
    'C: RSET\nS: 250 2.0.0 ok\n' +
    body +
    'C: QUIT\nS: 221 2.0.0 bye\n'
  );
}
