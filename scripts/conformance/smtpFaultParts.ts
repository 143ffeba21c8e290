// What the sessions with seeded SMTP faults are made of.

/** A row: the rule without its protocol, its message, and a session in which `«»` mark where it is to be found. */
export type SmtpFaultRow = readonly [rule: string, message: string, text: string];

/** A greeting and a hello that is answered with these keywords. */
export const session = (keywords: readonly string[], verb = 'EHLO'): string => {
  const lines = ['mx.test', ...keywords];
  const reply = lines.map((line, at) => `S: 250${at === lines.length - 1 ? ' ' : '-'}${line}\n`);
  return `S: 220 mx.test ESMTP ready\nC: ${verb} c.test.example\n${reply.join('')}`;
};
export const HELLO = session(['PIPELINING', 'SIZE 100000', '8BITMIME', 'DSN']);
export const MAIL = 'C: MAIL FROM:<a@test.example>\nS: 250 ok\n';
export const RCPT = 'C: RCPT TO:<b@test.example>\nS: 250 ok\n';
export const BYE = 'C: QUIT\nS: 221 bye\n';
export const MESSAGE =
  'C: From: <a@test.example>\nC: To: <b@test.example>\nC: Subject: x\nC: Date: Sat, 21 Nov 2026 10:00:00 +0000\n' +
  'C: Message-ID: <1@test.example>\nC: \nC: body\n';
export const DATA = `C: DATA\nS: 354 go\n${MESSAGE}C: .\nS: 250 queued\n`;
export const SENT = MAIL + RCPT + DATA;
