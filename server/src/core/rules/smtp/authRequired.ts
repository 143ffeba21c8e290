// Rule smtp/auth-required: the server wants TLS or a login first.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/auth-required',
  severity: 'info',
  references: [rfc(4954, '6'), rfc(3207, '4')],
  summary: 'The server answers 530: it takes the command only behind TLS or a login.',
  why: 'Trying again helps only when the client is told to log in, or to use TLS, in its settings.',
  messages: {
    login: 'The server wants a login first: switch it on in the client',
    tls: 'The server wants STARTTLS first: switch TLS on in the client',
  },
  examples: {
    valid: [
      { text: `${greeted('STARTTLS')}${transactions(5)}C: MAIL FROM:<z@example.com>\nS: 550 no\n` },
      { text: 'C: MAIL FROM:<a@example.com>\nS: 550 no\n' },
    ],
    invalid: [
      {
        text: `${greeted('STARTTLS')}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250 mx\n${transactions(5)}C: MAIL FROM:<z@example.com>\nS: «530» 5.7.0 Must use TLS and log in\n`,
        messages: ['login'],
      },
      { text: 'C: MAIL FROM:<a@example.com>\nS: «530» 5.7.0 Authentication required\n', messages: ['login'] },
      {
        text: 'C: MAIL FROM:<a@example.com>\nS: «530» 5.7.0 Must issue a STARTTLS command first\n',
        messages: ['tls'],
      },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ reply, state, unit }, { report }) {
    if (reply?.code !== '530') return;
    const tls = reply.texts.some((text) => /TLS|encrypt|secure/i.test(text)) && state.tls !== 'yes';
    report({ message: tls ? 'tls' : 'login', at: unit.host(0, reply.code.length) });
  },
});
