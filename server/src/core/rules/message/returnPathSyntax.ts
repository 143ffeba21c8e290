// Rule message/return-path-syntax: a Return-Path that is no path.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { reportFaults } from '../support/faultReports.ts';

export default defineRule({
  id: 'message/return-path-syntax',
  scope: 'field',
  // Delivery writes it, and tools that take mail apart are used to it.
  severity: 'info',
  profiles: { strict: 'error', receive: 'warning', outgoing: 'off' },
  fields: ['return-path'],
  references: [rfc(5322, '3.6.7'), rfc(5321, '4.1.2')],
  summary: 'Return-Path has no address in angle brackets.',
  why:
    'Programs that send failure reports read the address from between the brackets. Where they find none, reports are ' +
    'lost or sent to somebody else.',
  messages: {
    brackets: 'The return path “{text}” needs angle brackets',
    empty: 'The return path is missing; an empty one is “<>”',
    local: 'The return path has nothing in front of the @',
    domain: 'The return path has nothing behind the @',
    at: 'The return path “{text}” has no @ and no domain',
    character: '“{text}” must not stand in a return path',
    behind: '“{text}” stands behind the end of the return path',
    angle: 'The bracket of the return path is not closed',
  },
  examples: {
    valid: [{ text: 'Return-Path: <ann@example.com>\nReturn-Path: <>\n' }],
    invalid: [
      {
        text: 'Return-Path: «ann@example.com»\n',
        messages: ['brackets'],
        fixed: 'Return-Path: <ann@example.com>\n',
      },
      { text: 'Return-Path: <«root»>\n', messages: ['at'] },
    ],
  },
  check({ field }, { report }) {
    const messages = {
      'path-brackets': 'brackets',
      'path-empty': 'empty',
      'addr-no-local-part': 'local',
      'addr-no-domain': 'domain',
      'addr-no-at': 'at',
      'addr-bad-character': 'character',
      'addr-text-after': 'behind',
      'addr-angle-unclosed': 'angle',
    } as const;
    reportFaults(field, messages, report, ({ code, from, to, text }) =>
      code === 'path-brackets' && WHOLE.test(text)
        ? {
            title: 'Put angle brackets around the address',
            edits: [{ from, to, insert: `<${text}>` }],
            safe: true,
          }
        : undefined,
    );
  },
});

const WHOLE = /^[^\0-\x20()<>[\]:;@\\,"\x7f]+@[^\0-\x20()<>[\]:;@\\,"\x7f]+$/;
