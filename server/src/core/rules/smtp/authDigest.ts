// Rule smtp/auth-digest: a digest of CRAM-MD5 that the password in the log does not give.

import { authDigestRule } from '../support/digestRule.ts';
import { transactions } from '../support/smtpExamples.ts';

const BEGIN = 'S: 220 mx.example.com ESMTP\nC: EHLO a.example\nS: 250 mx.example.com\n';
const CRAM = 'C: AUTH CRAM-MD5\nS: 334 PDE4OTYuNjk3QG1haWwuZXhhbXBsZS5jb20+\n';
const PLAIN = 'C: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235 ok\n';

export default authDigestRule('smtp', {
  examples: {
    valid: [
      {
        text: `${BEGIN}${CRAM}C: YW5uIGU4YjlkYzA4ZTg0YjY1OWYyMmZhNjk4ZTZlMWNmYTcy\nS: 535 no\n${transactions(4)}${PLAIN}`,
      },
      { text: `${BEGIN}${CRAM}C: YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0\nS: 235 ok\n` },
      {
        text: `${BEGIN}${CRAM}C: YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0\nS: 235 ok\nC: AUTH PLAIN AGFubgA8cmVkYWN0ZWQ+\nS: 503 no\n`,
      },
    ],
    invalid: [
      { text: `${BEGIN}${CRAM}C: «YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0»\nS: 535 no\n${PLAIN}` },
      {
        text: `${BEGIN}${CRAM}C: «YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0»\nS: 535 no\n${transactions(4)}${PLAIN}`,
      },
    ],
  },
});
