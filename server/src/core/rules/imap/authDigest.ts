// Rule imap/auth-digest: a digest of CRAM-MD5 that the password in the log does not give.

import { authDigestRule } from '../support/digestRule.ts';
import { noops } from '../support/imapExamples.ts';

const CRAM = 'S: * OK ready\nC: a AUTHENTICATE CRAM-MD5\nS: + PDE4OTYuNjk3QG1haWwuZXhhbXBsZS5jb20+\n';

export default authDigestRule('imap', {
  examples: {
    valid: [
      {
        text: `${CRAM}C: YW5uIGU4YjlkYzA4ZTg0YjY1OWYyMmZhNjk4ZTZlMWNmYTcy\nS: a NO no\n${noops(20)}C: b LOGIN ann secret\nS: b OK in\n`,
      },
      {
        text: `${CRAM}C: YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0\nS: a NO no\nC: b LOGIN ann ****\nS: b OK in\n`,
      },
    ],
    invalid: [
      {
        text: `${CRAM}C: «YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0»\nS: a NO no\n${noops(20)}C: b LOGIN ann secret\nS: b OK in\n`,
      },
      {
        text: `${CRAM}C: «YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0»\nS: a NO no\nC: b LOGIN {3}\nS: + ok\nC: ann "secret"\nS: b OK in\n`,
      },
    ],
  },
});
