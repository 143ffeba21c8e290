// Rule smtp/param-value: a parameter of MAIL or RCPT whose value is not one of those it can have.

import { rfc } from '../../registry/reference.ts';
import { smtpParameter } from '../../transcript/smtp/parameters.ts';
import { smtpRule } from '../protocolRules.ts';
import { isServerFine } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/param-value',
  severity: 'error',
  references: [rfc(5321, '4.1.1.11'), rfc(1870, '6'), rfc(3461, '4.1'), rfc(6152, '3')],
  summary: 'A parameter of MAIL or RCPT has a value that it cannot have.',
  why: 'A server answers 501 or 555 and the message stays where it is; some take the value for another one.',
  messages: {
    value: '{name} cannot be {text}: it is {syntax}',
    missing: '{name} needs a value: {syntax}',
    none: '{name} has no value',
    never: 'NEVER must stand alone',
    syntax: '{text} is no parameter',
    other: '{name} is a parameter of {verb}',
  },
  examples: {
    valid: [
      { text: 'C: MAIL FROM:<a@example.com> SIZE=100 BODY=8bitmime RET=HDRS SMTPUTF8\nS: 250 ok\n' },
      {
        text: 'C: RCPT TO:<a@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bb@example.com\nS: 501 no\n',
      },
      { text: 'C: MAIL FROM:<a@example.com> SIZE=big\nS: 250 ok\n' },
    ],
    invalid: [
      { text: 'C: MAIL FROM:<a@example.com> SIZE=«big»\nS: 501 no\n', messages: ['value'] },
      { text: 'C: MAIL FROM:<a@example.com> «BODY»\nS: 501 no\n', messages: ['missing'] },
      { text: 'C: MAIL FROM:<a@example.com> SMTPUTF8=«yes»\nS: 501 no\n', messages: ['none'] },
      { text: 'C: RCPT TO:<a@example.com> NOTIFY=«NEVER,DELAY»\nS: 501 no\n', messages: ['never'] },
      { text: 'C: RCPT TO:<a@example.com> «-x»\nS: 501 no\n', messages: ['syntax'] },
      { text: 'C: RCPT TO:<a@example.com> «SIZE=5»\nS: 555 no\n', messages: ['other'] },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, exchange, faults, session, unit }, { report }) {
    if (!command || (command.parameters.length === 0 && faults.length === 0)) return;
    if (isServerFine(session, exchange.index)) return;
    const [verb, other] = command.verb === 'RCPT' ? (['RCPT', 'MAIL'] as const) : (['MAIL', 'RCPT'] as const);
    for (const { code, from, to } of faults) {
      if (code !== 'parameter-syntax') continue;
      report({
        message: 'syntax',
        at: unit.host(from, to),
        data: { text: unit.text.slice(from, to).slice(0, MAX_TEXT) },
      });
    }
    for (const { name, value, from, to, valueFrom } of command.parameters) {
      const row = smtpParameter(verb, name);
      if (!row && smtpParameter(other, name)) {
        report({ message: 'other', at: unit.host(from, to), data: { name, verb: other } });
      }
      if (!row || value === '') continue;
      const syntax = row.syntax ?? '';
      if (value === undefined) {
        if (row.value) report({ message: 'missing', at: unit.host(from, to), data: { name, syntax } });
        continue;
      }
      if (row.value?.test(value) === true) continue;
      const message = !row.value ? 'none' : name === 'NOTIFY' && NEVER.test(value) ? 'never' : 'value';
      const data = { name, syntax, text: value.slice(0, MAX_TEXT) };
      report({ message, at: unit.host(valueFrom, to), data });
    }
  },
});

const NEVER = /^(?:(?:NEVER|SUCCESS|FAILURE|DELAY)(?:,|$))+$/i;
const MAX_TEXT = 60;
