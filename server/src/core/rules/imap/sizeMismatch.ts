// Rule imap/size-mismatch: a message is not as long as its RFC822.SIZE says.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, openMailbox } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/size-mismatch',
  severity: 'warning',
  references: [rfc(9051, '6.4.5'), rfc(9051, '2.3.4')],
  summary: 'RFC822.SIZE and the octets of the whole message differ.',
  why:
    'Clients fetch large messages in pieces up to RFC822.SIZE, and show it as progress. With too small a size the end of ' +
    'the message is cut off; with too large a one they wait, or take the download for broken.',
  messages: { size: 'The message has {octets} octets, and RFC822.SIZE says {size}' },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 FETCH 1 (RFC822.SIZE BODY[])\nS: * 1 FETCH (RFC822.SIZE 100 BODY[]<0> {9}\nS: A: b\nS: \nS: c)\nS: a1 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK Done\nC: a2 FETCH 5 (RFC822.SIZE BODY[])\nS: * 5 FETCH (RFC822.SIZE 9 BODY[] {9}\nS: A: b\nS: \nS: c)\nS: a2 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK Done\nC: a2 FETCH 5 (RFC822.SIZE BODY[])\nS: * 5 FETCH (RFC822.SIZE 8 BODY[] {«9»}\nS: A: b\nS: \nS: c)\nS: a2 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 FETCH 1 (BODY.PEEK[])\nS: * 1 FETCH (BODY[] {«9»}\nS: A: b\nS: \nS: c)\nS: a1 OK Done\n',
        ),
      },
    ],
  },
  looksAt: { events: ['fetch'] },
  check(unit, { report }) {
    const event = eventOf(unit, 'fetch');
    const octets = event?.facts.octets;
    if (!event || octets === undefined || !openMailbox(unit)) return;
    const size = event.facts.news.size ?? (event.uidFault === undefined ? event.known?.size : undefined);
    if (size === undefined || size === octets) return;
    const at = unit.source.find(/(?:BODY\[\]|RFC822) (?:~?\{(\d+)|("(?:[^"\\]|\\.)*"))/i);
    report({ message: 'size', at, data: { octets, size } });
  },
});
