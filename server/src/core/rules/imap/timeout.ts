// Rule imap/timeout: the server takes long to answer.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';
import { elapsed, hostOf } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/timeout',
  severity: 'info',
  references: [rfc(9051, '5.4')],
  summary: 'The server needs long for an answer.',
  why: 'Many clients give up after a minute, and routers forget connections on which nothing is said.',
  messages: { slow: '{verb} was answered after {seconds} seconds' },
  options: {
    defaults: { seconds: 30 },
    description: { seconds: 'Seconds after which an answer counts as late.' },
  },
  examples: {
    valid: [
      { text: 'C: a NOOP\nS: a OK done\n' },
      {
        text: '[2026-03-01 10:00:00] DEBUG [a] C: a NOOP\n[2026-03-01 10:00:05] DEBUG [a] S: a OK done\n',
      },
    ],
    invalid: [
      {
        text: '[2026-03-01 10:00:00] DEBUG [a] C: a FETCH 1:9 FLAGS\n[2026-03-01 10:00:45] DEBUG [a] S: a «OK» done\n',
      },
    ],
  },
  looksAt: { kinds: ['reply'] },
  check(subject, { report, options }) {
    const { asked, response } = subject;
    if (!asked || !response?.name || asked.verb === 'IDLE') return;
    const seconds = (elapsed(subject, asked.index) ?? 0) / SECOND;
    if (seconds < options.seconds) return;
    report({
      message: 'slow',
      at: hostOf(subject, response.name),
      data: { verb: asked.verb, seconds: Math.round(seconds) },
    });
  },
});

const SECOND = 1000;
