// Rule smtp/size-exceeded: MAIL announces a message larger than the server takes.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/size-exceeded',
  severity: 'warning',
  references: [rfc(1870, '6.1'), rfc(1870, '4')],
  summary: 'The message is announced as larger than the server said it takes.',
  why: 'The server answers 552 before anything is sent. Encoding as base64 makes an attachment a third larger.',
  messages: { exceeded: 'The server takes {limit} octets at most' },
  examples: {
    valid: [
      {
        text: `${greeted('SIZE 1000')}${transactions(7)}C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 2000\nC: MAIL FROM:<a@b.example> SIZE=1001\nS: 250 ok\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example> SIZE=1000\nS: 250 ok\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 0\nC: MAIL FROM:<a@b.example> SIZE=1000\nS: 250 ok\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\nC: MAIL FROM:<a@b.example> SIZE=1000\nS: 552 no\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('SIZE 2000')}${transactions(7)}C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example> «SIZE=1001»\nS: 552 no\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example> «SIZE=1001»\nS: 552 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'SEND', 'SOML', 'SAML'] },
  check({ command, state, unit }, { report }) {
    const said = command?.parameters.find(({ name }) => name === 'SIZE');
    if (!said) return;
    const limit = Number(offeredBy(state)?.get('SIZE')?.parameters[0] ?? 0);
    if (!(limit > 0) || !(Number(said.value) > limit)) return;
    report({ message: 'exceeded', at: unit.host(said.from, said.to), data: { limit } });
  },
});
