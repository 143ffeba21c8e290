// Rule imap/compress: COMPRESS is given twice, or something is sent before it is answered.

import { rfc } from '../../registry/reference.ts';
import { statusOf } from '../../transcript/imap/status.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops } from '../support/imapExamples.ts';
import { commandName } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/compress',
  severity: 'error',
  references: [rfc(4978, '3')],
  summary: 'COMPRESS is given twice, or a command follows before its answer.',
  why: 'Nobody can tell which octets behind it are compressed: the connection is lost.',
  messages: {
    twice: 'The connection is compressed already',
    behind: 'Nothing may be sent between COMPRESS and its answer',
  },
  examples: {
    valid: [
      { text: `${loggedIn('IMAP4rev1 COMPRESS=DEFLATE')}${noops(20)}C: c COMPRESS DEFLATE\nS: c OK go\n` },
    ],
    invalid: [
      {
        text: `C: b COMPRESS DEFLATE\nS: b OK go\n${noops(20)}C: c «COMPRESS» DEFLATE\nS: c BAD no\n`,
        messages: ['twice'],
      },
      { text: 'C: c COMPRESS DEFLATE\nC: n «NOOP»\nS: c OK go\nS: n OK done\n', messages: ['behind'] },
    ],
  },
  looksAt: { kinds: ['command'] },
  check(subject, { report }) {
    const { command, exchange, session, state } = subject;
    const under = state.inFlight.find(({ verb }) => verb === 'COMPRESS');
    if (under && session.exchanges.answeredBy(under.index) !== undefined) {
      report({ message: 'behind', at: commandName(subject) });
    } else if (
      command?.verb === 'COMPRESS' &&
      state.compressed &&
      statusOf(session, exchange.index) !== 'NO'
    ) {
      // RFC 4978 3: NO says that it is active, and nothing is lost.
      report({ message: 'twice', at: commandName(subject) });
    }
  },
});
