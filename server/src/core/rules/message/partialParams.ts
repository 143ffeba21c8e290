// Rule message/partial-params: a fragment of a message does not say which one it is.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/partial-params',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '5.2.2')],
  summary: 'A message/partial lacks its id or number, or its numbers make no sense.',
  why: 'A reader puts the fragments together by these numbers. A fragment without them stays one for ever.',
  messages: {
    missing: 'message/partial needs the parameter {name}',
    number: '“{value}” is no number from 1',
    beyond: 'Fragment {number} of {total} cannot be',
  },
  examples: {
    valid: [{ text: 'Content-Type: message/partial; id="a@b"; number=1; total=2\n\nSubject: a\n\n' }],
    invalid: [
      { text: 'Content-Type: «message/partial»; number=1\n\nSubject: a\n\n', messages: ['missing'] },
      { text: 'Content-Type: message/partial; id="a@b"; number=«0»\n\nSubject: a\n\n', messages: ['number'] },
      {
        text: 'Content-Type: message/partial; id="a@b"; number=«3»; total=2\n\nSubject: a\n\n',
        messages: ['beyond'],
      },
    ],
  },
  check(part, { report }) {
    const { name, field } = part.mediaType;
    if (name !== 'message/partial' || !field) return;
    const value = (parameter: string): string | undefined =>
      decodedParameter(field, parameter, basicDecoding);
    for (const each of ['id', 'number']) {
      if ((value(each) ?? '') === '') {
        report({ message: 'missing', at: typeRange(part), data: { name: each } });
      }
    }
    const bad = ['number', 'total'].filter(
      (each) => value(each) !== undefined && !/^[1-9]\d{0,8}$/.test(value(each) ?? ''),
    );
    for (const each of bad) {
      const at = typeParameter(part, each)?.valueRange ?? typeRange(part);
      report({ message: 'number', at, data: { value: quoted(value(each) ?? '') } });
    }
    const [number, total] = [value('number'), value('total')];
    if (bad.length > 0 || number === undefined || total === undefined || Number(number) <= Number(total)) {
      return;
    }
    const at = typeParameter(part, 'number')?.valueRange ?? typeRange(part);
    report({ message: 'beyond', at, data: { number, total } });
  },
});
