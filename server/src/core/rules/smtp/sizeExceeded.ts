// Rule smtp/size-exceeded: MAIL announces a message larger than the server takes.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { messageSize } from '../support/smtpData.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/size-exceeded',
  severity: 'warning',
  references: [rfc(1870, '6.1'), rfc(1870, '4')],
  summary: 'The message is larger than the server said it takes, or is announced as larger.',
  why: 'The server answers 552 before anything is sent. Encoding as base64 makes an attachment a third larger.',
  messages: {
    exceeded: 'The server takes {limit} octets at most',
    message: 'The message has {count} octets; the server takes {limit} at most',
  },
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
        messages: ['exceeded'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 SIZE 1000\nC: MAIL FROM:<a@b.example> «SIZE=1001»\nS: 552 no\n',
        messages: ['exceeded'],
      },
      {
        text: `${greeted('SIZE 20')}C: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<b@b.example>\nS: 250 ok\nC: DATA\nS: 354 go\nC: «Subject: a long one»\nC: \nC: text\nC: .\nS: 552 no\n`,
        messages: ['message'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'data'], verbs: ['MAIL', 'SEND', 'SOML', 'SAML', 'DATA'] },
  check({ command, exchange, session, state, unit }, { report }) {
    const { kind, repliesTo = exchange.index } = exchange;
    if (kind !== 'command' && kind !== 'data') return;
    const limit = Number(offeredBy(state)?.get('SIZE')?.parameters[0] ?? 0);
    if (!(limit > 0)) return;
    if (kind === 'data') {
      const size = isServerFine(session, repliesTo) ? undefined : messageSize(session, exchange);
      if (!size || size.least <= limit) return;
      report({ message: 'message', at: unit.host(0, unit.text.length), data: { count: size.octets, limit } });
      return;
    }
    const said = command?.parameters.find(({ name }) => name === 'SIZE');
    if (!said || !(Number(said.value) > limit)) return;
    report({ message: 'exceeded', at: unit.host(said.from, said.to), data: { limit } });
  },
});
