// Rule smtp/param-not-advertised: a parameter of an extension that the server did not announce.

import { rfc } from '../../registry/reference.ts';
import { smtpParameter } from '../../transcript/smtp/parameters.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/param-not-advertised',
  severity: 'error',
  references: [rfc(5321, '4.1.1.11'), rfc(5321, '2.2.1')],
  summary: 'MAIL or RCPT has a parameter whose extension the server did not announce.',
  why:
    'A server that does not know a parameter answers 555 or 501 and refuses the message. What a server offers may ' +
    'change with TLS and login, and from one of its machines to the next.',
  messages: {
    unknown: 'No extension is known that has the parameter {name}',
    missing: 'The server did not announce {extension}, which {name} needs',
    binary: 'The server did not announce BINARYMIME',
  },
  examples: {
    valid: [
      {
        text: `${greeted('SIZE', 'STARTTLS')}${transactions(3)}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 DSN\n${transactions(3)}C: MAIL FROM:<a@b.example> RET=FULL\nS: 501 no\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250-SIZE\nS: 250 8BITMIME\nC: MAIL FROM:<a@b.example> SIZE=9 BODY=8BITMIME\nS: 250 ok\n',
      },
      { text: 'C: MAIL FROM:<a@b.example> SIZE=9\nS: 555 no\n' },
      { text: 'C: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<a@b.example> X-OWN=1\nS: 250 ok\n' },
    ],
    invalid: [
      {
        text: `${greeted('DSN', 'STARTTLS')}${transactions(3)}C: STARTTLS\nS: 220 go\nC: EHLO a.example\nS: 250-mx\nS: 250 SIZE\n${transactions(3)}C: MAIL FROM:<a@b.example> «RET=FULL»\nS: 555 no\n`,
        messages: ['missing'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 8BITMIME\nC: MAIL FROM:<a@b.example> «SMTPUTF8»\nS: 555 no\n',
        messages: ['missing'],
      },
      {
        text: 'C: EHLO a.example\nS: 250 mx\nC: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@b.example> «NOTIFY=NEVER» «FOO=1»\nS: 555 no\n',
        messages: ['missing', 'unknown'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 8BITMIME\nC: MAIL FROM:<a@b.example> «BODY=BINARYMIME»\nS: 504 no\n',
        messages: ['binary'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, exchange, session, state, unit }, { report }) {
    if (!command || command.parameters.length === 0) return;
    const offered = offeredBy(state);
    if (!offered || state.hello?.syntax.verb === 'HELO' || isServerFine(session, exchange.index)) return;
    const [verb, other] = command.verb === 'RCPT' ? (['RCPT', 'MAIL'] as const) : (['MAIL', 'RCPT'] as const);
    for (const { name, value, from, to } of command.parameters) {
      const at = unit.host(from, to);
      const row = smtpParameter(verb, name);
      if (!row) {
        // `smtp/param-value` tells of one that belongs to the other command.
        const known = offered.has(name) || smtpParameter(other, name) !== undefined;
        if (!known) report({ message: 'unknown', at, data: { name } });
      } else if (!offered.has(row.extension)) {
        report({ message: 'missing', at, data: { name, extension: row.extension } });
      } else if (value?.toUpperCase() === 'BINARYMIME' && !offered.has('BINARYMIME')) {
        report({ message: 'binary', at });
      }
    }
  },
});
