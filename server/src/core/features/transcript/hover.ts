// What a reader wants to know about a place in a session: the word under the cursor, the unit, the state of the session.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { KindName } from '../../syntax/kinds.ts';
import { SyntaxNode } from '../../syntax/tree.ts';
import type { Decoding } from '../../message/charsets.ts';
import { touches } from '../../text/range.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { UnitText } from '../../transcript/unitText.ts';
import { hover } from '../hover.ts';
import { hoverOf, link } from '../hover/hoverTypes.ts';
import type { Hover, HoverPorts } from '../hover/hoverTypes.ts';
import { pathTo } from '../locate.ts';
import { inlineCode } from '../markdown.ts';
import {
  capabilityParameterHover,
  ehloKeywordHover,
  imapCapabilityHover,
  mechanismHover,
  pop3CapabilityHover,
} from './explain/capability.ts';
import {
  argumentHover,
  domainHover,
  parameterHover,
  pathKeywordHover,
  verbHover,
} from './explain/command.ts';
import { askedBy } from './explain/context.ts';
import type { UnitContext, UnitHover } from './explain/context.ts';
import {
  flagHover,
  keywordHover,
  literalHover,
  mailboxHover,
  responseNameHover,
  sequenceSetHover,
  tagHover,
  threadHover,
} from './explain/imap.ts';
import {
  bodyHover,
  envelopeAddressHover,
  envelopeHover,
  namespaceHover,
  quotaHover,
  rightsHover,
  timeHover,
} from './explain/imapData.ts';
import {
  codeValueHover,
  commandHover,
  entryHover,
  headerNameHover,
  idHover,
  partialHover,
  patternHover,
  responseHover,
  sectionPartHover,
  textHover,
  valueHover,
} from './explain/imapPlaces.ts';
import { numberHover, octetsHover, timeStampHover, uniqueIdHover } from './explain/pop3.ts';
import {
  replyCodeHover,
  replyTextHover,
  respCodeHover,
  statusCodeHover,
  statusIndicatorHover,
} from './explain/reply.ts';
import { saslHover } from './explain/sasl.ts';
import { stateText } from './explain/state.ts';
import { elapsed, timeText as spanText } from './elapsed.ts';
import { inMessage, ownOffset, sessionPlaceAt } from './places.ts';
import type { SessionPlace } from './places.ts';
import { pop3ListingLine, unitSyntax } from './unitSyntax.ts';
import type { UnitSyntax } from './unitSyntax.ts';

/** The hover at a host offset of a transcript; undefined where there is nothing to say. */
export function transcriptHover(
  document: TranscriptDocument,
  offset: number,
  ports: HoverPorts,
  decoding: Decoding,
): Hover | undefined {
  if (inMessage(document, offset)) return hover(document, offset, ports, decoding);
  const place = sessionPlaceAt(document, offset);
  const exchange = place?.exchange;
  if (!place || !exchange || exchange.kind === 'note') return undefined;
  const { session } = place;
  const content = session.all.content(place.line);
  if (offset < content.from || offset > content.to) return undefined;
  const found =
    saslHover(document, session, exchange, offset, ports) ??
    endHover(session, exchange, place.line) ??
    wordHover(document, place, exchange, offset, { ports, decoding });
  const state = [timeText(place, exchange), stateText(document, session, exchange)].filter(
    (text) => text !== undefined && text !== '',
  );
  if (!found) return exchange.kind === 'data' || state.length === 0 ? undefined : hoverOf(content, ...state);
  return { ...found, markdown: [found.markdown, '---', ...state].join('\n\n') };
}

/** A line that ends what stands in front of it: the dot of a block, DONE. */
function endHover(session: Session, { kind, row, speaker }: Exchange, line: number): Hover | undefined {
  const { all, protocol } = session;
  const content = all.content(line);
  if (content.to - content.from > MAX_END) return undefined;
  const text = all.text(line);
  if (kind === 'answer' && row?.verb === 'IDLE' && /^\s*DONE\s*$/i.test(text)) {
    return hoverOf(content, `**${inlineCode('DONE')}** ends IDLE. ${link(rfc(9051, '6.3.13'))}`);
  }
  if (kind !== 'data' || text !== '.' || all.speaker(line) !== speaker) return undefined;
  const reference = protocol === 'pop3' ? rfc(1939, '3') : rfc(5321, '4.5.2');
  return hoverOf(
    content,
    `The dot ends ${speaker === 'client' ? 'the message' : 'the lines'} in front of it. A line of its own that starts with a dot is sent with two. ${link(reference)}`,
  );
}

