// Rule imap/auth: a login by SASL that the server has not offered, or that is not base64.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { offers } from '../../transcript/imap/capabilities.ts';
import { statusOf } from '../../transcript/imap/status.ts';
import type { ImapExchange } from '../../transcript/imap/session.ts';
import { imapRule } from '../protocolRules.ts';
import type { RuleContext } from '../rule.ts';
import { saslFormFault } from '../support/saslForm.ts';
import { noops } from '../support/imapExamples.ts';
import { hostOf, nodesOf, ownText, shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/auth',
  severity: 'error',
  references: [rfc(9051, '6.2.2'), rfc(4959, '3')],
  summary:
    'AUTHENTICATE names a mechanism that is not offered, sends a first response too early, or not what the mechanism wants.',
  why:
    'The server answers NO or BAD. A first response in the command needs SASL-IR; without it the client waits for + ' +
    'and then sends the response.',
  messages: {
    mechanism: 'The server has not announced AUTH={mechanism}',
    initial: 'The server has not announced SASL-IR: the response waits for +',
    base64: 'This is not base64',
    form: 'This is not what {mechanism} sends: {part} is missing or wrong',
    cancel: 'The client gives up here, and the server must not let it in',
  },
  faults: { base64: 'base64' },
  examples: {
    valid: [
      {
        text: `S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\n${noops(20)}C: a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=\nS: a OK in\n`,
      },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hi\nC: a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=\nS: a OK in\n',
      },
      { text: 'C: a AUTHENTICATE LOGIN\nS: + VXNlcm5hbWU6\nC: *\nS: a BAD given up\n' },
    ],
    invalid: [
      {
        text: `S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\n${noops(20)}C: a AUTHENTICATE «CRAM-MD5»\nS: a NO none\n`,
        messages: ['mechanism'],
      },
      {
        text: 'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi\nC: a AUTHENTICATE PLAIN «AGFubgBzZWNyZXQ=»\nS: a BAD no\n',
        messages: ['initial'],
      },
      { text: 'C: a AUTHENTICATE PLAIN\nS: +\nC: «ann:secret!»\nS: a BAD no\n', messages: ['base64'] },
      { text: 'C: a AUTHENTICATE PLAIN\nS: +\nC: «YW5uAGI=»\nS: a NO wrong\n', messages: ['form'] },
      { text: 'C: a AUTHENTICATE PLAIN «YW5uAGI=»\nS: a NO wrong\n', messages: ['form'] },
      { text: 'C: a AUTHENTICATE PLAIN\nS: +\nC: «*»\nS: a OK in\n', messages: ['cancel'] },
    ],
  },
  looksAt: { kinds: ['command', 'answer'], verbs: ['AUTHENTICATE'] },
  check(subject, { report }) {
    const { exchange, session, state, unit } = subject;
    if (exchange.kind === 'answer') {
      const text = unit.text.trim();
      const status = exchange.repliesTo === undefined ? undefined : statusOf(session, exchange.repliesTo);
      if (text === '*' && status === 'OK') report({ message: 'cancel', at: unit.host(0, unit.text.length) });
      if (
        status !== undefined &&
        status !== 'OK' &&
        text !== '*' &&
        !BASE64.test(text) &&
        !HIDDEN.test(text)
      ) {
        report({ message: 'base64', at: unit.host(0, unit.text.length) });
      } else if (status === 'NO' || status === 'BAD') checkForm(subject, report);
      return;
    }
    if (/^(?:NO|BAD)$/.test(statusOf(session, exchange.index) ?? '')) checkForm(subject, report);
    const { all, stale } = state.capabilities ?? {};
    const [mechanism] = nodesOf(subject, Kind.SaslMech);
    if (!all || stale || !mechanism) return;
    const name = ownText(subject, mechanism).toUpperCase();
    if (!all.has(`AUTH=${name}`)) {
      report({ message: 'mechanism', at: hostOf(subject, mechanism), data: { mechanism: shown(name) } });
    }
    const [initial] = nodesOf(subject, Kind.InitialResponse);
    if (initial && !offers(all, 'SASL-IR')) report({ message: 'initial', at: hostOf(subject, initial) });
  },
});

function checkForm({ exchange, session }: ImapExchange, report: RuleContext<'form'>['report']): void {
  const { at, mechanism = '', part = '' } = saslFormFault(session, exchange) ?? {};
  if (at) report({ message: 'form', at, data: { mechanism, part } });
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
/** What logs write in the place of a secret. */
const HIDDEN = /[*<>[\](]|\.\.\.|hidden|secret value/i;
