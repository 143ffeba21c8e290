// Rule message/return-path-not-empty-in-report: a report that can itself be returned.

import { parametersOf, rawParameter } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/return-path-not-empty-in-report',
  scope: 'headerBlock',
  severity: 'warning',
  profiles: { strict: 'error', receive: 'info', outgoing: 'off' },
  references: [rfc(3464, '2'), rfc(8098, '3'), rfc(3461, '6.1')],
  summary: 'A delivery report or receipt has a Return-Path that is not empty.',
  why:
    'A report is sent with the null reverse-path, so that nobody reports on a report: else two servers can answer ' +
    'each other for ever. A Return-Path other than “<>” means that it was sent with an address, or forwarded.',
  messages: { notEmpty: 'A report is sent with the null reverse-path; this one has {path}' },
  examples: {
    valid: [
      {
        text: 'Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n',
      },
      {
        text: 'Return-Path: <ann@example.com>\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n',
      },
    ],
    invalid: [
      {
        text: 'Return-Path: «<mailer-daemon@example.com>»\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n',
      },
    ],
  },
  check(part, { report }) {
    const path = part.field('return-path');
    if (part.parent || !path || part.mediaType.name !== 'multipart/report' || !part.mediaType.field) return;
    const type = rawParameter(parametersOf(part.mediaType.field), 'report-type')?.toLowerCase() ?? '';
    if (!REPORTS.has(type) || !path.value.includes('@')) return;
    report({ message: 'notEmpty', at: valueRange(path), data: { path: path.value } });
  },
});

/** Feedback reports (RFC 5965) are sent with an address. */
const REPORTS = new Set(['delivery-status', 'disposition-notification']);
