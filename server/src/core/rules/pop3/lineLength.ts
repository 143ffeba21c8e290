// Rule pop3/line-length: a command or reply line that is too long.

import { rfc } from '../../registry/reference.ts';
import { utf8Octets } from '../../text/octets.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/line-length',
  severity: 'warning',
  references: [rfc(2449, '4'), rfc(1939, '3'), rfc(5034, '4')],
  summary: 'A command is longer than 255 octets, or a reply longer than 512.',
  why: 'The other side may cut the line or close the connection. A SASL response that is too long for AUTH goes into a line of its own.',
  messages: {
    command: 'The command has {octets} octets; {max} are allowed',
    reply: 'The reply has {octets} octets; {max} are allowed',
  },
  examples: {
    valid: [
      {
        text: 'C: NOOP\nS: +OK xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n',
      },
    ],
    invalid: [
      {
        text: 'C: «AUTH PLAIN QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD»\nS: -ERR\n',
        messages: ['command'],
      },
      {
        text: 'C: NOOP\nS: «+OK xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx»\n',
        messages: ['reply'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'reply', 'greeting'] },
  check({ unit, exchange }, { report }) {
    const message = exchange.kind === 'command' ? 'command' : 'reply';
    const max = MAX_OCTETS[message];
    if (unit.text.length + LINE_END <= max / MAX_PER_UNIT) return;
    const octets = utf8Octets(unit.text) + LINE_END;
    if (octets > max) report({ message, at: unit.host(0, unit.text.length), data: { octets, max } });
  },
});

const MAX_OCTETS = { command: 255, reply: 512 } as const;
const LINE_END = 2;
/** A UTF-16 unit has at most so many octets in UTF-8. */
const MAX_PER_UNIT = 3;
