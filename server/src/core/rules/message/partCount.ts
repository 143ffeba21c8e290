// Rule message/part-count: a message with very many parts.

import { walkParts } from '../../message/part.ts';
import { isCut } from '../../message/structure.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/part-count',
  scope: 'message',
  severity: 'warning',
  references: [rfc(2046, '5.1')],
  summary: 'A message has more parts than servers and readers look at.',
  why:
    'Scanners and readers stop after some number of parts, each after another one; what comes later is not looked at. ' +
    'Such messages are made to keep them busy.',
  messages: {
    many: 'The message has {count} parts',
    cut: 'The message has more parts than are read here; what follows the first {count} is taken for text',
  },
  options: { defaults: { limit: 1000 }, description: { limit: 'How many parts are taken as usual.' } },
  examples: {
    valid: [{ text: 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n--b\n\n--b--\n' }],
    invalid: [
      {
        text: 'Content-Type: «multipart/mixed»; boundary=b\n\n--b\n\n--b\n\n--b--\n',
        options: { limit: 2 },
      },
    ],
  },
  check(message, { report, options: { limit } }) {
    if (message.parent) return;
    let count = 0;
    for (const part of walkParts(message)) if (part.role !== 'fields') count++;
    if (isCut(message)) report({ message: 'cut', at: typeRange(message), data: { count } });
    else if (count > limit) report({ message: 'many', at: typeRange(message), data: { count } });
  },
});
