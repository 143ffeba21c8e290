// Rule imap/greeting: what the server says first is no greeting.

import { rfc } from '../../registry/reference.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/greeting',
  severity: 'error',
  references: [rfc(9051, '7.1'), rfc(9051, '2.2')],
  summary: 'The server does not greet with OK, PREAUTH or BYE.',
  why:
    'A client reads the greeting before it says anything. Without it the client waits, or takes the server for one of ' +
    'another protocol: most often the port is wrong, or something stands between the two.',
  messages: { malformed: 'An IMAP server starts with * OK, * PREAUTH or * BYE' },
  examples: {
    valid: [
      { text: 'S: * OK ready\nC: a CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: a OK done\n' },
      { text: 'S: * PREAUTH ready\nC: a SELECT INBOX\nS: a OK done\n' },
      { text: 'S: * 4 EXISTS\nC: a LOGOUT\n' },
    ],
    invalid: [
      { text: 'S: «220 mx.example.com ready»\nC: a CAPABILITY\nS: a BAD what?\n' },
      { text: 'S: «* HELLO»\nC: a LOGIN ann secret\nS: a OK done\n' },
    ],
  },
  looksAt: { kinds: ['untagged', 'reply'] },
  check({ session: { exchanges }, exchange, response, unit }, { report }) {
    if (unit.text === '' || !isFirst(exchanges, exchange.index) || !beginsNext(exchanges, exchange.index)) {
      return;
    }
    const data = response?.name !== undefined && /^\* \d/.test(unit.text);
    if (data || STATUS.test(unit.text)) return;
    report({ message: 'malformed', at: unit.host(0, unit.text.length) });
  },
});

interface Units {
  readonly count: number;
  kind(index: number): string;
  row(index: number): { readonly verb: string } | undefined;
}

function isFirst(units: Units, index: number): boolean {
  for (let before = index - 1; before >= 0; before--) {
    if (units.kind(before) !== 'note') return false;
  }
  return true;
}

/** Whether the client then does what it does at the start of a session. */
function beginsNext(units: Units, index: number): boolean {
  for (let next = index + 1; next < Math.min(units.count, index + NEAR); next++) {
    if (units.kind(next) === 'command') return FIRST.has(units.row(next)?.verb ?? '');
  }
  return false;
}

const FIRST: ReadonlySet<string> = new Set(['CAPABILITY', 'ID', 'LOGIN', 'AUTHENTICATE', 'STARTTLS']);
const NEAR = 5;

/** A greeting, or what an excerpt may start with. */
const STATUS = /^(?:\* (?:OK|NO|PREAUTH|BYE|CAPABILITY)|[A-Za-z0-9.]+ (?:OK|NO|BAD))\b/i;
