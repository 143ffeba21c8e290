// Semantic tokens of a session: verbs, tags, codes, arguments; notes as comments. Only the units of a range are read.

import { Kind } from '../../syntax/kinds.ts';
import type { KindName } from '../../syntax/kinds.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/range.ts';
import type { CommandRow } from '../../transcript/commandRow.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { semanticTokens } from '../semanticTokens.ts';
import type { SemanticToken, TokenModifier, TokenType } from '../semanticTokens.ts';
import { exchangesIn, inMessage, placesIn } from './places.ts';
import { pop3ListingLine, unitSyntax } from './unitSyntax.ts';
import { usualFetchTokens } from './usualFetchTokens.ts';

/**
 * The tokens of sessions and of the messages they carry that touch a host range, in order, none overlapping.
 * @param byGrammar whether to read all responses by their grammar: the tokens are the same.
 */
export function transcriptTokens(
  document: TranscriptDocument,
  range: TextRange,
  byGrammar = false,
): readonly SemanticToken[] {
  const { snapshot } = document;
  // From the start of the line: of tokens that would stand on each other the first counts.
  const lines = { from: snapshot.lineStart(snapshot.lineAt(range.from)), to: range.to };
  const tokens = [...sessionTokens(document, lines, byGrammar), ...semanticTokens(document, lines)];
  tokens.sort((a, b) => a.from - b.from);
  let end = lines.from;
  return tokens.filter(({ from, to }) => {
    if (from < end) return false;
    end = to;
    return to > range.from && from < range.to;
  });
}

function sessionTokens(document: TranscriptDocument, range: TextRange, byGrammar: boolean): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const session of document.transcript.sessions) {
    const writer = new TokenWriter(document, session, tokens);
    for (const exchange of exchangesIn(session, range)) {
      if (exchange.kind === 'note') noteTokens(writer, exchange, range);
      else if (exchange.kind === 'data') dataTokens(writer, exchange, range);
      else if (exchange.kind === 'answer') answerTokens(writer, exchange);
      else {
        const literal = byGrammar ? undefined : usualFetchTokens(session, exchange, tokens);
        if (literal === undefined) unitTokens(writer, exchange);
        else if (literal > 0) writer.push(session.all.content(literal), 'string');
      }
    }
  }
  return tokens;
}

class TokenWriter {
  readonly document: TranscriptDocument;
  readonly session: Session;
  readonly #tokens: SemanticToken[];
  /** The line of the document that the last token stood in. */
  #lineFrom = 0;
  #lineTo = 0;

  constructor(document: TranscriptDocument, session: Session, tokens: SemanticToken[]) {
    this.document = document;
    this.session = session;
    this.#tokens = tokens;
  }

