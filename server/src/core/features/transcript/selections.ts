// Selections that grow in a session: word, argument, line, unit, the command with its replies, the session.

import type { TextRange } from '../../text/range.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import { pathTo } from '../locate.ts';
import { selectionRanges } from '../selectionRanges.ts';
import { lastUnitOf } from './outcome.ts';
import { inMessage, ownOffset, sessionPlaceAt } from './places.ts';
import { transactionsOf } from './transactions.ts';
import { unitSyntax } from './unitSyntax.ts';

/** The ranges around a host offset, innermost first; each lies in the next and differs from it. */
export function transcriptSelections(document: TranscriptDocument, offset: number): readonly TextRange[] {
  const ranges: TextRange[] = inMessage(document, offset) ? [...selectionRanges(document, offset)] : [];
  // A range that does not hold the one before is left out: the units of pipelined commands cross.
  const add = ({ from, to }: TextRange): void => {
    const last = ranges.at(-1) ?? { from: offset, to: offset };
    if (from <= last.from && last.to <= to && (from < last.from || last.to < to)) ranges.push({ from, to });
  };
  const place = sessionPlaceAt(document, offset);
  if (!place) return ranges;
  const { session, exchange, line } = place;
  const { all, numbers, exchanges } = session;
  const content = all.content(line);
  if (exchange && ranges.length === 0) {
    const syntax = offset >= content.from ? unitSyntax(document, session, exchange) : undefined;
    if (syntax) {
      const { unit, tree } = syntax;
      for (const index of pathTo(tree, ownOffset(unit, offset)).reverse()) {
        add(unit.host(tree.from(index), tree.to(index)));
      }
    }
  }
  add(content);
  if (exchange) {
    add(exchange);
    const command = exchange.kind === 'command' ? exchange.index : exchange.repliesTo;
    if (command !== undefined) {
      add({ from: exchanges.get(command).from, to: exchanges.get(lastUnitOf(session, command)).to });
      for (const { mail, last } of transactionsOf(session)) {
        if (mail > command) break;
        if (last >= command) {
          add({ from: exchanges.get(mail).from, to: exchanges.get(lastUnitOf(session, last)).to });
        }
      }
    }
  }
  add({ from: all.range(numbers[0] ?? 0).from, to: all.range(numbers[numbers.length - 1] ?? 0).to });
  return ranges;
}
