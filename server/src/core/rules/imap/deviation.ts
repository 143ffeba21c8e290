// Rule imap/deviation: what the grammar does not allow and most readers take all the same.

import { rfc } from '../../registry/reference.ts';
import { imapFaults } from '../../transcript/imap/grammar/faults.ts';
import type { ImapFaultCode } from '../../transcript/imap/grammar/faults.ts';
import type { TextRange } from '../../text/range.ts';
import { imapRule } from '../protocolRules.ts';
import { shown } from '../support/imapUnits.ts';

const CODES = [
  'eight-bit',
  'escape',
  'option-unknown',
  'option-order',
  'entry-quoted',
  'sasl-quoted',
  'modified-utf7-ascii',
  'url-form',
  'item-wrapped',
  'date-time-form',
  'body-part-empty',
  'address-list-empty',
] as const satisfies readonly ImapFaultCode[];

export default imapRule({
  id: 'imap/deviation',
  severity: 'warning',
  references: [rfc(9051, '9'), rfc(3501, '9'), rfc(9051, '6.3.9')],
  summary:
    'The grammar does not allow this, or the text advises against it, though it can mean one thing only.',
  why: 'Some servers take it, others answer BAD: a client that writes it works until it meets the next server.',
  messages: {
    ...(Object.fromEntries(CODES.map((code) => [code, imapFaults[code].meaning])) as Record<
      (typeof CODES)[number],
      string
    >),
    swapped: 'The number stands in front of the name',
    taken: '{meaning}; this server took it all the same',
    twice: 'The option {option} is given twice',
  },
  faults: {
    'lenient:eight-bit': 'eight-bit',
    'lenient:escape': 'escape',
    'entry-quoted': 'entry-quoted',
    'lenient:entry-quoted': 'entry-quoted',
    'option-order': 'option-order',
    'lenient:option-order': 'option-order',
    'lenient:sasl-quoted': 'sasl-quoted',
    'lenient:modified-utf7-ascii': 'modified-utf7-ascii',
    'lenient:url-form': 'url-form',
    'lenient:item-wrapped': 'item-wrapped',
    'lenient:date-time-form': 'date-time-form',
    'lenient:body-part-empty': 'body-part-empty',
    'lenient:address-list-empty': 'address-list-empty',
  },
  examples: {
    valid: [
      { text: 'C: a FETCH 1:9 FLAGS (CHANGEDSINCE 7)\nS: a OK done\n' },
      { text: 'S: * STATUS x (MESSAGES 3 X-VENDOR 4)\n' },
      { text: 'C: a LIST (REMOTE SUBSCRIBED) "" ("*" "*") RETURN (SUBSCRIBED CHILDREN)\nS: a OK done\n' },
    ],
    invalid: [
      { text: 'C: a LOGIN "LAB«\\a»nn" secret\nS: a OK done\n', messages: ['escape'] },
      { text: 'C: a SELECT Entw«ü»rfe\n', messages: ['eight-bit'] },
      { text: 'C: a FETCH 1 (FLAGS «ALL»)\nS: a OK done\n', messages: ['taken'] },
      { text: 'S: * «EXISTS 93»\n', messages: ['swapped'] },
      { text: 'S: * 2 FETCH (UID 7 «(»FLAGS ()))\n', messages: ['item-wrapped'] },
      {
        text: 'S: * 2 FETCH (INTERNALDATE «" 1-Feb-26 21:52:25 GMT"»)\n',
        messages: ['date-time-form'],
      },
      { text: 'C: a FETCH 1:9 FLAGS («SINCE» 7)\n', messages: ['option-unknown'] },
      {
        text: 'C: a LIST "" "*" RETURN (CHILDREN SUBSCRIBED «CHILDREN»)\nS: a OK done\n',
        messages: ['twice'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'untagged'] },
  check({ exchange, faults, unit }, { report }) {
    if (exchange.row?.verb === 'LIST' && exchange.kind === 'command') {
      for (const { from, to } of repeatedOptions(unit.text)) {
        report({
          message: 'twice',
          at: unit.host(from, to),
          data: { option: shown(unit.text.slice(from, to)) },
        });
      }
    }
    // What a server adds to its answers is its own to name.
    if (faults.length === 0) return;
    if (exchange.kind !== 'command') {
      const swapped = SWAPPED.exec(unit.text);
      if (swapped) report({ message: 'swapped', at: unit.host(2, swapped[0].length) });
      return;
    }
    for (const { code, from, to, detail } of faults) {
      const at = unit.host(from, to);
      const lenient = /^lenient:(.*)/.exec(code)?.[1];
      if ((lenient ?? code) === 'option-unknown') report({ message: 'option-unknown', at });
      else if (lenient !== undefined && !ELSEWHERE.has(lenient)) {
        report({ message: 'taken', at, data: { meaning: detail ?? '' } });
      }
    }
  },
});

/** RFC 9051 6.3.9: no option should be given more than once. */
function repeatedOptions(text: string): TextRange[] {
  const repeated: TextRange[] = [];
  for (const { 0: whole, 1: options = '', index } of text.matchAll(LIST_OPTIONS)) {
    const start = index + whole.length - options.length;
    const seen = new Set<string>();
    for (const { 0: option, index: at } of options.matchAll(/\S+/g)) {
      const name = option.toUpperCase();
      if (seen.has(name)) repeated.push({ from: start + at, to: start + at + option.length });
      seen.add(name);
    }
  }
  return repeated;
}

const LIST_OPTIONS = /(?:^\S+ +LIST|(?<=[)"*%] )RETURN) +\(([^()"]*)/gi;
const SWAPPED = /^\* (?:FETCH|EXISTS|EXPUNGE|RECENT) [0-9]+\b/i;
/** What is named above, or has a rule of its own: commands nobody knows, and white space. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...CODES,
  'command-unknown',
  'command-name',
  'tag',
  'space-extra',
  'space-trailing',
  'date-day',
  'literal8',
  'elision',
]);
