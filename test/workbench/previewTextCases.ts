// Messages whose plain text has links, for the tests of each host.

/** Plain text with what looks like a link, and with what only almost does. */
export const LINKED_TEXT = [
  'From: a@example.com',
  'Subject: Linked',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'See https://example.com/a?b=c, or www.example.org.',
  '  Write to ada@example.com, not to @ada: javascript:alert(1) is <b>no</b> README.md.',
  '',
].join('\r\n');

/** Plain text behind HTML: both are shown as one. */
export const TEXT_BEHIND_HTML = [
  'From: a@example.com',
  'Subject: Two bodies',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>First, <i>as HTML</i></p>',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Second, with www.example.org and <script>alert(1)</script>',
  '--b--',
  '',
].join('\r\n');

/** The colon of a second From stands on a line of its own, which is no field for many (RFC 5322 2.2.3, 4.5). */
export const TWO_SENDERS = LINKED_TEXT.replace('Subject:', 'From\r\n : Boss <boss@example.org>\r\nSubject:');
