// Rule smtp/limits-extension: more transactions, recipients or domains than the server announced with LIMITS.

import { rfc } from '../../registry/reference.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { Envelope } from '../../transcript/smtp/machine.ts';
import { smtpRule } from '../protocolRules.ts';
import { offeredBy } from '../support/smtpCommands.ts';
import { saidPath } from '../support/smtpEnvelope.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/limits-extension',
  severity: 'warning',
  references: [rfc(9422)],
  summary: 'The client sends more in one session than the server announced with LIMITS.',
  why: 'The server answers 452 or 421; a client that keeps to the limits loses no time.',
  messages: {
    mail: 'The server takes {limit} transactions in a session',
    rcpt: 'The server takes {limit} recipients in a transaction',
    domain: 'The server takes recipients in {limit} domains in a transaction',
  },
  examples: {
    valid: [
      {
        text: `${greeted('LIMITS MAILMAX=8')}${transactions(3)}${transactions(3)}C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS MAILMAX=8\nC: MAIL FROM:<z@example.com>\nS: 250 ok\n`,
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS MAILMAX=1\nC: MAIL FROM:<a@b.example>\nS: 250 ok\n',
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS RCPTMAX=2\nC: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@b.example>\nS: 250 ok\nC: RCPT TO:<d@b.example>\nS: 250 ok\n',
      },
    ],
    invalid: [
      {
        text: `${greeted('LIMITS MAILMAX=6') + transactions(3) + transactions(3)}C: «MAIL» FROM:<z@example.com>\nS: 421 enough\n`,
        messages: ['mail'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS MAILMAX=1\nC: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RSET\nS: 250 ok\nC: «MAIL» FROM:<a@b.example>\nS: 421 enough\n',
        messages: ['mail'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS RCPTMAX=1 RCPTDOMAINMAX=1\nC: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@b.example>\nS: 250 ok\nC: «RCPT» TO:<d@b.example>\nS: 452 enough\n',
        messages: ['rcpt'],
      },
      {
        text: 'C: EHLO a.example\nS: 250-mx\nS: 250 LIMITS RCPTDOMAINMAX=1\nC: MAIL FROM:<a@b.example>\nS: 250 ok\nC: RCPT TO:<c@b.example>\nS: 250 ok\nC: RCPT TO:<d@«other.example»>\nS: 452 enough\n',
        messages: ['domain'],
      },
    ],
  },
  looksAt: { kinds: ['command'], verbs: ['MAIL', 'RCPT'] },
  check({ command, session, state, unit }, { report }) {
    const limits = offeredBy(state)?.get('LIMITS')?.parameters;
    if (!command || !limits) return;
    const limit = (name: string): number => {
      const said = limits.find((each) => each.toUpperCase().startsWith(`${name}=`));
      return said === undefined ? Infinity : Number(said.slice(name.length + 1));
    };
    const verb = unit.host(0, command.verb.length);
    if (command.verb === 'MAIL') {
      const most = limit('MAILMAX');
      if (state.transactions >= most) report({ message: 'mail', at: verb, data: { limit: most } });
      return;
    }
    if (!state.envelope) return;
    const most = limit('RCPTMAX');
    if (state.envelope.recipients >= most) report({ message: 'rcpt', at: verb, data: { limit: most } });
    const domain = command.path?.domain;
    const mostDomains = limit('RCPTDOMAINMAX');
    if (!domain || !Number.isFinite(mostDomains)) return;
    const domains = recipientDomains(session, state.envelope);
    const own = unit.text.slice(domain.from, domain.to).toLowerCase();
    if (domains.has(own) || domains.size < mostDomains) return;
    report({ message: 'domain', at: unit.host(domain.from, domain.to), data: { limit: mostDomains } });
  },
});

function recipientDomains(session: Session, { accepted }: Envelope): ReadonlySet<string> {
  return new Set(accepted.flatMap((said) => saidPath(session, said)?.domain?.toLowerCase() ?? []));
}
