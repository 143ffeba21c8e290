// Rule message/empty-message: a message without anything to read.

import { bodyFacts } from '../../message/body/facts.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { headerRange, isWholeMessage } from '../support/missingField.ts';

export default defineRule({
  id: 'message/empty-message',
  scope: 'part',
  severity: 'info',
  profiles: { outgoing: 'warning' },
  references: [rfc(5322, '2.1')],
  summary: 'A message has a header and nothing else.',
  why:
    'That is allowed. It is also what remains when a program failed to write the text, and what address harvesters ' +
    'send to learn which mailboxes exist, so filters look twice.',
  messages: { empty: 'The message has no text and no attachment' },
  examples: {
    valid: [{ text: 'Subject: Hello\n\nHow are you?\n' }, { text: 'Subject: Hello\n' }],
    invalid: [{ text: '«Subject»: Nothing\n\n \n\n' }],
  },
  wantsEnd: true,
  check(part, { report }) {
    if (!isWholeMessage(part) || part.parent || part.multipart || part.children.length > 0) return;
    // A header without an empty line has a rule of its own.
    if (part.header.end !== 'separator' || bodyFacts(part).length > MAX_BLANK) return;
    const { snapshot } = part.lens;
    const line = part.lens.lineAt(part.bodyFrom);
    for (let more = line !== undefined; line && more; more = line.next()) {
      if (/[^ \t]/.test(snapshot.slice(line.content, line.contentTo))) return;
    }
    report({ message: 'empty', at: headerRange(part) });
  },
});

/** A longer body of nothing but blanks is no slip; and it is not worth the reading. */
const MAX_BLANK = 1000;
