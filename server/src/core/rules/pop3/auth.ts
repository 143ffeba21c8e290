// Rule pop3/auth: a login by SASL that the server does not offer, or that is not written as it has to be.

import { rfc } from '../../registry/reference.ts';
import { saslMechanism } from '../../transcript/sasl/mechanisms.ts';
import { isMasked } from '../../transcript/secrets/masked.ts';
import { argumentText } from '../../transcript/pop3/grammar.ts';
import type { Pop3Exchange } from '../../transcript/pop3/machine.ts';
import { pop3Rule } from '../protocolRules.ts';
import type { RuleContext } from '../rule.ts';
import { announced, failedLogins } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';
import { argumentRange, pop3Status, wordRange } from '../support/pop3Replies.ts';
import { saslFormFault } from '../support/saslForm.ts';
import { isAskedToGoOn } from '../support/smtpCommands.ts';

type Message =
  'unoffered' | 'none' | 'syntax' | 'serverFirst' | 'base64' | 'empty' | 'malformed' | 'cancel' | 'challenge';
type Report = RuleContext<Message>['report'];

export default pop3Rule({
  id: 'pop3/auth',
  severity: 'error',
  references: [rfc(5034, '4'), rfc(5034, '3')],
  summary:
    'AUTH names a mechanism that is not offered, or what is said behind it is not base64 or not complete.',
  why: 'The server answers -ERR. Which mechanisms there are often depends on TLS: look at the last answer to CAPA.',
  messages: {
    unoffered: 'The server offers {offered}',
    none: 'The server offers no login by AUTH',
    // Not what stands there: it may be the response.
    syntax: 'This cannot be the name of a mechanism',
    serverFirst: 'With {mechanism} the server speaks first: nothing may stand here',
    base64: 'This is not base64',
    empty: 'An empty response is an empty line; = stands for it only in the AUTH command',
    malformed: 'This is not what {mechanism} sends: {part} is missing or wrong',
    cancel: 'The client has given up, and the server must not let it in',
    challenge: 'Behind + only base64 may stand',
  },
  examples: {
    valid: [
      { text: `${announced('SASL PLAIN CRAM-MD5')}${failedLogins(10)}C: AUTH plain AGEAYg==\nS: -ERR no\n` },
      { text: 'C: AUTH FOOBAR\nS: -ERR what\n' },
      { text: 'C: AUTH PLAIN\nS: + \nC: ****\nS: -ERR no\n' },
      { text: 'C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: *\nS: -ERR given up\n' },
      { text: 'C: AUTH EXTERNAL =\nS: +OK\n' },
      { text: 'S: +OK\nC: AUTH\nS: +OK\nS: PLAIN\nS: .\n' },
    ],
    invalid: [
      {
        text: `${announced('SASL PLAIN')}${failedLogins(10)}C: AUTH «CRAM-MD5»\nS: -ERR no\n`,
        messages: ['unoffered'],
      },
      { text: `${announced('TOP')}C: «AUTH» PLAIN AGEAYg==\nS: -ERR no\n`, messages: ['none'] },
      { text: 'C: AUTH «PLAIN,LOGIN»\nS: -ERR no\n', messages: ['syntax'] },
      { text: 'C: AUTH «AGEAYg==»\nS: -ERR no\n', messages: ['syntax'] },
      { text: 'C: AUTH CRAM-MD5 «YW5u»\nS: -ERR no\n', messages: ['serverFirst'] },
      { text: 'C: AUTH PLAIN «AGEAYg=»\nS: -ERR no\n', messages: ['base64'] },
      { text: 'C: AUTH PLAIN\nS: +\nC: «ann:pass word»\nS: -ERR no\n', messages: ['base64'] },
      { text: 'C: AUTH EXTERNAL\nS: + \nC: «=»\nS: -ERR no\n', messages: ['empty'] },
      { text: 'C: AUTH PLAIN «YW5u»\nS: -ERR no\n', messages: ['malformed'] },
      { text: 'C: AUTH PLAIN\nS: + \nC: «YW5uAGI=»\nS: -ERR no\n', messages: ['malformed'] },
      { text: 'C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: *\nS: «+OK» in\n', messages: ['cancel'] },
      { text: 'C: AUTH LOGIN\nS: + «Your name?»\nC: *\nS: -ERR given up\n', messages: ['challenge'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer', 'continuation', 'reply'], verbs: ['AUTH'] },
  check(subject, { report }) {
    const { kind } = subject.exchange;
    if (kind === 'command') checkCommand(subject, report);
    else if (kind === 'answer') checkAnswer(subject, report);
    else if (kind === 'continuation') checkChallenge(subject, report);
    else checkCancelled(subject, report);
  },
});

function checkCommand(subject: Pop3Exchange, report: Report): void {
  const { command, exchange, faults, session, state, unit } = subject;
  const mechanism = argumentText(command, 'mechanism');
  // What the server takes up it knows, and behind the login `pop3/state` says what is wrong.
  if (!command || mechanism === undefined || pop3Status(session, exchange.index) === '+OK') return;
  if (state.authenticated === 'yes') return;
  const at = argumentRange(unit, command, 'mechanism');
  if (faults.some(({ code }) => code === 'mechanism-syntax')) {
    report({ message: 'syntax', at });
    return;
  }
  const asked = isAskedToGoOn(session, exchange.index);
  const offers = asked ? undefined : pop3Offers(state);
  const names = offers?.get('SASL')?.parameters;
  if (offers && !names) report({ message: 'none', at: wordRange(unit) });
  else if (names && !names.some((name) => name.toUpperCase() === mechanism.toUpperCase())) {
    const offered = names.length === 0 ? 'no mechanism' : names.slice(0, MAX_NAMES).join(', ');
    report({ message: 'unoffered', at, data: { offered } });
  } else checkInitial(subject, asked, report);
}

function checkInitial(subject: Pop3Exchange, asked: boolean, report: Report): void {
  const { command, faults, unit } = subject;
  const initial = argumentText(command, 'initial-response');
  if (!command || initial === undefined || isHidden(initial)) return;
  const at = argumentRange(unit, command, 'initial-response');
  const { first, name = '' } = saslMechanism(argumentText(command, 'mechanism') ?? '') ?? {};
  if (faults.some(({ code }) => code === 'base64-syntax')) report({ message: 'base64', at });
  // LOGIN was never written down, and takes the user here with most servers.
  else if (first === 'server' && name !== 'LOGIN' && !asked) {
    report({ message: 'serverFirst', at, data: { mechanism: name } });
  } else checkFormat(subject, report);
}

function checkAnswer(subject: Pop3Exchange, report: Report): void {
  const { exchange, session, unit } = subject;
  const text = unit.text.trim();
  const status = pop3Status(session, exchange.repliesTo ?? exchange.index);
  if (status === '+OK' || text === '*' || isHidden(text)) return;
  // The log may end inside a response that is broken over lines.
  if (status === undefined && exchange.index === session.exchanges.count - 1) return;
  const at = unit.host(0, unit.text.trimEnd().length);
  if (text === '=') report({ message: 'empty', at });
  else if (!BASE64.test(text)) report({ message: 'base64', at });
  else checkFormat(subject, report);
}

/** What the client sends in this unit against the form of its mechanism; only where the server refused it. */
function checkFormat({ exchange, session }: Pop3Exchange, report: Report): void {
  if (pop3Status(session, exchange.repliesTo ?? exchange.index) !== '-ERR') return;
  const { at, mechanism, part } = saslFormFault(session, exchange) ?? {};
  if (at) report({ message: 'malformed', at, data: { mechanism: mechanism ?? '', part: part ?? '' } });
}

function checkChallenge({ exchange, session, unit }: Pop3Exchange, report: Report): void {
  if (pop3Status(session, exchange.repliesTo ?? exchange.index) === '+OK') return;
  const text = unit.text.trimEnd();
  const from = /^\+[ \t]*/.exec(text)?.[0].length ?? 0;
  const challenge = text.slice(from);
  if (BASE64.test(challenge) || isHidden(challenge)) return;
  report({ message: 'challenge', at: unit.host(from, text.length) });
}

function checkCancelled({ reply, state, unit }: Pop3Exchange, report: Report): void {
  if (reply?.status !== '+OK' || state.spoken !== 'cancel') return;
  report({ message: 'cancel', at: unit.host(0, '+OK'.length) });
}

/** What tools write in place of a secret. */
function isHidden(text: string): boolean {
  return text !== '' && (isMasked(text) || HIDDEN.test(text));
}

const HIDDEN = /\*\*|\.\.\.|…|<[^>]*>|\[[^\]]*\]/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MAX_NAMES = 12;
