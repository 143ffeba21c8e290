// Rule message/fake-reply: a subject that starts with Re: in a message that answers nothing.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedRuns } from '../../message/encodedWord.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { valueRange } from '../support/fieldRanges.ts';

export default defineRule({
  id: 'message/fake-reply',
  scope: 'headerBlock',
  severity: 'off',
  profiles: { receive: 'info', outgoing: 'info' },
  references: [rfc(5322, '3.6.5'), rfc(5322, '3.6.4')],
  summary: 'The subject starts with “Re:”, and neither In-Reply-To nor References stands there.',
  why:
    'The message looks like an answer and refers to nothing. Some mail programs write answers so; spam does it to be ' +
    'opened. Either way the message stands outside its thread.',
  messages: { fake: 'The subject says that this is an answer, and no field says to what' },
  examples: {
    valid: [{ text: 'Subject: Re: Hello\nIn-Reply-To: <1@example.com>\n' }, { text: 'Subject: Hello\n' }],
    invalid: [{ text: 'From: ann@example.com\nSubject: «Re: Hello»\n' }],
  },
  check(part, { report }) {
    const subject = part.role === 'message' ? part.field('subject') : undefined;
    if (!subject || part.field('in-reply-to') || part.field('references') || part.field('thread-index')) {
      return;
    }
    const text = decodedRuns(subject.value.slice(0, MAX_START), basicDecoding)
      .map((run) => run.text)
      .join('');
    if (/^\s*(?:re|aw|sv|antw)(?:\[\d+\])?\s*:/i.test(text)) {
      report({ message: 'fake', at: valueRange(subject) });
    }
  },
});

const MAX_START = 200;
