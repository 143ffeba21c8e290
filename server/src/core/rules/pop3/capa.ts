// Rule pop3/capa: a command that the server does not announce, or capabilities that are not written as they have to be.

import { rfc } from '../../registry/reference.ts';
import { isAllowed } from '../../transcript/pop3/control.ts';
import { pop3Rule } from '../protocolRules.ts';
import { announced, capa, LOGIN, noops } from '../support/pop3Examples.ts';
import { pop3Offers } from '../support/pop3Offers.ts';
import { isPop3Fine, wordRange } from '../support/pop3Replies.ts';

export default pop3Rule({
  id: 'pop3/capa',
  severity: 'warning',
  references: [rfc(2449, '5'), rfc(2449, '6'), rfc(2595, '4')],
  summary: 'A command is used that CAPA does not list, or a capability is listed in a wrong way.',
  why: 'Clients choose by this list what they do. What is not listed, a server refuses; what is listed wrongly, no client finds.',
  messages: {
    unlisted: 'The server has not announced {capability}',
    syntax: 'A line of the list starts with the name of a capability',
    parameters: '{detail} does not take this',
    tls: 'STLS is not possible any more and should not be listed',
  },
  faults: { 'capability-syntax': 'syntax', 'capability-parameters': 'parameters' },
  examples: {
    valid: [
      { text: `${announced('USER', 'UIDL')}${LOGIN}${noops(20)}C: UIDL\nS: +OK\nS: .\n` },
      { text: `${announced('USER')}${LOGIN}C: UIDL\nS: +OK\nS: .\n` },
      { text: `${announced('USER', '...')}${LOGIN}C: UIDL\nS: -ERR no\n` },
      { text: 'C: UIDL\nS: -ERR no\n' },
      { text: `${announced('USER')}C: UIDL\nS: -ERR log in\n` },
      { text: capa('LOGIN-DELAY 900 USER', 'EXPIRE NEVER', 'SASL PLAIN', 'IMPLEMENTATION a b c') },
      { text: `${announced('STLS', 'USER')}C: STLS\nS: +OK go\n${capa('USER')}` },
    ],
    invalid: [
      {
        text: `${announced('USER')}${LOGIN}${noops(20)}C: «UIDL»\nS: -ERR no\nC: QUIT\nS: +OK\n`,
        messages: ['unlisted'],
      },
      { text: `${announced('TOP')}C: «USER» ann\nS: -ERR no\n`, messages: ['unlisted'] },
      { text: `${announced('TOP')}C: «UTF8»\nS: -ERR no\n`, messages: ['unlisted'] },
      { text: 'C: CAPA\nS: +OK\nS: LOGIN-DELAY «soon»\nS: .\n', messages: ['parameters'] },
      { text: 'C: CAPA\nS: +OK\nS: «IMPLEMENTATION»\nS: .\n', messages: ['parameters'] },
      { text: 'C: CAPA\nS: +OK\nS: «ÄPOP»\nS: .\n', messages: ['syntax'] },
      {
        text: `${announced('STLS', 'USER')}C: STLS\nS: +OK go\nC: CAPA\nS: +OK\nS: «STLS»\nS: .\n`,
        messages: ['tls'],
      },
    ],
  },
  looksAt: { kinds: ['command', 'data'] },
  check({ command, exchange, listing, session, state, unit }, { report }) {
    if (listing && state.tls === 'yes') {
      const stls = listing.capabilities.find(({ tag }) => tag === 'STLS');
      if (stls) report({ message: 'tls', at: unit.host(stls.from, stls.from + stls.tag.length) });
    }
    const capability = command?.row?.needs;
    // AUTH and STLS have rules of their own; PASS has no other reason than its USER.
    if (!command || capability === undefined || OTHERS.has(command.verb)) return;
    // Where the state does not allow it, no announcement would help.
    if (!isAllowed(state.believed, command.row)) return;
    const offered = pop3Offers(state);
    if (!offered || offered.has(capability) || isPop3Fine(session, exchange.index)) return;
    report({ message: 'unlisted', at: wordRange(unit), data: { capability } });
  },
});

const OTHERS: ReadonlySet<string> = new Set(['AUTH', 'STLS', 'PASS']);
