// Rule message/param-syntax: what stands where a parameter should is not name=value.

import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'message/param-syntax',
  scope: 'field',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '5.1')],
  summary: 'A parameter lacks its name, its equals sign or its value, or text stands behind it.',
  why:
    'Readers pass over what they cannot read, each in its own way. Often the parameters behind it are lost too, and ' +
    'with them the charset or the file name.',
  messages: {
    name: 'The name of the parameter is missing',
    equals: '“{text}” has no “=” and value',
    value: 'The value of the parameter is missing',
    after: '“{text}” stands where a semicolon should',
  },
  examples: {
    valid: [{ text: 'Content-Type: text/plain; charset=utf-8; name=""\n' }],
    invalid: [
      { text: 'Content-Type: text/plain; «charset»\n', messages: ['equals'] },
      { text: 'Content-Type: text/plain; charset=«»; format=flowed\n', messages: ['value'] },
      { text: 'Content-Type: text/plain; charset=«"utf-8" x»\n', messages: ['after'] },
      { text: 'Content-Type: text/plain; «=»utf-8\n', messages: ['name'] },
    ],
  },
  faults: {
    'param-no-attribute': 'name',
    'param-no-equals': 'equals',
    'param-no-value': 'value',
    'param-text-after': 'after',
  },
});
