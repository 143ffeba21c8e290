// What belongs together in a session: a command and its replies, a literal and its announcement, all uses of a tag.

import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import { touches } from '../../text/range.ts';
import type { TextRange } from '../../text/range.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { literalsOf } from '../../transcript/imap/literals.ts';
import { nameAt } from '../names.ts';
import type { NamedPlaces } from '../names.ts';
import { inMessage, sessionPlaceAt } from './places.ts';
import { unitSyntax } from './unitSyntax.ts';
import type { UnitSyntax } from './unitSyntax.ts';

/** The name at a host offset of a transcript with all its places: in a carried message, or in the session. */
export function transcriptNameAt(document: TranscriptDocument, offset: number): NamedPlaces | undefined {
  if (inMessage(document, offset)) return nameAt(document, offset);
  const place = sessionPlaceAt(document, offset);
  if (!place?.exchange || place.exchange.kind === 'note') return undefined;
  const { session, exchange } = place;
  const syntax = unitSyntax(document, session, exchange);
  return (
    (syntax && tagAt(session, syntax, offset)) ??
    (syntax && literalAt(exchange, syntax, offset)) ??
    exchangeAt(document, session, exchange, offset)
  );
}

/** All commands and responses with the tag at an offset. */
function tagAt(session: Session, { unit, tree }: UnitSyntax, offset: number): NamedPlaces | undefined {
  const node = tree.root.child(Kind.ImapTag);
  const at = node && unit.host(node.from, node.to);
  if (!node || !at || !touches(at, offset)) return undefined;
  const tag = unit.text.slice(node.from, node.to);
  const definitions: TextRange[] = [];
  const uses: TextRange[] = [];
  const { exchanges, all, numbers } = session;
  for (let index = 0; index < exchanges.count && uses.length < MAX_USES; index++) {
    const kind = exchanges.kind(index);
    if (kind !== 'command' && kind !== 'reply') continue;
    const line = numbers[exchanges.get(index).first] ?? 0;
    const text = all.text(line);
    if (!text.startsWith(tag) || !/^(?:\s|$)/.test(text.slice(tag.length, tag.length + 1))) continue;
    (kind === 'command' ? definitions : uses).push({
      from: all.hostOffset(line, 0),
      to: all.hostOffset(line, tag.length - 1) + 1,
    });
  }
  return { kind: 'tag', name: tag, at, definitions, uses };
}

/** A literal: its announcement, and its octets. */
function literalAt({ speaker }: Exchange, { unit }: UnitSyntax, offset: number): NamedPlaces | undefined {
  if (speaker === 'note') return undefined;
  for (const { digits, from, to, announced } of literalsOf(unit.text, speaker, unit.noted)) {
    const mark = unit.host(digits.from - 1, Math.min(unit.text.length, digits.to + 1));
    const content = unit.host(from, to);
    const at = [mark, content].find((range) => touches(range, offset));
    if (at) return { kind: 'literal', name: String(announced), at, definitions: [mark], uses: [content] };
  }
  return undefined;
}

/** A command with everything that answers it, from the first word of any of them. */
function exchangeAt(
  document: TranscriptDocument,
  session: Session,
  exchange: Exchange,
  offset: number,
): NamedPlaces | undefined {
  const at = headOf(document, session, exchange);
  if (!at || !touches(at, offset)) return undefined;
  const { exchanges } = session;
  const index =
    exchange.kind === 'command'
      ? exchange.index
      : exchange.kind === 'untagged'
        ? commandAround(session, exchange.index)
        : exchange.repliesTo;
  if (index === undefined) return undefined;
  const alone = session.protocol === 'imap' && isAlone(session, index);
  const command = exchanges.get(index);
  const head = headOf(document, session, command);
  const uses: TextRange[] = [];
  const last = Math.max(exchanges.answeredBy(index) ?? index, exchange.index);
  for (
    let other = index + 1;
    other < exchanges.count && other <= last + MAX_BEHIND && uses.length < MAX_USES;
    other++
  ) {
    const unit = exchanges.get(other);
    if (unit.repliesTo !== index && !(alone && unit.kind === 'untagged' && other <= last)) continue;
    const use = headOf(document, session, unit);
    if (use) uses.push(use);
  }
  return { kind: 'exchange', name: command.row?.verb ?? '', at, definitions: head ? [head] : [], uses };
}

/** The command that a response without a tag stands behind, where it is the only one that waits; else undefined. */
function commandAround({ exchanges }: Session, untagged: number): number | undefined {
  for (let index = untagged - 1; index >= Math.max(0, untagged - MAX_USES); index--) {
    const kind = exchanges.kind(index);
    if (kind === 'reply') return undefined;
    if (kind !== 'command') continue;
    return (exchanges.answeredBy(index) ?? -1) > untagged ? index : undefined;
  }
  return undefined;
}

/** True where nothing but a command’s own responses stands in front of the one that ends it. */
function isAlone({ exchanges }: Session, command: number): boolean {
  const reply = exchanges.answeredBy(command) ?? command;
  if (reply - command > MAX_USES) return false;
  for (let index = command + 1; index < reply; index++) {
    const kind = exchanges.kind(index);
    if (kind === 'command' || kind === 'reply') return false;
  }
  return true;
}

/** The word a unit begins with, tags left out: verb, code, status; of data and answers the first line. */
function headOf(document: TranscriptDocument, session: Session, exchange: Exchange): TextRange | undefined {
  const syntax = unitSyntax(document, session, exchange);
  const node = syntax && headNode(syntax);
  if (node) {
    // UID is a verb of two words.
    const second = node.kind === Kind.Verb ? syntax.tree.root.descendants(Kind.Verb)[1] : undefined;
    return syntax.unit.host(node.from, second?.to ?? node.to);
  }
  const content = session.all.content(session.numbers[exchange.first] ?? 0);
  return content.to > content.from ? content : undefined;
}

function headNode({ tree }: UnitSyntax): SyntaxNode | undefined {
  for (const kind of HEADS) {
    const node = tree.root.find(kind);
    if (node) return node;
  }
  return undefined;
}

const HEADS = [Kind.Verb, Kind.ReplyCode, Kind.StatusIndicator, Kind.ResponseName];
const MAX_USES = 5000;
/** The lines of a listing stand behind their reply. */
const MAX_BEHIND = 2;
