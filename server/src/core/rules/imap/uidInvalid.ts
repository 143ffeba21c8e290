// Rule imap/uid-invalid: what a server gives as a UID is none, or is missing where a UID command asked for it.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';
import { eventOf, itemPlace, onlyPending } from '../support/mailboxUnits.ts';

export default mailboxRule({
  id: 'imap/uid-invalid',
  severity: 'error',
  references: [rfc(9051, '2.3.1.1'), rfc(9051, '6.4.9')],
  summary: 'A UID is not a number from 1 to 4294967295, or is missing in the answer to a UID command.',
  why:
    'Clients keep messages by UID. A message without one, or with one that does not fit into 32 bits, is dropped or ' +
    'downloaded again at each synchronisation.',
  messages: {
    range: '{uid} is no UID: they are numbers from 1 to 4294967295',
    missing: 'The answer to {verb} must give the UID',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 UID FETCH 10 (RFC822.SIZE)\nS: * 1 FETCH (RFC822.SIZE 100 UID 10)\nS: a1 OK Done\n',
        ),
      },
      {
        text: openSession(
          'C: a1 UID FETCH 10 (RFC822.SIZE)\nS: * 2 FETCH (FLAGS ())\nS: * 1 FETCH (UID 10 RFC822.SIZE 100)\nS: a1 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 5 EXISTS\nS: a1 OK Done\nC: a2 FETCH 5 (UID)\nS: * 5 FETCH (UID «4294967296»)\nS: a2 OK Done\n',
        ),
        messages: ['range'],
      },
      {
        text: openSession(
          'C: a1 UID FETCH 10 (RFC822.SIZE)\nS: * 1 «FETCH» (RFC822.SIZE 100)\nS: a1 OK Done\n',
        ),
        messages: ['missing'],
      },
      { text: 'C: a FETCH 1 (UID)\nS: * 1 FETCH (UID «0»)\nS: a OK done\n', messages: ['range'] },
    ],
  },
  looksAt: { events: ['fetch'] },
  check(unit, { report }) {
    const event = eventOf(unit, 'fetch');
    if (!event) return;
    const { facts, uidFault } = event;
    if (uidFault === 'invalid') {
      report({ message: 'range', at: itemPlace(unit, 'UID'), data: { uid: facts.uid ?? '' } });
    }
    const verb = onlyPending(unit)?.verb;
    if (verb !== 'UID FETCH' || facts.uid !== undefined || facts.onlyFlags || facts.news.uid !== undefined) {
      return;
    }
    report({ message: 'missing', at: unit.source.find(/^\* \d+ (FETCH)/i), data: { verb } });
  },
});
