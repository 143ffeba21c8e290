// Rule imap/move-order: MOVE says where messages went only after it has said that they are gone.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';

export default mailboxRule({
  id: 'imap/move-order',
  severity: 'warning',
  references: [rfc(6851, '4.3'), rfc(9051, '6.4.8')],
  summary: 'COPYUID of a MOVE comes behind the EXPUNGE of the messages moved.',
  why:
    'A client that sees EXPUNGE first forgets the message, and when COPYUID tells its new UID nothing is left to move: ' +
    'it downloads the message again.',
  messages: {
    late: 'COPYUID should come before EXPUNGE',
    tagged: 'COPYUID should come in an untagged OK before EXPUNGE, not in the last answer',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 UID MOVE 20 Archive\nS: * OK [COPYUID 7 20 5] Moved\nS: * 2 EXPUNGE\nS: a1 OK Done\n',
        ),
      },
      { text: openSession('C: a1 COPY 2 Archive\nS: * 1 EXPUNGE\nS: a1 OK [COPYUID 7 20 5] Done\n') },
    ],
    invalid: [
      {
        text: longSession('C: a1 UID MOVE 20 Archive\nS: * 2 EXPUNGE\nS: a1 OK [«COPYUID» 7 20 5] Done\n'),
        messages: ['tagged'],
      },
      {
        text: openSession(
          'C: a1 MOVE 2:3 Archive\nS: * 2 EXPUNGE\nS: * OK [«COPYUID» 7 20,30 5:6] Moved\nS: * 2 EXPUNGE\nS: a1 OK Done\n',
        ),
        messages: ['late'],
      },
    ],
  },
  looksAt: { events: ['code', 'reply'] },
  check({ event, state, source }, { report }) {
    if ((event.kind !== 'code' && event.kind !== 'reply') || event.code?.name !== 'COPYUID') return;
    const command =
      event.kind === 'reply' ? event.command : state.pending.find(({ verb }) => MOVES.test(verb));
    if (!command || state.heard.expunge < command.index || !MOVES.test(command.verb)) return;
    report({ message: event.kind === 'reply' ? 'tagged' : 'late', at: source.find(/COPYUID/i) });
  },
});

const MOVES = /^(?:UID )?MOVE$/;
