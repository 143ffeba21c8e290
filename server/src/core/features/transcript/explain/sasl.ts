// Explains a step of a SASL login, decoded, with its secrets masked unless the reader asks for them.

import { fieldText } from '../../../transcript/sasl/decode.ts';
import { saslDialogueAt } from '../../../transcript/sasl/dialogues.ts';
import type { TranscriptDocument } from '../../../transcript/document.ts';
import type { Exchange, Session } from '../../../transcript/exchange.ts';
import { facts, hoverOf, link } from '../../hover/hoverTypes.ts';
import type { Hover, HoverPorts } from '../../hover/hoverTypes.ts';
import { inlineCode, ownText } from '../../markdown.ts';

/** The step of a login that a host offset stands in; undefined where there is none. */
export function saslHover(
  _document: TranscriptDocument,
  session: Session,
  exchange: Exchange,
  offset: number,
  { secrets }: Pick<HoverPorts, 'secrets'>,
): Hover | undefined {
  const dialogue = saslDialogueAt(session, exchange);
  const { all } = session;
  for (const turn of dialogue?.turns ?? []) {
    if (turn.exchange !== exchange.index) continue;
    const at = { from: all.hostOffset(turn.line, turn.from), to: all.hostOffset(turn.line, turn.to) };
    if (offset < at.from || offset > at.to) continue;
    const side = turn.speaker === 'client' ? 'Client' : 'Server';
    const name = `**${inlineCode(dialogue?.name ?? '')}**, ${side.toLowerCase()}`;
    if (turn.cancels) return hoverOf(at, `${name}: ends the login.`);
    return hoverOf(
      at,
      `${name}: ${ownText(turn.step.summary)}.`,
      turn.plain
        ? 'What stands here is no base64.'
        : facts(
            ...turn.fields
              .slice(0, MAX_FIELDS)
              .map(
                (field) =>
                  `${ownText(field.name)}: ${inlineCode(fieldText(turn.octets, field, secrets), MAX_VALUE)}`,
              ),
          ),
      dialogue?.mechanism &&
        `${ownText(dialogue.mechanism.summary)}\n\n${dialogue.mechanism.references.map(link).join(', ')}`,
    );
  }
  return undefined;
}

const MAX_FIELDS = 20;
const MAX_VALUE = 200;
