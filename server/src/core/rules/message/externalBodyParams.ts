// Rule message/external-body-params: message/external-body lacks what is needed to get its content.

import { basicDecoding } from '../../message/charsets.ts';
import { decodedParameters } from '../../message/views/parameters.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../support/faultReports.ts';
import { typeParameter, typeRange } from '../support/mimeRanges.ts';

export default defineRule({
  id: 'message/external-body-params',
  scope: 'part',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2046, '5.2.3.1'), rfc(2046, '5.2.3')],
  summary: 'A message/external-body has no access-type, or not the parameters its access-type needs.',
  why: 'The part holds only the way to its content. With a piece of the way missing, nobody gets there.',
  messages: {
    access: 'message/external-body needs an access-type',
    parameter: 'The access-type {access} needs the parameter {name}',
    unknown: 'The access-type “{access}” is not known',
  },
  examples: {
    valid: [
      {
        text: 'Content-Type: message/external-body; access-type=anon-ftp; name=a; site=ftp.example.com\n\nContent-ID: <a@b>\n\n',
      },
    ],
    invalid: [
      {
        text: 'Content-Type: «message/external-body»; name=a\n\nContent-ID: <a@b>\n\n',
        messages: ['access'],
      },
      {
        text: 'Content-Type: message/external-body; access-type=«ftp»; name=a\n\nContent-ID: <a@b>\n\n',
        messages: ['parameter'],
      },
      {
        text: 'Content-Type: message/external-body; access-type=«carrier-pigeon»\n\nContent-ID: <a@b>\n\n',
        messages: ['unknown'],
      },
    ],
  },
  check(part, { report }) {
    const { name, field } = part.mediaType;
    if (name !== 'message/external-body' || !field) return;
    const given = new Map(decodedParameters(field, basicDecoding).map((each) => [each.name, each.value]));
    const access = given.get('access-type')?.toLowerCase();
    const parameter = typeParameter(part, 'access-type');
    if (access === undefined || !parameter) {
      report({ message: 'access', at: typeRange(part) });
      return;
    }
    const needed = NEEDED.get(access);
    if (!needed && !access.startsWith('x-')) {
      report({ message: 'unknown', at: parameter.valueRange, data: { access: quoted(access) } });
    }
    for (const each of needed ?? []) {
      if (!given.has(each)) {
        report({ message: 'parameter', at: parameter.valueRange, data: { access, name: each } });
      }
    }
  },
});

/** RFC 2046 5.2.3.2 to 5.2.3.5, RFC 2017 3. */
const NEEDED = new Map<string, readonly string[]>([
  ['ftp', ['name', 'site']],
  ['tftp', ['name', 'site']],
  ['anon-ftp', ['name', 'site']],
  ['local-file', ['name']],
  ['mail-server', ['server']],
  ['url', ['url']],
  ['content-id', []],
]);
