// Rule message/addr-non-ascii: an address with characters outside ASCII.

import { punycode } from '../../message/punycode.ts';
import type { Field } from '../../message/field.ts';
import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { nodeAround } from '../support/addressFixes.ts';
import { quoted, reportFaults } from '../support/faultReports.ts';
import type { FieldFault } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';

export default defineRule({
  id: 'message/addr-non-ascii',
  scope: 'field',
  // message/raw-8bit-header warns of the field already; this tells what can be done about the address.
  severity: 'info',
  profiles: { strict: 'warning', outgoing: 'info' },
  fields: addressFields,
  references: [rfc(6531, '3.3'), rfc(6532, '3.2')],
  summary: 'An address has characters outside ASCII.',
  why:
    'Such an address works only where every server on the way offers SMTPUTF8; one that does not sends the message ' +
    'back. A domain can be written in ASCII as A-labels, a local part cannot.',
  messages: {
    local: 'Only servers with SMTPUTF8 take the local part “{text}”',
    domain: 'Without SMTPUTF8 the domain “{text}” is written in A-labels',
  },
  examples: {
    valid: [{ text: 'To: ann@xn--bcher-kva.example\n' }],
    invalid: [
      { text: 'To: ann@«日本.example»\n', messages: ['domain'], fixed: 'To: ann@xn--wgv71a.example\n' },
      { text: 'To: «日本»@example.com\n' },
    ],
  },
  check({ field }, { report }) {
    reportFaults(
      field,
      { 'addr-non-ascii': 'local' },
      (given) => {
        const domain = nodeAround(field, given.at.from, Kind.LocalPart, Kind.Domain)?.kind === Kind.Domain;
        report(domain ? { ...given, message: 'domain' } : given);
      },
      (fault) => aLabels(field, fault),
    );
  },
});

/** The domain in A-labels (RFC 5890): only where every label is lower-case letters, digits and hyphens. */
function aLabels(field: Field, { from, to, text }: FieldFault): Fix | undefined {
  if (nodeAround(field, from, Kind.LocalPart, Kind.Domain)?.kind !== Kind.Domain) return undefined;
  const labels = text.split('.').map((label) => {
    // Octets of a file that is not UTF-8 are shown as Latin-1: they are letters of another charset.
    if (!/[^\0-\x7f]/.test(label)) return label;
    const encoded =
      PLAIN.test(label) && label === label.normalize('NFKC').toLowerCase() ? punycode(label) : undefined;
    return encoded === undefined ? undefined : `xn--${encoded}`;
  });
  if (labels.includes(undefined) || !SURELY_UNICODE.test(text)) return undefined;
  const insert = labels.join('.');
  return { title: `Write the domain as ${quoted(insert)}`, edits: [{ from, to, insert }], safe: false };
}

const PLAIN = /^[a-z0-9\-\p{L}\p{M}\p{N}]+$/u;
const SURELY_UNICODE = /[^\0-\xff]/;
