// Rule smtp/reply-extra: a reply that no command asked for.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import type { Session } from '../../transcript/exchange.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/reply-extra',
  severity: 'error',
  references: [rfc(5321, '4.2'), rfc(5321, '4.3.1'), rfc(2033, '4.2')],
  summary: 'The server answers although no command waits for an answer.',
  why:
    'A client takes such a reply for the answer to its next command, and from there on all answers are off by one. Only ' +
    '421 may come at any time.',
  messages: { extra: 'No command waits for this reply' },
  examples: {
    valid: [
      { text: longSmtpSession('C: NOOP\nS: 250 2.0.0 ok\n') },
      { text: 'S: 250 ok\nC: NOOP\nS: 250 ok\nS: 421 closing\n' },
      { text: 'S: 220 mx\nS: 250 mx\nS: 250 ok\nS: 221 bye\n' },
      { text: 'C: NOOP\nS: 250 ok\n...\nS: 250 ok\nC: QUIT\nS: 221 bye\n' },
    ],
    invalid: [
      { text: longSmtpSession('C: NOOP\nS: 250 2.0.0 ok\nS: «250» 2.0.0 ok\n') },
      { text: 'C: NOOP\nS: 250 ok\nS: «250» ok again\nC: QUIT\nS: 221 bye\n' },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ exchange, session, unit, reply }, { report }) {
    const { repliesTo, index } = exchange;
    if (repliesTo !== undefined || reply?.code === undefined || CLOSING.has(reply.code)) return;
    if (!followsAnswer(session, index)) return;
    report({ message: 'extra', at: unit.host(0, reply.code.length) });
  },
});

/** True where nothing but replies stands between this one and one that answers a command. */
function followsAnswer({ exchanges }: Session, index: number): boolean {
  for (let before = index - 1; before >= Math.max(0, index - MAX_LOOK); before--) {
    // A note may stand for a command that was left out; a greeting is no answer.
    if (exchanges.kind(before) !== 'reply') return false;
    if (exchanges.get(before).repliesTo !== undefined) return true;
  }
  return false;
}

const MAX_LOOK = 50;
const CLOSING: ReadonlySet<string> = new Set(['221', '421']);
