// Rule smtp/unknown-command: a client says a word that is no command of SMTP.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import { isServerFine } from '../support/smtpReplies.ts';
import { restOfMessage } from '../support/smtpData.ts';
import { isProxyHeader, otherProtocol } from '../support/otherProtocols.ts';
import { smtpRule } from '../protocolRules.ts';
import { shownWord } from '../support/shownWord.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/unknown-command',
  severity: 'error',
  references: [rfc(5321, '4.2.4'), rfc(5321, '4.1.1')],
  summary: 'The client says a word that is no command.',
  why:
    'A server answers 500 and counts it against the client. Most often the two sides are out of step: a message went ' +
    'on behind its final dot, a chunk was longer than announced, or the client speaks another protocol.',
  messages: { unknown: '{verb} is no command of SMTP', lmtp: 'LHLO is a command of LMTP' },
  examples: {
    valid: [
      { text: `${greeted('SIZE')}${transactions(6)}C: HELP\nS: 214 none\n` },
      {
        text: 'S: 220 mx\nC: GET / HTTP/1.1\nS: 500 what?\nC: Host: mx\nS: 500 what?\nC: QUIT\nS: 221 bye\n',
      },
      { text: 'C: EHLO a.example\nS: 250-mx\nS: 250 XEXDATA\nC: XEXDATA\nS: 550 no\n' },
      { text: 'S: 220 mx.example.com\nC: EHLO a.example\nS: 250 mx.example.com\nC: NOOP\nS: 250 ok\n' },
    ],
    invalid: [
      { text: `${greeted('SIZE')}${transactions(6)}C: «HLEP»\nS: 500 what?\n` },
      {
        text: 'C: «MAILFROM:<ann@example.com>»\nS: 500 what?\n',
        fixed: 'C: MAIL FROM:<ann@example.com>\nS: 500 what?\n',
      },
      { text: 'S: 220 mx.example.com\nC: «EHOL» a.example\nS: 500 what?\n' },
      {
        text: 'C: DATA\nS: 354 go\nC: one\nC: .\nC: and two\nC: .\nC: «HLEO» x\nS: 250 ok\nS: 500 what?\nS: 500 what?\nS: 500 what?\n',
      },
      {
        text: 'C: DATA\nS: 554 no\nC: «Subject:» hello\nC: \nC: body\nC: .\nS: 500 what?\nC: QUIT\nS: 221 bye\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250 mx.example.com\nC: «Subject:» hello\nS: 500 what?\nC: QUIT\nS: 221 bye\n',
      },
    ],
  },
  looksAt: { kinds: ['command'] },
  check({ command, exchange, state, unit, session }, { report }) {
    if (!command || isServerFine(session, exchange.index)) return;
    if (command.row) {
      const lmtp = command.verb === 'LHLO' && session.protocol === 'smtp';
      if (lmtp) report({ message: 'lmtp', at: unit.host(0, command.verb.length) });
      return;
    }
    const word = /\S+/.exec(unit.text);
    if (!word || otherProtocol(unit.text) !== undefined || isProxyHeader(unit.text)) return;
    // An excerpt behind ATRN: the sides have changed.
    if (REPLY.test(unit.text) && !session.startsWithGreeting && state.extensions === undefined) return;
    // What the server announced under that name is a command of its own.
    if (command.verb !== '' && state.extensions?.has(command.verb) === true) return;
    // `smtp/text-after-dot` tells it.
    if (restOfMessage(session, exchange) || isLaterLine(session, exchange.index)) return;
    const at = unit.host(word.index, word.index + word[0].length);
    const data = { verb: shownWord(word[0], session, exchange.index) };
    const joined = JOINED.exec(unit.text);
    const gap = unit.host(word.index + VERB_LENGTH, word.index + VERB_LENGTH);
    const fix = { title: 'Insert a space', edits: [{ ...gap, insert: ' ' }], safe: true };
    report({ message: 'unknown', at, data, fix: joined ? () => fix : undefined });
  },
});

/**
 * True behind a line of another protocol, which `smtp/not-smtp` tells, as its other lines are no commands either, and for
 * the second and further lines of a message that was sent although DATA was refused.
 */
function isLaterLine({ all, exchanges, numbers }: Session, index: number): boolean {
  let answered = false;
  for (let before = index - 1; before >= Math.max(0, index - MAX_LINES); before--) {
    const kind = exchanges.kind(before);
    if (kind === 'command') {
      if (exchanges.row(before)) return false;
      if (otherProtocol(all.text(numbers[exchanges.first(before)] ?? 0)) !== undefined) return true;
    } else if (kind === 'reply') {
      if (!answered && before < index - 1 && exchanges.row(before)?.verb === 'DATA') return true;
      answered = true;
    }
  }
  return false;
}

/** A command and what must stand behind its space. */
const JOINED = /^\s*(?:MAIL(?=FROM:)|RCPT(?=TO:))/i;
const VERB_LENGTH = 4;
/** How far in front, in units, a line of another protocol is looked for. */
const MAX_LINES = 200;
const REPLY = /^[2-5]\d\d(?:[ -]|$)/;
