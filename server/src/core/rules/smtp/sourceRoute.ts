// Rule smtp/source-route: a path says through which hosts the message shall travel.

import { rfc } from '../../registry/reference.ts';
import { smtpRule } from '../protocolRules.ts';
import { pathVerbs } from '../support/smtpPaths.ts';

export default smtpRule({
  id: 'smtp/source-route',
  severity: 'warning',
  references: [rfc(5321, '4.1.2'), rfc(5321, 'F.2')],
  summary: 'A path names the hosts the message shall travel through.',
  why: 'Source routes were a way around missing routes and are obsolete; servers leave them out or refuse the address.',
  messages: { route: 'A source route is obsolete: leave {text} out' },
  faults: { 'path-route': 'route' },
  examples: {
    valid: [{ text: 'C: RCPT TO:<bob@example.com>\nS: 250 ok\n' }],
    invalid: [
      { text: 'C: RCPT TO:<«@a.example,@b.example:»bob@example.com>\nS: 250 ok\n' },
      { text: 'C: MAIL FROM:<«@a.example:»ann@example.com>\nS: 550 no\n' },
    ],
  },
  looksAt: { kinds: ['command'], verbs: pathVerbs },
});
