// Rule pop3/utf8-lang: characters outside ASCII before UTF8 or LANG has allowed them, or a LANG that is not right.

import { rfc } from '../../registry/reference.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import { pop3Rule } from '../protocolRules.ts';
import type { RuleContext } from '../rule.ts';
import { announced, capa, LOGIN, noops } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';
import { isPop3Fine } from '../support/pop3Replies.ts';

type Message = 'language' | 'tag' | 'login' | 'text' | 'header';
type Report = RuleContext<Message>['report'];

export default pop3Rule({
  id: 'pop3/utf8-lang',
  severity: 'warning',
  references: [rfc(6856, '2.1'), rfc(6856, '2.2'), rfc(6856, '3.2')],
  summary:
    'A side sends characters outside ASCII before UTF8 or LANG has allowed them, or LANG is used wrongly.',
  why: 'Without UTF8 a client may read the octets in any other charset, and show names and subjects as rubbish or fail.',
  messages: {
    language: '{text} is neither the name of a language nor *',
    tag: 'The reply to LANG begins with the name of the language',
    login: 'The server has not announced UTF8 USER: names and passwords are ASCII',
    text: 'Without UTF8 or LANG the text of a reply is ASCII',
    header: 'Without UTF8 the header of a message is ASCII',
  },
  faults: { 'language-syntax': 'language' },
  examples: {
    valid: [
      {
        text: `${announced('UTF8')}C: UTF8\nS: +OK\n${LOGIN}${noops(20)}C: RETR 1\nS: +OK\nS: Subject: é\nS: \nS: .\n`,
      },
      { text: `${capa('UTF8 USER')}C: USER é\nS: +OK\nC: PASS ü\nS: +OK\n` },
      { text: 'C: LANG fr\nS: +OK fr Changé\nC: NOOP\nS: +OK prêt\n' },
      { text: 'C: RETR 1\nS: +OK\nS: Subject: a\nS: \nS: é\nS: .\n' },
      { text: 'C: NOOP\nS: +OK fertig für heute\n' },
      { text: 'S: +OK ready\nC: UIDL 1\nS: +OK 1 é\n' },
    ],
    invalid: [
      { text: 'C: LANG «fr_FR»\nS: -ERR no\n', messages: ['language'] },
      { text: 'C: LANG fr\nS: «+OK» done!\n', messages: ['tag'] },
      { text: `${announced('UTF8')}C: USER «ann.é»\nS: -ERR no\n`, messages: ['login'] },
      { text: `S: +OK ready\nC: NOOP\nS: +OK pr«ê»t\n`, messages: ['text'] },
      {
        text: `${announced('UTF8')}${LOGIN}${noops(20)}C: RETR 1\nS: +OK\nS: Subject: «é»té\nS: To: é\nS: \nS: é\nS: .\n`,
        messages: ['header'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'reply', 'greeting', 'data'] },
  check(subject, { report }) {
    const { exchange, session, state } = subject;
    if (exchange.kind === 'command') checkLogin(subject, report);
    else if (exchange.kind === 'data') {
      if (!state.utf8 && session.startsWithGreeting) checkHeader(subject, report);
    } else checkText(subject, report);
  },
});

function checkLogin({ command, exchange, session, state, unit }: Pop3Exchange, report: Report): void {
  if (!command || !LOGINS.has(command.verb) || isPop3Fine(session, exchange.index)) return;
  const offers = pop3Offers(state);
  if (!offers || offers.get('UTF8')?.parameters.some((each) => each.toUpperCase() === 'USER') === true) {
    return;
  }
  const foreign = command.arguments.find(({ text }) => FOREIGN.test(text));
  if (foreign) report({ message: 'login', at: unit.host(foreign.from, foreign.to) });
}

function checkText({ asked, faults, reply, session, state, unit }: Pop3Exchange, report: Report): void {
  const lang = asked?.syntax.verb === 'LANG' && asked.syntax.arguments.length > 0;
  if (lang && reply?.status === '+OK') {
    if (!LANGUAGE_TAG.test(unit.text)) report({ message: 'tag', at: unit.host(0, '+OK'.length) });
    return;
  }
  if (state.utf8 || state.lang || !session.startsWithGreeting || lang) return;
  // An identifier has a rule of its own.
  if (faults.some(({ code }) => code === 'uid-characters')) return;
  const match = FOREIGN.exec(unit.text);
  if (match) report({ message: 'text', at: unit.host(match.index, match.index + match[0].length) });
}

/** The lines up to the first that is empty; one finding says it for all of them. */
function checkHeader({ exchange, session: { all, numbers } }: Pop3Exchange, report: Report): void {
  const { first, last, row } = exchange;
  if (row?.verb !== 'RETR' && row?.verb !== 'TOP') return;
  for (let place = first; place < Math.min(last, first + MAX_LINES); place++) {
    const line = numbers[place] ?? 0;
    if (all.speaker(line) !== 'server') continue;
    const text = all.text(line);
    if (text === '' || text === '.') return;
    const match = FOREIGN.exec(text);
    if (!match) continue;
    const { index } = match;
    const at = { from: all.hostOffset(line, index), to: all.hostOffset(line, index + match[0].length) };
    report({ message: 'header', at });
    return;
  }
}

const LOGINS: ReadonlySet<string> = new Set(['USER', 'PASS', 'APOP']);

const FOREIGN = /[^\0-\x7f]+/;
const LANGUAGE_TAG = /^\+OK [A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*(?: |$)/i;
/** A header that long has something else wrong with it. */
const MAX_LINES = 500;
