// Rule imap/bad-reply: the server refuses a command; what that means and what to do.

import { rfc } from '../../registry/reference.ts';
import { imapResponseCode } from '../../transcript/imap/responseCodes.ts';
import { imapRule } from '../protocolRules.ts';

export default imapRule({
  id: 'imap/bad-reply',
  severity: 'info',
  references: [rfc(9051, '7.1.2'), rfc(9051, '7.1.3'), rfc(5530, '3')],
  summary: 'The server answers NO or BAD.',
  why:
    'NO: the command is right, and cannot be carried out. BAD: the server does not take it for a command, or not now. ' +
    'A client shows the text of NO to its user; BAD is a fault of the client, or of the server.',
  messages: {
    coded: '{verb} failed: {meaning}',
    no: '{verb} failed: the command is right, but the server cannot or will not do it',
    bad: '{verb} failed: the server does not understand the command, or not in this state',
    protocol: 'The server did not understand what was said',
  },
  examples: {
    valid: [{ text: 'C: a NOOP\nS: a OK done\n' }],
    invalid: [
      { text: 'C: a SELECT x\nS: a «NO» no such mailbox\n', messages: ['no'] },
      { text: 'C: a SELECT\nS: a «BAD» arguments\n', messages: ['bad'] },
      { text: 'C: a LOGIN ann secret\nS: a «NO» [AUTHENTICATIONFAILED] wrong\n', messages: ['coded'] },
      { text: 'S: * «BAD» no tag\n', messages: ['protocol'] },
    ],
  },
  looksAt: { kinds: ['reply', 'untagged'] },
  check({ asked, exchange, response, unit }, { report }) {
    const name = response?.name;
    if (name?.name !== 'NO' && name?.name !== 'BAD') return;
    const at = unit.host(name.from, name.to);
    if (exchange.kind === 'untagged') {
      if (name.name === 'BAD') report({ message: 'protocol', at });
      return;
    }
    // An unknown word may be a piece of a password that was sent as a literal.
    const verb = asked?.row?.verb ?? 'The command';
    const code = response?.code ? imapResponseCode(response.code.name) : undefined;
    if (code) {
      const meaning = [code.summary, code.next ?? ''].join(' ').trim();
      report({ message: 'coded', at, data: { verb, meaning } });
    } else report({ message: name.name === 'NO' ? 'no' : 'bad', at, data: { verb } });
  },
});
