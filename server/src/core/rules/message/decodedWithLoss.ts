// Rule message/decoded-with-loss: characters that an earlier program could not read.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/decoded-with-loss',
  scope: 'message',
  severity: 'warning',
  references: [rfc(6532, '3.1')],
  summary: 'The text has the character that stands for what could not be decoded.',
  why:
    'U+FFFD is what a program writes in the place of octets it cannot read. Where the file has it, the original is ' +
    'lost already. Where only the editor shows it, the file was opened with the wrong encoding, and saving it would ' +
    'lose the original: reopen it with its own encoding first.',
  messages: { lost: 'A character was lost here when the text was decoded; {count} in all' },
  examples: {
    valid: [{ text: 'Subject: caf\xe9\n\nEverything is there\n' }],
    invalid: [{ text: 'Subject: caf«\ufffd»\n\nna\ufffd\ufffdve\n' }],
  },
  check(part, { report }) {
    if (part.parent) return;
    const { snapshot, to } = part.lens;
    const first = snapshot.indexOf(LOST, part.from, to);
    if (first < 0) return;
    let count = 0;
    for (let at = first; at >= 0 && count < MAX_COUNT; at = snapshot.indexOf(LOST, at + 1, to)) count++;
    const data = { count: count === MAX_COUNT ? `${String(MAX_COUNT)} or more` : count };
    report({ message: 'lost', at: { from: first, to: first + 1 }, data });
  },
});

const LOST = '\ufffd';
const MAX_COUNT = 1000;
