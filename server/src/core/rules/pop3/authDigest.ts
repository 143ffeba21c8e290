// Rule pop3/auth-digest: a digest of APOP or CRAM-MD5 that the password in the log does not give.

import { authDigestRule } from '../support/digestRule.ts';
import { noops } from '../support/pop3Examples.ts';

const GREETING = 'S: +OK ready <1896.697@mail.example.com>\n';
const RIGHT = 'APOP ann a9d2e068bf7cd4895c88690a9a212f02';
const PLAIN = 'C: USER ann\nS: +OK\nC: PASS secret\nS: +OK\n';
const CRAM = 'C: AUTH CRAM-MD5\nS: + PDE4OTYuNjk3QG1haWwuZXhhbXBsZS5jb20+\n';

export default authDigestRule('pop3', {
  examples: {
    valid: [
      { text: `${GREETING}C: ${RIGHT}\nS: -ERR not so\n${PLAIN}` },
      { text: `${GREETING}${PLAIN}${noops(20)}C: ${RIGHT}\nS: -ERR in already\n` },
      { text: `${GREETING}C: APOP ann efd0a8b095335abe823227f2449c3ac8\nS: +OK\n` },
      {
        text: `${GREETING}C: USER ann\nS: +OK\nC: PASS wrong\nS: -ERR no\nC: ${RIGHT}\nS: +OK\n`,
      },
      { text: `${GREETING}C: APOP ann ********************************\nS: -ERR no\n${PLAIN}` },
      { text: `${GREETING}${CRAM}C: YW5uIGU4YjlkYzA4ZTg0YjY1OWYyMmZhNjk4ZTZlMWNmYTcy\nS: -ERR no\n${PLAIN}` },
    ],
    invalid: [
      { text: `${GREETING}C: APOP ann «efd0a8b095335abe823227f2449c3ac8»\nS: -ERR no\n${PLAIN}` },
      {
        text: `${GREETING}${PLAIN}${noops(20)}C: APOP ann «efd0a8b095335abe823227f2449c3ac8»\nS: -ERR no\n`,
      },
      {
        text: `${GREETING}${CRAM}C: «YW5uIDJlZDVhZjU0YTYzYzY2OWIzZjk0NDIyMWRkYjZkYzk0»\nS: -ERR no\n${PLAIN}`,
      },
    ],
  },
});
