// Rule pop3/banner: the greeting is not a line of POP3.

import { rfc } from '../../registry/reference.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/banner',
  severity: 'error',
  references: [rfc(1939, '4'), rfc(2449, '3')],
  summary: 'The first line of the server does not start with +OK.',
  why: 'A client closes the connection. Most often it speaks to the wrong port: 220 is SMTP or FTP, * OK is IMAP.',
  messages: {
    none: 'The greeting must start with +OK',
    case: '+OK must be in upper case',
    separator: 'A space must follow +OK',
  },
  examples: {
    valid: [{ text: 'S: +OK ready\nC: QUIT\nS: +OK bye\n' }, { text: 'S: Subject: a line alone\n' }],
    invalid: [
      { text: 'S: «220» mail.example.com ready\nC: USER ann\nS: +OK\n' },
      { text: 'S: «+Ok» ready\nC: USER ann\nS: +OK\n', messages: ['case'] },
      { text: 'S: «+OK»POP3 ready\nC: USER ann\nS: +OK\n', messages: ['separator'] },
    ],
  },
  looksAt: { kinds: ['greeting'] },
  check({ faults, session, unit }, { report }) {
    const fault = faults.find(({ code }) => Object.hasOwn(MESSAGES, code));
    // A line alone may come from the middle of a message.
    if (!fault || session.exchanges.count === 1) return;
    report({ message: MESSAGES[fault.code as keyof typeof MESSAGES], at: unit.host(fault.from, fault.to) });
  },
});

const MESSAGES = {
  'status-indicator': 'none',
  'status-case': 'case',
  'status-separator': 'separator',
} as const;
