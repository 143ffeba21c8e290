// Rule message/addr-deprecated: an address in a form that is only to be read, not written.

import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { removal } from '../support/addressFixes.ts';
import { reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { fieldMailboxes } from '../support/fieldMailboxes.ts';

export default defineRule({
  id: 'message/addr-deprecated',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  fields: addressFields,
  references: [rfc(5322, '4.4')],
  summary: 'An address has a source route, or spaces or comments inside.',
  why:
    'Programs must still read these old forms and must not write them. Many never learned to: they take the route for ' +
    'the address, or the space for its end.',
  messages: {
    route: 'The source route “{text}” is obsolete and ignored',
    at: 'White space and comments next to the @ are obsolete',
    local: 'The local part “{text}” has an obsolete form',
    domain: 'The domain “{text}” has white space or comments inside',
  },
  examples: {
    valid: [{ text: 'To: Ann (work) <ann@example.com>\n' }],
    invalid: [
      {
        text: 'To: <«@relay.example:»ann@example.com>\n',
        messages: ['route'],
        fixed: 'To: <ann@example.com>\n',
      },
      {
        text: 'To: ann«@ »example.com, ben@«example . com»\n',
        messages: ['at', 'domain'],
        fixed: 'To: ann@example.com, ben@example.com\n',
      },
      { text: 'To: <«ann . lee»@example.com>\n', messages: ['local'], fixed: 'To: <ann.lee@example.com>\n' },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'obs-route': 'route',
      'addr-space-around-at': 'at',
      'obs-local-part': 'local',
      'obs-domain': 'domain',
    } as const;
    reportFaults(field, messages, report, (fault) => deprecatedFix(field, fault));
  },
});

function deprecatedFix(field: Field, fault: FieldFault): Fix | undefined {
  const { code, text, from, to } = fault;
  // RFC 5322 4.4: the route should be ignored.
  if (code === 'obs-route') return removal('Remove the route', fault);
  // A comment says something; only the reader of the mail can tell whether it may go.
  if (text.includes('(') || text.includes('"')) return undefined;
  const mailbox = fieldMailboxes(field).find((each) => each.from <= from && to <= each.to);
  if (!mailbox) return undefined;
  const insert = text.replace(/[ \t\r\n]+/g, '');
  return { title: 'Remove the white space', edits: [{ from, to, insert }], safe: true };
}
