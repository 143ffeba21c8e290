// Rule imap/resp-text: what stands behind a status is no text, or its code is not closed or not known.

import { rfc } from '../../registry/reference.ts';
import { responseCodes } from '../../transcript/imap/grammar/responseCodes.ts';
import { imapRule } from '../protocolRules.ts';
import { shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/resp-text',
  severity: 'warning',
  references: [rfc(9051, '7.1'), rfc(3501, '9')],
  summary: 'A status has no text, or a response code that is not closed or not known.',
  why:
    'IMAP4rev1 wants a text behind OK, NO, BAD and BYE, and some clients stop without one. A code that nobody knows is ' +
    'skipped; one without its bracket is read as text.',
  messages: {
    empty: 'A text for people belongs here',
    unclosed: 'The closing bracket is missing',
    unknown: 'No response code {code} is known',
  },
  faults: { 'bracket-unclosed': 'unclosed', 'lenient:bracket-unclosed': 'unclosed' },
  examples: {
    valid: [{ text: 'C: a SELECT x\nS: * OK [UIDVALIDITY 3] ok\nS: a OK [READ-WRITE] done\n' }],
    invalid: [
      { text: 'C: a NOOP\nS: a «OK»\n', messages: ['empty'] },
      { text: 'C: a SELECT x\nS: a OK «[READ-WRITE done»\n', messages: ['unclosed'] },
      { text: 'C: a SELECT x\nS: a OK [«READWRITE»] done\n', messages: ['unknown'] },
    ],
  },
  looksAt: { kinds: ['reply', 'untagged', 'greeting'] },
  check({ response, unit }, { report }) {
    const { code, name } = response ?? {};
    if (name && STATUS.has(name.name) && unit.text.slice(name.to).trim() === '') {
      report({ message: 'empty', at: unit.host(name.from, name.to) });
    }
    if (code && !Object.hasOwn(responseCodes, code.name) && !code.name.startsWith('X')) {
      report({ message: 'unknown', at: unit.host(code.from, code.to), data: { code: shown(code.name) } });
    }
  },
});

const STATUS: ReadonlySet<string> = new Set(['OK', 'NO', 'BAD', 'BYE', 'PREAUTH']);
