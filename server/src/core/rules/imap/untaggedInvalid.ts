// Rule imap/untagged-invalid: what the server says is no response of IMAP.

import { rfc } from '../../registry/reference.ts';
import { numberedResponses, untaggedResponses } from '../../transcript/imap/grammar/responses.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/untagged-invalid',
  severity: 'error',
  references: [rfc(9051, '7'), rfc(9051, '2.2.2')],
  summary: 'A response has no name, or its name and its number do not go together.',
  why: 'A client cannot know what is meant. Most often a literal before it had other octets than it announced.',
  messages: {
    name: 'A response name must stand here',
    number: '{name} needs the number in front of it',
    unnumbered: 'No number stands in front of {name}',
  },
  faults: { 'response-name': 'name' },
  examples: {
    valid: [{ text: 'S: * 3 EXISTS\nS: * XNEWS 3\n' }],
    invalid: [
      { text: 'C: a NOOP\nS: * «(3)»\nS: a OK done\n', messages: ['name'] },
      { text: 'C: a NOOP\nS: * «EXISTS»\nS: a OK done\n', messages: ['number'] },
      { text: 'C: a NOOP\nS: * «three» EXISTS\nS: a OK done\n', messages: ['number'] },
      { text: 'C: a NOOP\nS: * «3» FLAGS (\\Seen)\nS: a OK done\n', messages: ['unnumbered'] },
    ],
  },
  looksAt: { kinds: ['untagged'] },
  check({ response, faults, unit }, { report }) {
    if (!faults.some(({ code }) => code.endsWith('response-unknown')) || !response?.name) return;
    const { name, from, to } = response.name;
    const second = COUNT.exec(unit.text.slice(to, to + MAX_NAME))?.[1]?.toUpperCase();
    const at = unit.host(from, to);
    if (SWAPPED.test(unit.text)) return;
    if (Object.hasOwn(numberedResponses, name)) report({ message: 'number', at, data: { name } });
    else if (second !== undefined) report({ message: 'number', at, data: { name: second } });
    else if (Object.hasOwn(untaggedResponses, name)) {
      const number = NUMBER.exec(unit.text)?.[1] ?? '';
      report({ message: 'unnumbered', at: unit.host(2, 2 + number.length), data: { name } });
    }
  },
});

/** The responses that are a number and a name, and nothing else. */
const COUNT = /^ +(EXISTS|RECENT|EXPUNGE)$/i;
/** What is meant is clear: `imap/deviation` has it. */
const SWAPPED = /^\* (?:FETCH|EXISTS|EXPUNGE|RECENT) [0-9]+\b/i;
const NUMBER = /^\* ([0-9]+)/;
const MAX_NAME = 20;
