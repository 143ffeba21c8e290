// Rule message/no-destination: a message that names no recipient.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { headerRange, isWholeMessage } from '../support/missingField.ts';

export default defineRule({
  id: 'message/no-destination',
  scope: 'headerBlock',
  severity: 'info',
  references: [rfc(5322, '3.6'), rfc(5322, '3.6.3')],
  summary: 'A message has no To, Cc or Bcc field.',
  why:
    'RFC 822 wanted one of them; since RFC 2822 none is needed, for the envelope says where the message goes. Some ' +
    'servers still add a field of their own, and filters count its absence. For hidden recipients write ' +
    '“To: undisclosed-recipients:;”.',
  messages: { none: 'The message names no recipient: it has no To, Cc or Bcc field' },
  examples: {
    valid: [
      { text: 'From: ann@example.com\nBcc:\n\n' },
      { text: 'From: ann@example.com\nCc: bob@example.com\n\n' },
    ],
    invalid: [{ text: '«From»: ann@example.com\nSubject: To whom?\n\nHello\n' }],
  },
  check(part, { report }) {
    if (!isWholeMessage(part) || DESTINATIONS.some((key) => part.field(key))) return;
    report({ message: 'none', at: headerRange(part) });
  },
});

/** Newsgroups is where a posting goes that was also stored as mail. */
const DESTINATIONS = ['to', 'cc', 'bcc', 'newsgroups', 'apparently-to', 'resent-to'];
