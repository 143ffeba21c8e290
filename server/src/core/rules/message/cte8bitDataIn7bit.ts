// Rule message/cte-8bit-data-in-7bit: a body labelled 7bit has characters beyond ASCII.

import { bodyFacts } from '../../message/body/facts.ts';
import type { Part } from '../../message/part.ts';
import { rfc } from '../../registry/reference.ts';
import { defineRule } from '../rule.ts';
import type { Fix } from '../rule.ts';
import { isSurelyUnicode, label8bit, setEncoding } from '../support/mimeFixes.ts';
import { MAX_BODY, ownBody } from '../support/ownBody.ts';
import { encodeQuotedPrintable } from '../support/quotedPrintable.ts';

export default defineRule({
  id: 'message/cte-8bit-data-in-7bit',
  scope: 'body',
  severity: 'warning',
  profiles: { strict: 'error' },
  references: [rfc(2045, '6.2'), rfc(2045, '2.7')],
  summary: 'A body that is 7bit by its label, or has none, has characters beyond ASCII.',
  why:
    'Servers send 7bit mail on without asking whether the next one takes eight bits. There the characters may lose ' +
    'their eighth bit, or the message is refused.',
  messages: {
    labelled: 'This character is not ASCII, and the part is labelled 7bit',
    unlabelled: 'This character is not ASCII, and the part has no Content-Transfer-Encoding: that means 7bit',
  },
  examples: {
    valid: [
      { text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\ncafé\n' },
      { text: 'Content-Transfer-Encoding: quoted-printable\n\ncaf=C3=A9\n' },
    ],
    invalid: [
      {
        text: 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7bit\n\nDobrý d«e»ň = €\n'.replace(
          'ý d«e»ň',
          '«ý» deň',
        ),
        messages: ['labelled'],
        fixed:
          'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nDobr=C3=BD de=C5=88 =3D =E2=82=AC\n',
      },
      {
        text: 'Subject: a\n\ncaf«é»\n',
        messages: ['unlabelled'],
        fixed: 'Subject: a\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n\ncafé\n',
      },
    ],
  },
  check(part, { report }) {
    if (part.transferEncoding !== '7bit' || part.role === 'fields') return;
    const labelled = part.field('content-transfer-encoding') !== undefined;
    const { snapshot } = part.lens;
    let lineTo = 0;
    for (const at of bodyFacts(part).nonAscii) {
      // One finding a line says enough.
      if (at < lineTo) continue;
      const end = snapshot.indexOf('\n', at, part.bodyTo);
      lineTo = end < 0 ? part.bodyTo : end;
      const character = /^./su.exec(snapshot.slice(at, at + 2))?.[0] ?? '';
      report({
        message: labelled ? 'labelled' : 'unlabelled',
        at: { from: at, to: at + character.length },
        fix: () => fixes(part),
      });
    }
  },
});

function fixes(part: Part): readonly Fix[] {
  const made: Fix[] = [];
  const encoding = setEncoding(part, 'quoted-printable');
  // What octets a character stands for is certain only where the host decoded UTF-8.
  const short = part.bodyTo - part.bodyFrom <= MAX_BODY;
  if (encoding && short && part.mediaType.type === 'text' && isSurelyUnicode(part)) {
    const insert = encodeQuotedPrintable(ownBody(part).text);
    const edits = [encoding, { from: part.bodyFrom, to: part.bodyTo, insert }];
    made.push({ title: 'Encode the body as quoted-printable', edits, safe: true });
  }
  const label = label8bit(part);
  if (label) made.push({ title: 'Label it 8bit', edits: label, safe: false });
  return made;
}
