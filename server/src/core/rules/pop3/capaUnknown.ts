// Rule pop3/capa-unknown: a capability that no document of the standard and no known server has.

import { rfc } from '../../registry/reference.ts';
import { pop3Capability } from '../../transcript/pop3/capabilities.ts';
import { isElision } from '../../transcript/dialect/remarks.ts';
import { pop3Rule } from '../protocolRules.ts';

export default pop3Rule({
  id: 'pop3/capa-unknown',
  severity: 'hint',
  references: [rfc(2449, '5'), rfc(2449, '3')],
  summary: 'The server announces a capability that is not known.',
  why: 'Clients pass over it. It may be misspelt, or belong to SMTP or IMAP; names of one’s own start with X.',
  messages: { unknown: '{tag} is no known capability' },
  examples: {
    valid: [
      { text: 'C: CAPA\nS: +OK\nS: TOP\nS: user\nS: X-OWN thing\nS: ...\nS: .\n' },
      { text: 'C: LIST\nS: +OK\nS: 1 120\nS: .\n' },
    ],
    invalid: [
      { text: 'C: CAPA\nS: +OK\nS: TOP\nS: «STARTTLS»\nS: .\n' },
      { text: 'C: CAPA\nS: +OK\nS: «PIPELINE»\nS: «8BITMIME»\nS: .\n', messages: ['unknown', 'unknown'] },
    ],
  },
  looksAt: { kinds: ['data'], verbs: ['CAPA'] },
  check({ listing, unit }, { report }) {
    let left = MAX_FINDINGS;
    for (const { tag, from } of listing?.capabilities ?? []) {
      if (pop3Capability(tag) || tag.startsWith('X') || isElision(tag) || left-- <= 0) continue;
      report({
        message: 'unknown',
        at: unit.host(from, from + tag.length),
        data: { tag: tag.slice(0, MAX_SHOWN) },
      });
    }
  },
});

const MAX_FINDINGS = 50;
const MAX_SHOWN = 40;
