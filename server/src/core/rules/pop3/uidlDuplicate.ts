// Rule pop3/uidl-duplicate: an identifier that two messages have, or that changes.

import { rfc } from '../../registry/reference.ts';
import { noops } from '../support/pop3Examples.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/uidl-duplicate',
  severity: 'warning',
  references: [rfc(1939, '7')],
  summary: 'Two messages have the same identifier, or a message has another one than before.',
  why: 'A client that leaves mail on the server goes by the identifier: of two messages with the same one it fetches only the first, and a message whose identifier changes is fetched again.',
  messages: {
    duplicate: 'Message {other} has this identifier too',
    changed: 'Message {number} had the identifier {before} before',
  },
  examples: {
    valid: [
      { text: 'C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .\nC: UIDL 2\nS: +OK 2 b\n' },
      { text: 'C: UIDL 1\nS: +OK 1 é\nC: UIDL 1\nS: +OK 1 b\n' },
      {
        text: `C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .\n${noops(20)}C: DELE 1\nS: +OK\nC: UIDL\nS: +OK\nS: 2 b\nS: .\n`,
      },
    ],
    invalid: [
      { text: 'C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: 3 «a»\nS: .\n', messages: ['duplicate'] },
      { text: 'C: UIDL\nS: +OK\nS: 1 a\nS: .\nC: UIDL 1\nS: +OK 1 «b»\n', messages: ['changed'] },
      {
        text: `S: +OK ready\nC: USER ann\nS: +OK\nC: PASS secret\nS: +OK\nC: UIDL\nS: +OK\nS: 1 a\nS: .\n${noops(20)}C: UIDL\nS: +OK\nS: 1 «c»\nS: .\nC: QUIT\nS: +OK\n`,
        messages: ['changed'],
      },
    ],
  },
  looksAt: { kinds: ['reply', 'data'], verbs: ['UIDL'] },
  check({ listed, reply, state, unit }, { report }) {
    // Nearly always a listing has nothing of it; and it may have many thousand lines.
    if (listed && state.maildrop.uids.size === 0 && !listed.mayRepeat) return;
    const seen = new Map<string, number>();
    let left = MAX_FINDINGS;
    for (const { number, uid } of listed?.messages ??
      (reply?.number ? [{ number: reply.number, uid: reply.uid }] : [])) {
      if (!number || !uid || left <= 0) continue;
      const before = state.maildrop.uids.get(number.value);
      const other = seen.get(uid.value);
      const at = unit.host(uid.from, uid.to);
      if (before !== undefined && before !== uid.value) {
        // One that cannot be an identifier has a rule of its own.
        if (!IDENTIFIER.test(before) || !IDENTIFIER.test(uid.value)) continue;
        report({ message: 'changed', at, data: { number: number.value, before } });
        left--;
      } else if (other !== undefined && other !== number.value) {
        report({ message: 'duplicate', at, data: { other } });
        left--;
      }
      seen.set(uid.value, number.value);
    }
  },
});

const MAX_FINDINGS = 100;
/** RFC 1939 7. */
const IDENTIFIER = /^[!-~]{1,70}$/;
