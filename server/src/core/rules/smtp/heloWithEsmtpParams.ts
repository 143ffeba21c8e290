// Rule smtp/helo-with-esmtp-params: parameters of extensions behind HELO.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/helo-with-esmtp-params',
  severity: 'error',
  references: [rfc(5321, '2.2.1'), rfc(5321, '4.1.1.11')],
  summary: 'The client said HELO and uses a parameter of an extension.',
  why: 'Behind HELO there are no extensions: a server takes the parameter for a part of the address and answers 501 or 555.',
  messages: { params: 'Behind HELO there are no parameters: say EHLO' },
  examples: {
    valid: [
      {
        text: `${greeted('SIZE')}${transactions(7)}C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\nC: MAIL FROM:<a@b.example> SIZE=1\nS: 501 no\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE\nC: MAIL FROM:<a@example.com> SIZE=100\nS: 250 ok\n',
      },
      { text: 'C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com> SIZE=100\nS: 250 ok\n' },
      { text: 'C: MAIL FROM:<a@example.com> SIZE=100\nS: 501 no\n' },
    ],
    invalid: [
      {
        text: `${greeted('SIZE')}${transactions(7)}C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@b.example> «SIZE=1»\nS: 501 no\n`,
      },
      { text: 'C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com> «SIZE=100»\nS: 501 no\n' },
      {
        text: 'C: HELO a.example\nS: 250 mx\nC: MAIL FROM:<a@example.com>\nS: 250 ok\nC: RCPT TO:<b@example.com> «NOTIFY=NEVER»\nS: 555 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, exchange, session, state, unit }, { report }) {
    const [first] = command?.parameters ?? [];
    const last = command?.parameters.at(-1);
    if (!first || !last || state.hello?.syntax.verb !== 'HELO' || !offeredBy(state)) return;
    if (isServerFine(session, exchange.index)) return;
    report({ message: 'params', at: unit.host(first.from, last.to) });
  },
});
