// Rule message/addr-unquoted-dot: a display name with a dot outside quotes.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import { nodeAround, quoteName } from '../support/addressFixes.ts';
import { fieldFaults, reportFaults } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-unquoted-dot',
  scope: 'field',
  // Everybody reads it, and RFC 5322 obliges them to.
  severity: 'hint',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5322, '4.1'), rfc(5322, '3.2.5')],
  summary: 'A display name has a dot and no quotes around it.',
  why:
    'Initials made the dot so common that RFC 5322 wants it read, but programs must not write it. Parsers built after ' +
    'RFC 822 alone refuse the address.',
  messages: { dot: 'A name with a dot stands in quotes' },
  examples: {
    valid: [{ text: 'From: "Joe Q. Public" <joe@example.com>\n' }],
    invalid: [
      {
        text: 'From: Joe Q«.» Public <joe@example.com>\n',
        fixed: 'From: "Joe Q. Public" <joe@example.com>\n',
      },
    ],
  },
  check({ field }, { report }) {
    if (!field.faults.some(({ code }) => code === 'obs-phrase')) return;
    const others = fieldFaults(field).filter(({ code }) => OTHERS.has(code));
    reportFaults(
      field,
      { 'obs-phrase': 'dot' },
      (given) => {
        const name = nodeAround(field, given.at.from, Kind.DisplayName, Kind.GroupName);
        // Where more is wrong with the name, another rule says so.
        if (!name || others.some(({ from }) => name.from <= from && from < name.to)) return;
        report(given);
      },
      (fault) => {
        const name = nodeAround(field, fault.from, Kind.DisplayName, Kind.GroupName);
        return name && quoteName(field, name);
      },
    );
  },
});

const OTHERS = new Set(['addr-phrase-unquoted', 'quoted-string-unclosed', 'addr-no-address']);
