// Rule pop3/retr-length: a message that has another size than was announced.

import { rfc } from '../../registry/reference.ts';
import { isWhole } from '../../transcript/pop3/machine.ts';
import { UnitText } from '../../transcript/unitText.ts';
import { messageOctets } from '../support/pop3Octets.ts';
import { pop3Rule } from '../protocolRules.ts';
import { noops } from '../support/pop3Examples.ts';

export default pop3Rule({
  id: 'pop3/retr-length',
  severity: 'warning',
  references: [rfc(1939, '5'), rfc(6856, '2.1')],
  summary: 'The message behind RETR is not as long as its reply or LIST said.',
  why: 'A client that trusts the number cuts the message or shows wrong progress. Often a proxy or a virus scanner changed the message on its way.',
  messages: {
    reply: 'The message has {octets} octets, not {announced}',
    listed: 'LIST said {announced} octets for this message; it has {octets}',
    number: '{text} is no number of octets',
  },
  examples: {
    valid: [
      { text: 'C: RETR 1\nS: +OK 16 octets\nS: Subject: a\nS: \nS: .\n' },
      { text: 'C: RETR 1\nS: +OK 120 octets\nS: <the message>\nS: .\n' },
      {
        text: `C: LIST\nS: +OK\nS: 1 16\nS: 2 99\nS: .\n${noops(20)}C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: .\n`,
      },
      { text: 'C: RETR 1\nS: +OK 900 octets\nS: Subject: a\nS: ...\nS: .\n' },
    ],
    invalid: [
      { text: 'C: RETR 1\nS: +OK «99» octets\nS: Subject: a\nS: \nS: text\nS: .\n', messages: ['reply'] },
      { text: 'C: RETR 1\nS: +OK «12x» octets\nS: Subject: a\nS: .\n', messages: ['number'] },
      {
        text: `C: LIST\nS: +OK\nS: 1 16\nS: 2 99\nS: .\n${noops(20)}C: RETR 2\nS: «+OK»\nS: Subject: a\nS: \nS: .\n`,
        messages: ['listed'],
      },
      {
        text: 'C: LIST\nS: +OK\nS: 1 120\nS: .\nC: RETR 1\nS: «+OK»\nS: Subject: a\nS: \nS: text\nS: .\n',
        messages: ['listed'],
      },
    ],
  },
  looksAt: { kinds: ['reply', 'data'], verbs: ['RETR'] },
  faults: { 'octets-number': 'number' },
  check(view, { report }) {
    const { session, exchange, state } = view;
    const { answered } = state;
    if (exchange.kind !== 'data' || answered?.index !== exchange.repliesTo || !answered || !isWhole(view)) {
      return;
    }
    const { octets: announced } = answered.reply;
    const listed = state.maildrop.sizes.get(answered.syntax.number ?? 0);
    const size = announced?.value ?? listed;
    if (size === undefined) return;
    const measured = messageOctets(session, exchange);
    if (!measured || measured.plausible(size)) return;
    const reply = session.exchanges.get(answered.repliedAt);
    const { from, to } = announced ?? { from: 0, to: '+OK'.length };
    const at = new UnitText(session, reply.first, reply.last).host(from, to);
    const message = announced ? 'reply' : 'listed';
    report({ message, at, data: { announced: size, octets: measured.octets } });
  },
});
