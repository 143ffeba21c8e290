// Rule message/received-helo-mismatch: a host called itself by another name than its address has.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { relatedDomains } from '../support/domains.ts';
import { quoted } from '../support/faultReports.ts';
import { heloOf, hopsOf } from '../support/hops.ts';

export default defineRule({
  id: 'message/received-helo-mismatch',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info' },
  references: [rfc(5321, '4.1.4'), rfc(5321, '4.4')],
  summary: 'A host called itself by a name of another domain than the one its address has in the DNS.',
  why:
    'The first name is what the host said, the second what the server found by its address. They differ behind shared ' +
    'services, and where a host lies about itself.',
  messages: { mismatch: 'The host said {helo}, its address is of {name}' },
  examples: {
    valid: [
      {
        text: 'Received: from a.example.com (mail.example.com [192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
    invalid: [
      {
        text: 'Received: from «bank.example» (pool-1.isp.example.net [192.0.2.1]) by b.example; Fri, 6 Dec 2024 10:30:00 +0100\n',
      },
    ],
  },
  check(part, { report }) {
    for (const hop of hopsOf(part)) {
      const helo = heloOf(hop);
      const comment = hop.view.clauses.find(({ name }) => name === 'from')?.comments[0]?.text ?? '';
      const name = REVERSE.exec(comment.slice(0, MAX_COMMENT))?.[1];
      if (
        !helo?.name.includes('.') ||
        name === undefined ||
        /^[\d.]+$/.test(helo.name) ||
        relatedDomains(helo.name, name)
      ) {
        continue;
      }
      if (INSIDE.test(name)) continue;
      report({
        message: 'mismatch',
        at: { from: helo.from, to: helo.to },
        data: { helo: quoted(helo.name), name: quoted(name) },
      });
    }
  },
});

const MAX_COMMENT = 500;
/** Names that only one network knows. */
const INSIDE = /\.(?:internal|local|lan|localdomain|localhost)$/i;
/** `mail.example.com [192.0.2.1]`, as Postfix, sendmail and Exchange write it. */
const REVERSE = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z]{2,})\.? \[/i;
