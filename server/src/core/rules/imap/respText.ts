// Rule imap/resp-text: what stands behind a status is no text, or its code is not closed or not known.

import { rfc } from '../../registry/reference.ts';
import { responseCodes } from '../../transcript/imap/grammar/responseCodes.ts';
import { written } from '../../transcript/imap/grammar/usage.ts';
import type { ImapLineFaultCode } from '../../transcript/imap/lineFaults.ts';
import type { ResponseCodeView } from '../../transcript/imap/views/response.ts';
import type { LineFault } from '../../transcript/lineScanner.ts';
import type { TextRange } from '../../text/range.ts';
import { imapRule } from '../protocolRules.ts';
import { shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/resp-text',
  severity: 'warning',
  references: [rfc(9051, '7.1'), rfc(3501, '9')],
  summary:
    'A status lacks its word or its text, or its response code is not closed, not known or incomplete.',
  why:
    'IMAP4rev1 wants a text behind OK, NO, BAD and BYE, and some clients stop without one. A code that nobody knows is ' +
    'skipped; one without its bracket is read as text.',
  messages: {
    status: 'A tagged response says OK, NO or BAD',
    empty: 'A text for people belongs here',
    unclosed: 'The closing bracket is missing',
    missing: 'OK, NO or BAD must stand in front of a response code',
    unknown: 'No response code {code} is known',
    arguments: 'The response code {code} has other arguments: {syntax}',
  },
  faults: {
    'bracket-unclosed': 'unclosed',
    'lenient:bracket-unclosed': 'unclosed',
    'lenient:status-missing': 'missing',
  },
  examples: {
    valid: [{ text: 'C: a SELECT x\nS: * OK [UIDVALIDITY 3] ok\nS: a OK [READ-WRITE] done\n' }],
    invalid: [
      { text: 'C: a NOOP\nS: a «OK»\n', messages: ['empty'] },
      { text: 'C: a NOOP\nS: a «YES» done\nC: b NOOP\nS: b OK done\n', messages: ['status'] },
      { text: 'C: a SELECT x\nS: a OK «[READ-WRITE done»\n', messages: ['unclosed'] },
      { text: 'C: a UID MOVE 1 x\nS: * «[»COPYUID 3 1 2]\nS: a OK done\n', messages: ['missing'] },
      { text: 'C: a SELECT x\nS: a OK [«READWRITE»] done\n', messages: ['unknown'] },
      { text: 'C: a CREATE x\nS: a OK [MAILBOXID «F2212»] done\n', messages: ['arguments'] },
      {
        text: 'C: a STORE 1 (UNCHANGEDSINCE 5) FLAGS ()\nS: a OK [«MODIFIED»] done\n',
        messages: ['arguments'],
      },
    ],
  },
  looksAt: { kinds: ['reply', 'untagged', 'greeting'] },
  check({ asked, faults, response, unit }, { report }) {
    const word = faults.find(({ code }) => code === 'status-word');
    // Without a command of this tag it may as well be the other side that speaks.
    if (word && asked) report({ message: 'status', at: unit.host(word.from, word.to) });
    const { code, name } = response ?? {};
    if (name && STATUS.has(name.name) && unit.text.slice(name.to).trim() === '') {
      report({ message: 'empty', at: unit.host(name.from, name.to) });
    }
    if (code && !Object.hasOwn(responseCodes, code.name) && !code.name.startsWith('X')) {
      report({ message: 'unknown', at: unit.host(code.from, code.to), data: { code: shown(code.name) } });
    }
    const wrong = code && !OWN_RULE.has(code.name) ? argumentFault(code, faults) : undefined;
    if (code && wrong) {
      const argument = unit.text.indexOf(code.argument, code.to);
      const whole = { from: argument, to: argument + code.argument.length };
      const at = code.argument === '' ? code : wrong.to > wrong.from ? wrong : whole;
      const syntax = written([code.name, responseCodes[code.name] ?? ''].join(' '));
      report({ message: 'arguments', at: unit.host(at.from, at.to), data: { code: code.name, syntax } });
    }
  },
});

/** The first fault between a known code's name and its bracket. */
function argumentFault(
  { from, to, name, argument }: ResponseCodeView,
  faults: readonly LineFault<ImapLineFaultCode>[],
): TextRange | undefined {
  if (!Object.hasOwn(responseCodes, name)) return undefined;
  // A space may stand around the argument.
  const end = to + argument.length + 2;
  return faults.find((fault) => fault.from >= from && fault.from <= end && !SPACES.test(fault.code));
}

const SPACES = /space|elision/;
/** HIGHESTMODSEQ, APPENDUID and COPYUID are looked at where what they say is followed. */
const OWN_RULE: ReadonlySet<string> = new Set(['HIGHESTMODSEQ', 'APPENDUID', 'COPYUID']);
const STATUS: ReadonlySet<string> = new Set(['OK', 'NO', 'BAD', 'BYE', 'PREAUTH']);
