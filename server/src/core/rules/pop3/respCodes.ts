// Rule pop3/resp-codes: what a response code says, or that it is unknown, unannounced or out of place.

import { rfc } from '../../registry/reference.ts';
import { pop3ResponseCode } from '../../transcript/pop3/responseCodes.ts';
import type { ResponseCodeRow } from '../../transcript/pop3/responseCodes.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, failedLogins, noops, LOGIN } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';

export default pop3Rule({
  id: 'pop3/resp-codes',
  severity: 'hint',
  references: [rfc(2449, '8'), rfc(3206, '4'), rfc(6856, '5')],
  summary: 'A reply begins with a response code: what it asks of the client.',
  why: 'The code says whether another attempt can help: [AUTH] wants another password, [IN-USE] and [SYS/TEMP] some patience.',
  messages: {
    AUTH: 'The login is refused for this name and password: do not try again unchanged',
    'IN-USE': 'Another session has the mailbox: wait until it has ended',
    'LOGIN-DELAY': 'Too many logins: ask for mail less often',
    'SYS/TEMP': 'A fault inside the server that will pass: try again later',
    'SYS/PERM': 'The fault does not pass by itself: read the text, and tell the postmaster',
    UTF8: 'The client has to say UTF8 before the login to get this message',
    unknown: '{code} is no known response code',
    unannounced: 'The server has not announced {capability}: clients take {code} for text',
    misplaced: '{code} does not answer {verb}',
  },
  examples: {
    valid: [
      { text: 'C: PASS ****\nS: -ERR wrong password\n' },
      { text: `${announced('RESP-CODES')}${failedLogins(20)}C: USER ann\nS: -ERR [X-OWN/THING] no\n` },
      { text: 'C: PASS ****\nS: +OK [SYS] fine\n' },
    ],
    invalid: [
      { text: 'C: PASS ****\nS: -ERR [«IN-USE»] locked\n', messages: ['IN-USE'] },
      { text: 'C: PASS ****\nS: -ERR [«LOGIN-DELAY»] wait\n', messages: ['LOGIN-DELAY'] },
      { text: 'C: PASS ****\nS: -ERR [«auth»] no\n', messages: ['AUTH'] },
      { text: 'C: PASS ****\nS: -ERR [«SYS/TEMP»] later\n', messages: ['SYS/TEMP'] },
      { text: 'S: -ERR [«SYS/PERM»] no\n', messages: ['SYS/PERM'] },
      { text: 'C: RETR 1\nS: -ERR [«UTF8»] no\n', messages: ['UTF8'] },
      { text: 'C: PASS ****\nS: -ERR [«BUSY»] no\n', messages: ['unknown'] },
      { text: 'C: DELE 1\nS: -ERR [«IN-USE»] no\n', messages: ['misplaced'] },
      {
        text: `${announced('UIDL')}${LOGIN}${noops(20)}C: RETR 1\nS: -ERR [«SYS/TEMP»] no\n`,
        messages: ['unannounced'],
      },
    ],
  },
  looksAt: { kinds: ['greeting', 'reply'] },
  check(subject, { report }) {
    const { asked, reply, unit } = subject;
    if (!reply?.code || reply.status !== '-ERR') return;
    const { value, from, to } = reply.code;
    const at = unit.host(from, to);
    const row = pop3ResponseCode(value);
    const code = `[${value.slice(0, MAX_SHOWN)}]`;
    const verb = asked?.syntax.verb ?? '';
    if (!row) {
      if (!value.startsWith('X')) report({ message: 'unknown', at, data: { code } });
    } else if (row.verbs?.includes(verb) === false && asked) {
      report({ message: 'misplaced', at, data: { code, verb } });
    } else if (isUnannounced(row, subject)) {
      report({ message: 'unannounced', at, data: { code, capability: row.announcedBy } });
    } else if (isAdvice(row.code)) report({ message: row.code, at });
  },
});

/** RFC 3206 6: who announces AUTH-RESP-CODE means the other codes too. */
function isUnannounced({ announcedBy }: ResponseCodeRow, { state }: Pop3Exchange): boolean {
  const offers = pop3Offers(state);
  if (!offers || offers.has(announcedBy)) return false;
  return !offers.has('AUTH-RESP-CODE') && !offers.has('RESP-CODES');
}

const ADVICE = ['AUTH', 'IN-USE', 'LOGIN-DELAY', 'SYS/TEMP', 'SYS/PERM', 'UTF8'] as const;

function isAdvice(code: string): code is (typeof ADVICE)[number] {
  return (ADVICE as readonly string[]).includes(code);
}

const MAX_SHOWN = 40;
