// Rule smtp/xtext: ENVID, ORCPT or AUTH= with a character that has to be written as + and two hexadecimal digits.

import { rfc } from '../../registry/reference.ts';
import { smtpParameter } from '../../transcript/smtp/parameters.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/xtext',
  severity: 'error',
  references: [rfc(3461, '4'), rfc(4954, '5'), rfc(6533, '3')],
  summary:
    'A value is not written as xtext: +, = and characters beyond ASCII stand there as + and two capital hexadecimal digits.',
  why: 'A server answers 501, or a report comes back with another name than was sent.',
  messages: {
    plain: '{text} has to be written as {coded}',
    hex: '{text} is no encoded character: + and two capital hexadecimal digits',
  },
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<a@example.com> ENVID=QQ314159 AUTH=e+3Dmc2@example.com\nS: 501 no\n' },
      {
        text: 'C: MAIL FROM:<a@example.com> AUTH=<>\nS: 501 no\nC: RCPT TO:<b@example.com> ORCPT=utf-8;b\\x{C4}@example.com\nS: 501 no\n',
      },
    ],
    invalid: [
      {
        text: 'C: MAIL FROM:<a@example.com> AUTH=e«=»mc2@example.com\nS: 501 no\n',
        messages: ['plain'],
        fixed: 'C: MAIL FROM:<a@example.com> AUTH=e+3Dmc2@example.com\nS: 501 no\n',
      },
      {
        text: 'C: RCPT TO:<b@example.com> ORCPT=rfc822;ann«+n»ews@example.com\nS: 501 no\n',
        messages: ['hex'],
        fixed: 'C: RCPT TO:<b@example.com> ORCPT=rfc822;ann+2Bnews@example.com\nS: 501 no\n',
      },
      {
        text: 'C: MAIL FROM:<a@example.com> ENVID=a«+2b»c\nS: 501 no\n',
        messages: ['hex'],
        fixed: 'C: MAIL FROM:<a@example.com> ENVID=a+2Bc\nS: 501 no\n',
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, exchange, session, unit }, { report }) {
    if (!command || command.parameters.length === 0 || isServerFine(session, exchange.index)) return;
    for (const { name, value, valueFrom } of command.parameters) {
      const kind = smtpParameter(command.verb === 'RCPT' ? 'RCPT' : 'MAIL', name)?.xtext;
      if (kind === undefined || value === undefined || value === '<>') continue;
      const start = kind === 'all' ? 0 : value.indexOf(';') + 1;
      const utf8 = /^utf-8;/i.test(value);
      const bad = (utf8 ? NO_UTF8_XTEXT : NO_XTEXT).exec(value.slice(start));
      if (!bad) continue;
      const [text] = bad;
      const from = valueFrom + start + bad.index;
      const at = unit.host(from, from + text.length);
      const coded = LOWER_HEX.test(text) ? text.toUpperCase() : `${encoded(text.charAt(0))}${text.slice(1)}`;
      const safe = LOWER_HEX.test(text) || text === '=';
      report({
        message: text.startsWith('+') ? 'hex' : 'plain',
        at,
        data: { text, coded },
        fix: () =>
          text.charCodeAt(0) < ASCII_END
            ? { title: `Write it as ${coded}`, edits: [{ ...at, insert: coded }], safe }
            : undefined,
      });
    }
  },
});

function encoded(character: string): string {
  return `+${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

const ASCII_END = 0x80;
const NO_XTEXT = /\+(?:(?=.?[a-f])[0-9A-Fa-f]{2}|(?![0-9A-Fa-f]{2}).?)|[^!-~]|=/u;
const NO_UTF8_XTEXT = /\+(?:(?=.?[a-f])[0-9A-Fa-f]{2}|(?![0-9A-Fa-f]{2}).?)|[\0- \x7f]|=/u;
const LOWER_HEX = /^\+[0-9A-Fa-f]{2}$/;
