// Rule smtp/size-mismatch: the message is larger than MAIL announced it.

import { rfc } from '../../registry/reference.ts';
import type { TextRange } from '../../text/range.ts';
import type { Session } from '../../transcript/exchange.ts';
import type { Said } from '../../transcript/smtp/machine.ts';
import { UnitText } from '../../transcript/unitText.ts';
import { smtpRule } from '../protocolRules.ts';
import { messageSize } from '../support/smtpData.ts';
import { greeted, transactions } from '../support/smtpExamples.ts';

export default smtpRule({
  id: 'smtp/size-mismatch',
  severity: 'warning',
  references: [rfc(1870, '6'), rfc(1870, '6.3')],
  summary: 'The message has more octets than SIZE announced.',
  why:
    'A server that agreed to a size may refuse a larger message once all of it was sent. An estimate should be too ' +
    'large; line ends count as two octets, the final dot and doubled dots do not count.',
  messages: {
    larger: 'The message has {count} octets, {announced} were announced',
    announced: 'The size was announced here',
  },
  examples: {
    valid: [
      { text: `${greeted('SIZE')}${transactions(5)}${mail(16, 'C: Subject: a\nC: ..\n')}` },
      // Some senders count a line end as one octet.
      { text: mail(14, 'C: Subject: a\nC: .\n') },
      { text: mail(900, 'C: Subject: a\nC: \n') },
    ],
    invalid: [
      { text: `${greeted('SIZE')}${transactions(5)}${mail(16, 'C: «Subject: a long one»\nC: ..\n')}` },
      { text: mail(10, 'C: «Subject: größer»\nC: \n') },
      {
        text: 'C: MAIL FROM:<> SIZE=3\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\nC: BDAT «4» LAST\nC: hi\nS: 250 ok\n',
      },
    ],
  },
  looksAt: { kinds: ['command', 'data'], verbs: ['DATA', 'BDAT'] },
  check({ exchange, session, state, unit }, { report }) {
    const { mail: said } = state.envelope ?? {};
    const announced = said?.syntax.parameters.find(({ name }) => name === 'SIZE');
    const size = announced?.value === undefined ? NaN : Number(announced.value);
    if (!said || !announced || !(size > 0)) return;
    const related = [{ message: 'announced' as const, at: hostOf(session, said, announced) }];
    if (exchange.kind === 'data' && exchange.row?.verb === 'DATA') {
      const found = messageSize(session, exchange);
      if (!found || found.least <= size) return;
      const data = { count: found.octets, announced: size };
      report({ message: 'larger', at: unit.host(0, unit.text.length), data, related });
    } else if (exchange.kind === 'command') {
      const chunk = CHUNK.exec(unit.text);
      const digits = chunk?.[1] ?? '';
      if (!chunk || Number(digits) <= size) return;
      const at = unit.host(chunk[0].length - digits.length, chunk[0].length);
      report({ message: 'larger', at, data: { count: Number(digits), announced: size }, related });
    }
  },
});

function mail(size: number, text: string): string {
  return (
    `C: MAIL FROM:<a@example.com> SIZE=${String(size)}\nS: 250 ok\nC: RCPT TO:<b@example.com>\nS: 250 ok\n` +
    `C: DATA\nS: 354 go\n${text}C: .\nS: 250 ok\n`
  );
}

function hostOf(session: Session, { index }: Said, { from, to }: TextRange): TextRange {
  const { first, last } = session.exchanges.get(index);
  return new UnitText(session, first, last).host(from, to);
}

const CHUNK = /^\s*BDAT\s+(\d{1,15})/i;
