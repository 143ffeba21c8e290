// The sessions that the tests of the server and of the workbench open.

/** A fault of the protocol (line 7), one of the message in it (line 17), a secret (line 5), a stuffed dot (line 21). */
export const SMTP_SESSION = [
  'S: 220 mx.example.com ESMTP',
  'C: EHLO client.example.org',
  'S: 250-mx.example.com',
  'S: 250 AUTH PLAIN',
  'C: AUTH PLAIN AGFubgBzZXNhbWU=',
  'S: 235 ok',
  'C: MAIL FROM: <ann@example.org>',
  'S: 501 no space here',
  'C: MAIL FROM:<ann@example.org>',
  'S: 250 ok',
  'C: RCPT TO:<bob@example.com>',
  'S: 250 ok',
  'C: DATA',
  'S: 354 go ahead',
  'C: From: ann@example.org',
  'C: To: bob@example.com',
  'C: Date: Wed, 06 Dec 2024 10:30:00 +0100',
  'C: Message-ID: <1@example.org>',
  'C: Subject: dots',
  'C: ',
  'C: ..and a dot',
  'C: .',
  'S: 250 queued',
  'C: QUIT',
  'S: 221 bye',
  '',
].join('\n');

/** A login with a password in clear, and no fault. */
export const IMAP_SESSION = [
  'S: * OK ready',
  'C: a1 LOGIN ann sesame',
  'S: a1 OK in',
  'C: a2 LOGOUT',
  'S: * BYE',
  'S: a2 OK bye',
  '',
].join('\n');
