// Rule message/idn-homograph: a domain whose letters are made to look like another domain's.

import { fromPunycode } from '../../message/punycode.ts';
import { page, rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { MAX_FINDINGS, quoted } from '../support/faultReports.ts';
import { addressFields } from '../support/fieldGroups.ts';
import { domainRange, fieldMailboxes } from '../support/fieldMailboxes.ts';
import { latinLookalike, mixedScripts } from '../support/scripts.ts';

export default defineRule({
  id: 'message/idn-homograph',
  scope: 'field',
  severity: 'warning',
  fields: [...addressFields, 'return-path'],
  references: [
    page('Unicode Technical Standard 39', 'https://www.unicode.org/reports/tr39/'),
    rfc(6532, '4'),
  ],
  summary: 'A label of a domain mixes scripts, or consists of letters that look like Latin ones.',
  why:
    'A Cyrillic а looks like a Latin a. Whoever registers such a name can write mail that seems to come from somebody ' +
    'else and passes every check, for the domain really is theirs.',
  messages: {
    mixed: '“{label}” mixes letters of {scripts}',
    lookalike: '“{label}” is not “{latin}”: its letters are of another script',
  },
  examples: {
    valid: [
      { text: 'From: ann@xn--bcher-kva.example, ben@日本go.example\n' },
      { text: 'From: ann@пример.example\n' },
    ],
    invalid: [
      { text: 'From: ann@«pаypal».example\n' },
      { text: 'From: ann@«аре».example\n', messages: ['lookalike'] },
      { text: 'From: ann@«xn--pypal-4ve».example\n' },
    ],
  },
  check({ field }, { report }) {
    let count = 0;
    for (const mailbox of fieldMailboxes(field)) {
      if (!/[^\0-\x7f]|xn--/i.test(mailbox.host)) continue;
      // Below a top-level domain of the same script, such words are at home.
      const asciiTld = /\.(?!xn--)[a-z]+$/i.test(mailbox.host);
      let from = 0;
      for (const written of mailbox.host.split('.')) {
        const at = { from, to: from + written.length };
        from = at.to + 1;
        const label = /^xn--/i.test(written)
          ? (fromPunycode(written.slice(4).toLowerCase()) ?? written)
          : written;
        const scripts = mixedScripts(label);
        const latin = asciiTld ? latinLookalike(label) : undefined;
        if (!scripts && latin === undefined) continue;
        if (++count > MAX_FINDINGS) return;
        const data = { label: quoted(label), scripts: scripts?.join(', ') ?? '', latin: latin ?? '' };
        report({ message: scripts ? 'mixed' : 'lookalike', at: domainRange(field, mailbox, at), data });
      }
    }
  },
});