  /**
   * Adds a token; one that is empty, over several lines or in a carried message is none.
   * @returns false for one over several lines.
   */
  push({ from, to }: TextRange, type: TokenType, modifiers: readonly TokenModifier[] = NONE): boolean {
    if (to <= from || inMessage(this.document, from)) return true;
    const { snapshot } = this.document;
    if (from < this.#lineFrom || from >= this.#lineTo) {
      const line = snapshot.lineAt(from);
      this.#lineFrom = snapshot.lineStart(line);
      this.#lineTo = snapshot.lineStart(line + 1);
    }
    const last = snapshot.charCodeAt(to - 1);
    if (to > this.#lineTo || last === LF || last === CR) return to <= this.#lineTo;
    this.#tokens.push({ from, to, type, modifiers });
    return true;
  }
}

function noteTokens(writer: TokenWriter, { first, last }: Exchange, range: TextRange): void {
  for (const line of linesIn(writer.session, first, last, range)) {
    writer.push(writer.session.all.content(line), 'comment');
  }
}

/** Lines of listings by their grammar, the dot behind a block, remarks in it; the rest is the message's. */
function dataTokens(writer: TokenWriter, { first, last, row, speaker }: Exchange, range: TextRange): void {
  const { all } = writer.session;
  for (const line of linesIn(writer.session, first, last, range)) {
    const content = all.content(line);
    if (all.speaker(line) !== speaker) {
      if (all.speaker(line) === 'note') writer.push(content, 'comment');
      continue;
    }
    if (content.to - content.from > MAX_LINE) continue;
    const text = all.text(line);
    if (text === '.') {
      writer.push(content, 'operator');
      continue;
    }
    const tree = pop3ListingLine(row?.verb, text);
    if (tree) leafTokens(writer, tree, text, (from, to) => own(writer.session, line, from, to), row);
  }
}

/** A SASL response is base64; `DONE` and `*` end a dialogue. */
function answerTokens(writer: TokenWriter, { first }: Exchange): void {
  const { all, numbers } = writer.session;
  const line = numbers[first] ?? 0;
  writer.push(
    all.content(line),
    /^\s*(?:DONE|\*)\s*$/i.test(all.text(line).slice(0, MAX_LINE)) ? 'keyword' : 'encodedWord',
  );
}

function unitTokens(writer: TokenWriter, exchange: Exchange): void {
  const syntax = unitSyntax(writer.document, writer.session, exchange);
  if (!syntax) return;
  const { unit, tree } = syntax;
  if (exchange.kind === 'continuation' && writer.session.protocol === 'pop3') {
    // RFC 5034 4: a plus, a space, and the challenge.
    const challenge = /\S+$/.exec(unit.text.slice(1));
    if (challenge) writer.push(unit.host(1 + challenge.index, unit.text.length), 'encodedWord');
    return;
  }
  leafTokens(writer, tree, unit.text, (from, to) => unit.host(from, to), exchange.row);
}

/** The leaves by their kind; one without a type has that of the innermost node around it that has one. */
function leafTokens(
  writer: TokenWriter,
  tree: Tree,
  text: string,
  host: (from: number, to: number) => TextRange,
  row: CommandRow | undefined,
): void {
  const around: { type: TokenType; end: number }[] = [];
  const write = (from: number, to: number, type: TokenType, modifiers?: readonly TokenModifier[]): void => {
    if (writer.push(host(from, to), type, modifiers) || to - from > MAX_WORD) return;
    // A word that the notation has cut in two, as the rows of a trace do.
    for (const piece of piecesOf(writer.document, host, from, to)) writer.push(piece, type, modifiers);
  };
  let challenge = row?.verb === 'AUTHENTICATE' && text.startsWith('+');
  for (let i = 0; i < tree.size; i++) {
    while ((around.at(-1)?.end ?? Infinity) <= i) around.pop();
    const kind = tree.kind(i);
    const from = tree.from(i);
    const to = tree.to(i);
    const type = types.get(kind);
    if (!tree.isLeaf(i)) {
      if (type !== undefined) around.push({ type, end: tree.end(i) });
      continue;
    }
    const word = byWord.get(kind)?.(text.slice(from, Math.min(to, from + MAX_WORD)));
    if (kind === Kind.ReplyCode) challenge = text.startsWith('334', from);
    if (kind === Kind.Verb) write(from, to, 'keyword', modifiersOf(row));
    else if (challenge && TEXT.has(kind)) write(from, to, 'encodedWord');
    else if (word !== undefined) write(from, to, word);
    else if (!PLAIN.has(kind)) {
      const own = type ?? around.at(-1)?.type;
      if (own !== undefined && kind === Kind.LiteralText) writer.push(host(from, to), own);
      else if (own !== undefined) write(from, to, own);
    }
  }
}

/** The host ranges of an own range, one for each line that it stands in. */
function piecesOf(
  { snapshot }: TranscriptDocument,
  host: (from: number, to: number) => TextRange,
  from: number,
  to: number,
): TextRange[] {
  const pieces: { line: number; from: number; to: number }[] = [];
  for (let at = from; at < to; at++) {
    const start = host(at, at + 1).from;
    const line = snapshot.lineAt(start);
    const last = pieces.at(-1);
    if (last?.line === line) last.to = start + 1;
    else pieces.push({ line, from: start, to: start + 1 });
  }
  return pieces;
}

function modifiersOf(row: CommandRow | undefined): readonly TokenModifier[] {
  if (!row) return NONE;
  return row.status === 'obsolete' ? OBSOLETE : KNOWN;
}

function own(session: Session, line: number, from: number, to: number): TextRange {
  const { all } = session;
  return {
    from: all.hostOffset(line, from),
    to: Math.min(all.content(line).to, all.hostOffset(line, to - 1) + 1),
  };
}

function* linesIn(session: Session, first: number, last: number, range: TextRange): Generator<number> {
  const { numbers } = session;
  const places = placesIn(session, range);
  for (let place = Math.max(first, places.first); place < Math.min(last, places.last); place++) {
    yield numbers[place] ?? 0;
  }
}

/** Codes and status words by class: done, go on, not now, refused. */
const outcomes: Readonly<Record<string, TokenType>> = {
  2: 'type',
  '+OK': 'type',
  OK: 'type',
  PREAUTH: 'type',
  3: 'number',
  4: 'string',
  NO: 'string',
  5: 'invalid',
  '-ERR': 'invalid',
  BAD: 'invalid',
  BYE: 'string',
};

/** Leaves whose type depends on what they say. */
const byWord: ReadonlyMap<Kind, (word: string) => TokenType | undefined> = new Map<
  Kind,
  (word: string) => TokenType | undefined
>([
  [Kind.ReplySeparator, (word: string) => (word === '-' ? 'operator' : undefined)],
  [Kind.ReplyCode, (word: string) => outcomes[word.charAt(0)]],
  [Kind.StatusIndicator, (word: string) => outcomes[word.toUpperCase()]],
  [Kind.ResponseName, (word: string) => outcomes[word.toUpperCase()] ?? 'keyword'],
  // A size, a limit, a port.
  [Kind.EhloParam, (word: string) => (/^\d+$/.test(word) ? 'number' : undefined)],
  [Kind.CapaParam, (word: string) => (/^\d+$/.test(word) ? 'number' : undefined)],
]);

const byName: Partial<Record<KindName, TokenType>> = {
  Junk: 'invalid',
  // Commands and replies of SMTP.
  PathKeyword: 'keyword',
  LocalPart: 'variable',
  Domain: 'namespace',
  DomainLiteral: 'namespace',
  Route: 'namespace',
  EsmtpKeyword: 'parameter',
  EsmtpValue: 'string',
  Argument: 'string',
  ChunkSize: 'number',
  EndMarker: 'keyword',
  SaslMech: 'enumMember',
  InitialResponse: 'encodedWord',
  StatusCode: 'number',
  EhloKeyword: 'type',
  EhloParam: 'enumMember',
  // IMAP.
  ImapTag: 'property',
  Keyword: 'enumMember',
  Quoted: 'string',
  LiteralMark: 'operator',
  LiteralText: 'string',
  Nil: 'keyword',
  MailboxName: 'namespace',
  ListMailbox: 'namespace',
  SequenceSet: 'number',
  Number: 'number',
  Flag: 'parameter',
  SectionPart: 'number',
  PartialRange: 'number',
  Charset: 'string',
  ThreadAlgorithm: 'enumMember',
  Userid: 'variable',
  Password: 'encodedWord',
  Capability: 'type',
  RespTextCode: 'enumMember',
  Rights: 'enumMember',
  EntryName: 'property',
  Date: 'number',
  DateTime: 'number',
  // Words without a kind of their own: resources, what is searched for.
  QuotaResource: 'enumMember',
  SearchKey: 'string',
  ObjectId: 'msgId',
  Base64Text: 'encodedWord',
  ImapUrl: 'uri',
  // POP3.
  RespCode: 'enumMember',
  TimeStamp: 'msgId',
  MessageNumber: 'number',
  LineCount: 'number',
  MessageOctets: 'number',
  UniqueId: 'msgId',
  ApopDigest: 'encodedWord',
  Language: 'enumMember',
  CapaTag: 'type',
  CapaParam: 'enumMember',
  Terminator: 'operator',
};

const types: ReadonlyMap<Kind, TokenType> = new Map(
  Object.entries(byName).map(([name, type]) => [Kind[name as KindName], type]),
);

/** White space and brackets have no colour of their own, whatever stands around them. */
const PLAIN: ReadonlySet<Kind> = new Set([Kind.Sp, Kind.LineEnd, Kind.Punctuation, Kind.Fws]);
const TEXT: ReadonlySet<Kind> = new Set([Kind.Textstring, Kind.ImapText]);
const NONE: readonly TokenModifier[] = [];
const KNOWN: readonly TokenModifier[] = ['defaultLibrary'];
const OBSOLETE: readonly TokenModifier[] = ['defaultLibrary', 'deprecated'];
const LF = 10;
const CR = 13;
const MAX_LINE = 4096;
const MAX_WORD = 40;