/** The innermost node with something to say explains; behind the last character of a word, that word's. */
function wordHover(
  document: TranscriptDocument,
  { session, line, place }: SessionPlace,
  exchange: Exchange,
  offset: number,
  given: Pick<UnitContext, 'ports' | 'decoding'>,
): Hover | undefined {
  const syntax =
    exchange.kind === 'data'
      ? listingSyntax(session, exchange, line, place)
      : unitSyntax(document, session, exchange);
  if (!syntax) return undefined;
  const context = { document, session, exchange, syntax, ...given };
  const at = ownOffset(syntax.unit, offset);
  const found = nodeHover({ ...context, at }) ?? (at > 0 ? nodeHover({ ...context, at: at - 1 }) : undefined);
  // Where a notation wraps lines, what stands in front of the offset may stand in another line.
  return found && touches(found, offset) ? found : undefined;
}

/** A line of a listing of POP3. */
function listingSyntax(
  session: Session,
  { row }: Exchange,
  line: number,
  place: number,
): UnitSyntax | undefined {
  const { from, to } = session.all.content(line);
  const tree = to - from > MAX_LINE ? undefined : pop3ListingLine(row?.verb, session.all.text(line));
  return tree && { unit: new UnitText(session, place, place + 1), tree };
}

function nodeHover(context: UnitContext): Hover | undefined {
  const { tree } = context.syntax;
  for (const index of pathTo(tree, context.at).reverse()) {
    const found = hovers.get(tree.kind(index))?.(context, new SyntaxNode(tree, index));
    if (found) return found;
  }
  return undefined;
}

/** How long the answer took, where lines have times. */
function timeText({ session }: SessionPlace, exchange: Exchange): string | undefined {
  const asked = askedBy({ session, exchange });
  if (!asked || exchange.speaker !== 'server') return undefined;
  const { all, numbers } = session;
  const span = elapsed(all.time(numbers[asked.last - 1] ?? 0), all.time(numbers[exchange.first] ?? 0));
  return span === undefined ? undefined : `${spanText(span)} after the command`;
}

/** Who explains a node of each kind. */
const byName: Partial<Record<KindName, UnitHover>> = {
  // Commands and replies of SMTP.
  Verb: verbHover,
  PathKeyword: pathKeywordHover,
  ReversePath: argumentHover,
  ForwardPath: argumentHover,
  Domain: domainHover,
  Argument: argumentHover,
  ChunkSize: argumentHover,
  EndMarker: argumentHover,
  EsmtpParam: parameterHover,
  SaslMech: mechanismHover,
  ReplyCode: replyCodeHover,
  StatusCode: statusCodeHover,
  Textstring: replyTextHover,
  EhloKeyword: ehloKeywordHover,
  EhloParam: capabilityParameterHover,
  // IMAP: words.
  ImapTag: tagHover,
  ResponseName: responseNameHover,
  Capability: imapCapabilityHover,
  Flag: flagHover,
  MailboxName: mailboxHover,
  ListMailbox: patternHover,
  SequenceSet: sequenceSetHover,
  Keyword: keywordHover,
  ThreadAlgorithm: threadHover,
  LiteralMark: literalHover,
  Userid: argumentHover,
  Password: argumentHover,
  Rights: rightsHover,
  EntryName: entryHover,
  QuotaResource: quotaHover,
  NamespaceDescr: namespaceHover,
  IdParams: idHover,
  Date: timeHover,
  DateTime: timeHover,
  SectionPart: sectionPartHover,
  Partial: partialHover,
  HeaderList: headerNameHover,
  // IMAP: values by what they stand in.
  Envelope: envelopeHover,
  EnvelopeAddress: envelopeAddressHover,
  BodyStructure: bodyHover,
  StatusAtt: valueHover,
  SearchKey: valueHover,
  SearchReturnOptions: valueHover,
  SearchReturnData: valueHover,
  SearchCorrelator: valueHover,
  SelectParam: valueHover,
  StoreModifiers: valueHover,
  FetchModifiers: valueHover,
  ListOption: valueHover,
  FetchAtt: valueHover,
  MsgAttItem: valueHover,
  RespTextCode: codeValueHover,
  ImapText: textHover,
  ImapResponse: responseHover,
  ImapCommand: commandHover,
  // POP3.
  StatusIndicator: statusIndicatorHover,
  RespCode: respCodeHover,
  MessageNumber: numberHover,
  Number: numberHover,
  LineCount: argumentHover,
  MessageOctets: octetsHover,
  UniqueId: uniqueIdHover,
  TimeStamp: timeStampHover,
  ApopDigest: argumentHover,
  Language: argumentHover,
  CapaTag: pop3CapabilityHover,
  CapaParam: capabilityParameterHover,
};

const hovers: ReadonlyMap<Kind, UnitHover> = new Map(
  Object.entries(byName).map(([name, explain]) => [Kind[name as KindName], explain]),
);
const MAX_LINE = 4096;
const MAX_END = 20;
