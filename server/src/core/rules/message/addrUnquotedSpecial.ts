// Rule message/addr-unquoted-special: a display name with a special character outside quotes.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { nodeAround, quoteName } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-unquoted-special',
  scope: 'field',
  severity: 'error',
  fields: addressFields,
  references: [rfc(5322, '3.2.5'), rfc(5322, '3.4')],
  summary: 'A display name has a comma, @, colon, bracket or the like and no quotes around it.',
  why:
    'Outside quotes these characters end a name or start something else: “Lee, Ann” becomes two recipients, a name with ' +
    'an @ a second address. Filters and readers then see different senders.',
  messages: { special: 'The name needs quotes around it because of “{text}”' },
  examples: {
    valid: [{ text: 'From: "Lee, Ann" <ann@example.com>\nTo: Friends: ben@example.com;\n' }],
    invalid: [
      { text: 'From: Lee«,» Ann <ann@example.com>\n', fixed: 'From: "Lee, Ann" <ann@example.com>\n' },
      { text: 'To: ann«@»work <ann@example.com>\n', fixed: 'To: "ann@work" <ann@example.com>\n' },
      { text: 'To: =?utf-8?q?J=C3=BCrg?=«,» Ben <ben@example.com>\n' },
    ],
  },
  check({ field }, { report }) {
    reportFaults(field, { 'addr-phrase-unquoted': 'special' }, report, (fault) => {
      const name = nodeAround(field, fault.from, Kind.DisplayName, Kind.GroupName);
      // A quote that is never closed has a rule, and a fix, of its own.
      if (!name || field.ownText(name.from, name.to).replace(QUOTED, '').includes('"')) return undefined;
      // In front of a comma a single word can be the name of a local mailbox.
      return quoteName(field, name, !fault.text.includes(','));
    });
  },
});

const QUOTED = /"(?:[^"\\]|\\[^])*"/g;
