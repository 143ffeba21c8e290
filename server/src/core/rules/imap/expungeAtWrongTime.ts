// Rule imap/expunge-at-wrong-time: a message goes while the client may be about to name it by its number.

import { rfc } from '../../registry/reference.ts';
import { mailboxRule } from '../protocolRules.ts';
import { longSession, openSession } from '../support/mailboxSession.ts';

export default mailboxRule({
  id: 'imap/expunge-at-wrong-time',
  severity: 'error',
  references: [rfc(9051, '7.5.1'), rfc(9051, '5.5'), rfc(7162, '3.2.10.2')],
  summary: 'EXPUNGE or VANISHED comes with no command under way, or during FETCH, STORE or SEARCH.',
  why:
    'The message numbers in a command mean what they meant when it was sent. If messages go while it is under way, the ' +
    'server answers for, or changes the flags of, other messages than the client meant.',
  messages: {
    during: '{name} must wait until {verb} is done',
    idle: '{name} must wait for a command: none is under way',
  },
  examples: {
    valid: [
      {
        text: longSession(
          'C: a1 NOOP\nS: * 2 EXPUNGE\nS: a1 OK Done\nC: a2 UID FETCH 10 (FLAGS)\nS: * 2 EXPUNGE\nS: a2 OK Done\n',
        ),
      },
      { text: openSession('C: a1 IDLE\nS: + go on\nS: * 2 EXPUNGE\nC: DONE\nS: a1 OK Done\n') },
      {
        text: openSession(
          'C: a1 FETCH 1 (FLAGS)\nC: a2 NOOP\nS: a1 OK Done\nS: * 2 EXPUNGE\nS: a2 OK Done\n',
        ),
      },
    ],
    invalid: [
      {
        text: longSession(
          'C: a1 FETCH 1:2 (FLAGS)\nS: * 1 FETCH (FLAGS (\\Seen))\nS: * 3 «EXPUNGE»\nS: a1 OK Done\n',
        ),
        messages: ['during'],
      },
      { text: openSession('C: a1 NOOP\nS: a1 OK Done\nS: * 3 «EXPUNGE»\n'), messages: ['idle'] },
      {
        text: openSession('C: a1 SEARCH ALL\nS: * «VANISHED» 20\nS: * SEARCH 1 2 3\nS: a1 OK Done\n', {
          enable: 'QRESYNC',
        }),
        messages: ['during'],
      },
    ],
  },
  looksAt: { events: ['expunge', 'vanished'] },
  check({ event, state, source }, { report }) {
    if (!state.followed || (event.kind === 'vanished' && event.earlier)) return;
    const name = event.kind === 'vanished' ? 'VANISHED' : 'EXPUNGE';
    const at = source.find(/(EXPUNGE|VANISHED)/i);
    const [pending] = state.pending;
    if (!pending) {
      // A log that has lost a command does not show what the server was about.
      if (!state.notified && state.selected?.index !== undefined) {
        report({ message: 'idle', at, data: { name } });
      }
    } else if (state.pending.every(({ verb }) => NUMBERING.has(verb))) {
      report({ message: 'during', at, data: { name, verb: pending.verb } });
    }
  },
});

const NUMBERING: ReadonlySet<string> = new Set(['FETCH', 'STORE', 'SEARCH']);
