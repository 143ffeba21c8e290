// Rule smtp/reply-extra: a reply that no command asked for.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { longSmtpSession } from '../support/smtpSession.ts';

export default smtpRule({
  id: 'smtp/reply-extra',
  severity: 'error',
  references: [rfc(5321, '4.2'), rfc(5321, '4.3.1'), rfc(2033, '4.2')],
  summary: 'The server answers although no command waits for an answer.',
  why:
    'A client takes such a reply for the answer to its next command, and from there on all answers are off by one. Only ' +
    '421 may come at any time.',
  messages: {
    extra: 'No command waits for this reply',
    chunk: 'The server refused the chunk and takes its lines for commands',
  },
  examples: {
    valid: [
      { text: longSmtpSession('C: NOOP\nS: 250 2.0.0 ok\n') },
      { text: 'S: 250 ok\nC: NOOP\nS: 250 ok\nS: 421 closing\n' },
      { text: 'S: 220 mx\nS: 250 mx\nS: 250 ok\nS: 221 bye\n' },
      { text: 'C: NOOP\nS: 250 ok\n...\nS: 250 ok\nC: QUIT\nS: 221 bye\n' },
    ],
    invalid: [
      { text: longSmtpSession('C: NOOP\nS: 250 2.0.0 ok\nS: «250» 2.0.0 ok\n') },
      {
        text: 'C: BDAT 15 LAST\nC: Subject: test\nS: 503 no\nS: «500» what?\nS: 500 what?\nC: QUIT\nS: 221 bye\n',
        messages: ['chunk'],
      },
      { text: 'C: NOOP\nS: 250 ok\nS: «250» ok again\nC: QUIT\nS: 221 bye\n' },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check({ exchange, session, state, unit, reply }, { report }) {
    const { repliesTo, index } = exchange;
    if (repliesTo !== undefined || reply?.code === undefined || CLOSING.has(reply.code)) return;
    const answered = answeredBefore(session, index);
    if (answered === undefined) return;
    const chunk = answered.row?.verb === 'BDAT' && reply.code.startsWith('5');
    // Where the server did not offer chunks, `smtp/bdat` tells it.
    const offered = state.extensions?.has('CHUNKING') !== false;
    if (chunk && (answered.index < index - 1 || !offered)) return;
    report({ message: chunk ? 'chunk' : 'extra', at: unit.host(0, reply.code.length) });
  },
});

/** The reply that answers a command, where nothing but replies stands between it and this one. */
function answeredBefore({ exchanges }: Session, index: number): Exchange | undefined {
  for (let before = index - 1; before >= Math.max(0, index - MAX_LOOK); before--) {
    // A note may stand for a command that was left out; a greeting is no answer.
    if (exchanges.kind(before) !== 'reply') return undefined;
    if (exchanges.repliesTo(before) !== undefined) return exchanges.get(before);
  }
  return undefined;
}

const MAX_LOOK = 50;
const CLOSING: ReadonlySet<string> = new Set(['221', '421']);
