// Rule smtp/limits: a command, an address or a part of it is longer than every server has to take.

import { rfc } from '../../registry/reference.ts';
import { utf8Octets } from '../../text/octets.ts';
import { smtpRule } from '../protocolRules.ts';
import { isAskedToGoOn, wentOn } from '../support/smtpCommands.ts';
import { isServerFine } from '../support/smtpReplies.ts';

export default smtpRule({
  id: 'smtp/limits',
  severity: 'error',
  references: [rfc(5321, '4.5.3.1'), rfc(4954, '4')],
  summary: 'A command, an address, a part of it or a reply is longer than the standard allows.',
  why: 'Servers answer 500 or 501, or cut the line off, so that its rest is read as another command.',
  messages: {
    line: 'The command has {count} octets; {limit} are allowed',
    local: 'The local part has {count} octets; {limit} are allowed',
    domain: 'The domain has {count} octets; {limit} are allowed',
    path: 'The path has {count} octets; {limit} are allowed',
    sasl: 'The line of the login has {count} octets; servers need not read more than {limit}',
    reply: 'The line of the reply has {count} octets; {limit} are allowed',
  },
  options: {
    defaults: { commandLine: 512, authLine: 12_288, localPart: 64, domain: 255, path: 256, replyLine: 512 },
    description: {
      commandLine: 'Octets of a command line with its line end, parameters of extensions left out.',
      authLine: 'Octets of a line of a login, of either side, with its line end.',
      localPart: 'Octets of a local part.',
      domain: 'Octets of a domain.',
      path: 'Octets of a path with its brackets.',
      replyLine: 'Octets of a line of a reply with its line end.',
    },
  },
  examples: {
    valid: [
      { text: `C: MAIL FROM:<${'a'.repeat(64)}@example.com>\nS: 250 ok\n` },
      { text: `C: RCPT TO:<a@example.com> ORCPT=rfc822;${'b'.repeat(490)}\nS: 501 no\n` },
      { text: `C: RCPT TO:<${'a'.repeat(65)}@example.com>\nS: 250 ok\n` },
      { text: `C: AUTH GSSAPI ${'YWJj'.repeat(200)}\nS: 535 no\n` },
      {
        text: `C: AUTH GSSAPI\nS: 334\nC: ${'YWJj'.repeat(200)}\nS: 334 ${'YWJj'.repeat(200)}\nC: *\nS: 501 no\n`,
      },
      {
        text: `C: AUTH GSSAPI\nS: 334\nC: ${'YWJj'.repeat(10)}\nS: 235 in\n`,
        options: { authLine: 40 },
      },
    ],
    invalid: [
      { text: `C: RCPT TO:<«${'a'.repeat(65)}»@example.com>\nS: 550 no\n`, messages: ['local'] },
      {
        text: `C: RCPT TO:<a@«${'b.'.repeat(30)}example.com»>\nS: 550 no\n`,
        options: { domain: 60 },
        messages: ['domain'],
      },
      {
        text: `C: RCPT TO:«<${'a'.repeat(60)}@${'b.'.repeat(100)}example.com>»\nS: 550 no\n`,
        messages: ['path'],
      },
      { text: `C: «NOOP ${'x'.repeat(600)}»\nS: 500 no\n`, messages: ['line'] },
      {
        text: `C: AUTH GSSAPI\nS: 334\nC: «${'YWJj'.repeat(3072)}»\nS: 500 too long\n`,
        messages: ['sasl'],
      },
      {
        text: `C: AUTH GSSAPI\nS: «334 ${'YWJj'.repeat(3072)}»\nC: *\nS: 501 no\n`,
        messages: ['reply'],
      },
      { text: `C: NOOP\nS: 250-ok\nS: «250 ${'x'.repeat(600)}»\n`, messages: ['reply'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer', 'greeting', 'reply', 'continuation'] },
  check({ command, reply, exchange, session, unit }, { report, options }) {
    const inLogin = exchange.row?.verb === 'AUTH' && exchange.kind === 'continuation';
    const replyLimit = inLogin ? options.authLine : options.replyLine;
    for (const { from, to } of unit.text.length > SHORT ? (reply?.lines ?? []) : []) {
      const count = utf8Octets(unit.text.slice(from, to)) + LINE_END;
      if (count > replyLimit) {
        report({ message: 'reply', at: unit.host(from, to), data: { count, limit: replyLimit } });
      }
    }
    if (exchange.kind === 'answer' && exchange.repliesTo !== undefined && unit.text.length > SHORT) {
      const count = utf8Octets(unit.text) + LINE_END;
      const limit = options.authLine;
      const { index, repliesTo } = exchange;
      if (count <= limit || isServerFine(session, repliesTo)) return;
      if (isAskedToGoOn(session, repliesTo, index)) return;
      report({ message: 'sasl', at: unit.host(0, unit.text.length), data: { count, limit } });
    }
    if (!command || (unit.text.length <= SHORT && !command.path)) return;
    const { local, domain, from, to } = command.path ?? NO_PATH;
    const octets = (start: number, end: number): number => utf8Octets(unit.text.slice(start, end));
    const parameters = command.parameters.reduce((sum, each) => sum + octets(each.from, each.to) + 1, 0);
    const checks = [
      ['local', local, options.localPart, 0],
      ['domain', domain, options.domain, 0],
      ['path', { from, to }, options.path, 0],
      [
        'line',
        { from: 0, to: unit.text.length },
        command.verb === 'AUTH' ? options.authLine : options.commandLine,
        LINE_END - parameters,
      ],
    ] as const;
    for (const [message, range, limit, more] of checks) {
      if (!range || range.to - range.from <= 0) continue;
      const count = octets(range.from, range.to) + more;
      if (count <= limit || wentOn(session, exchange.index)) continue;
      report({ message, at: unit.host(range.from, range.to), data: { count, limit } });
      return;
    }
  },
});

const NO_PATH = { from: 0, to: 0, local: undefined, domain: undefined };
const LINE_END = 2;
/** Nothing in a shorter line can be too long. */
const SHORT = 64;
