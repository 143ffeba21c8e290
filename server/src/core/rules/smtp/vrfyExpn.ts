// Rule smtp/vrfy-expn: what the answer to VRFY or EXPN means.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';

export default smtpRule({
  id: 'smtp/vrfy-expn',
  severity: 'hint',
  references: [rfc(5321, '3.5.3'), rfc(5321, '7.3')],
  summary: 'The server answers VRFY or EXPN in a way that is easily misread.',
  why: 'Most servers neither confirm nor deny an address, so that nobody can harvest addresses: only RCPT tells.',
  messages: {
    unsure: 'Neither yes nor no: the server does not say whether {what} exists, only RCPT tells',
    off: '{verb} is switched off: this says nothing about the address',
    none: 'The server says that there is no such {what}',
  },
  examples: {
    valid: [{ text: 'C: VRFY ann\nS: 250 Ann <ann@example.com>\n' }],
    invalid: [
      { text: 'C: VRFY ann\nS: «252» try it\n', messages: ['unsure'] },
      { text: 'C: EXPN staff\nS: «502» no\n', messages: ['off'] },
      { text: 'C: VRFY ann\nS: «550» unknown\n', messages: ['none'] },
    ],
  },
  looksAt: { kinds: ['reply'], verbs: ['VRFY', 'EXPN'] },
  check({ asked, reply, unit }, { report }) {
    const message = MESSAGES[reply?.code ?? ''];
    if (!asked || message === undefined) return;
    const { verb } = asked.syntax;
    const what = verb === 'EXPN' ? 'list' : 'mailbox';
    report({
      message,
      at: unit.host(0, CODE),
      data: { verb, what: message === 'unsure' ? `the ${what}` : what },
    });
  },
});

const MESSAGES: Readonly<Record<string, 'unsure' | 'off' | 'none'>> = {
  252: 'unsure',
  500: 'off',
  502: 'off',
  550: 'none',
};
const CODE = 3;
