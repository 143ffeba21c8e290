// The only door of the core: `createMailService()` reads, checks and explains mail, without any input or output.

import { fixAll, quickFixes } from './features/codeActions.ts';
import type { QuickFix } from './features/codeActions.ts';
import { completions, seenNames } from './features/completion.ts';
import type { Completion, SeenNames } from './features/completion.ts';
import { foldingRanges } from './features/folding.ts';
import type { FoldingRange } from './features/folding.ts';
import { harmless } from './features/harmless.ts';
import { hover } from './features/hover.ts';
import type { Hover, HoverPorts } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import type { InlayHint, InlayHintKind } from './features/inlayHints.ts';
import { documentLinks } from './features/links.ts';
import type { MailLink } from './features/links.ts';
import { nameAt } from './features/names.ts';
import type { NamedPlaces } from './features/names.ts';
import { linkedRanges, renamable, rename } from './features/rename.ts';
import type { RenameResult } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { semanticTokens } from './features/semanticTokens.ts';
import type { SemanticToken } from './features/semanticTokens.ts';
import { messageSummaries } from './features/summary.ts';
import type { MessageSummary } from './features/summary.ts';
import { documentSymbols } from './features/symbols.ts';
import type { OutlineSymbol } from './features/symbols.ts';
import { partTrees } from './features/tree.ts';
import type { PartTree } from './features/tree.ts';
import { transcriptFolds } from './features/transcript/folds.ts';
import { transcriptHover } from './features/transcript/hover.ts';
import { transcriptCompletions } from './features/transcript/completion.ts';
import { transcriptHints } from './features/transcript/hints.ts';
import { transcriptLinks } from './features/transcript/links.ts';
import { transcriptNameAt } from './features/transcript/names.ts';
import { transcriptSelections } from './features/transcript/selections.ts';
import { transcriptSymbols } from './features/transcript/outline.ts';
import { transcriptTokens } from './features/transcript/tokens.ts';
import { carriedMessage } from './features/transcript/carriedMessage.ts';
import { redactEdits } from './features/transcript/redact.ts';
import type { RedactOptions } from './features/transcript/redact.ts';
import { transcriptTree } from './features/transcript/sessionTree.ts';
import type { TranscriptTree } from './features/transcript/sessionTree.ts';
import { basicCharsets } from './message/charsets.ts';
import type { CharsetDecoder, Decoding } from './message/charsets.ts';
import { createDocument } from './message/document.ts';
import type { DocumentSource, MailDocument } from './message/document.ts';
import type { HostEncoding } from './message/body/octets.ts';
import { mboxLenses } from './message/mbox.ts';
import type { ResolvedConfig, RuleConfig } from './rules/config.ts';
import { resolveConfig } from './rules/config.ts';
import type { NewValuePorts } from './message/newValues.ts';
import { fillTemplate } from './rules/finding.ts';
import type { FixableFinding, Finding, RelatedPlace } from './rules/finding.ts';
import { rules } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';
import { RuleRunner } from './rules/run.ts';
import type { Checked, CheckedUpTo } from './rules/run.ts';
import type { TextEdit } from './text/edits.ts';
import { textChange } from './text/textChange.ts';
import type { ReadLinesOptions } from './transcript/dialect/readLines.ts';
import { carriedSteps } from './transcript/carriedUnits.ts';
import { createTranscriptDocument, isTranscript } from './transcript/document.ts';
import type { TranscriptDocument } from './transcript/document.ts';
import { transcriptSteps } from './transcript/read.ts';
import { finished } from './transcript/steps.ts';
import type { Steps } from './transcript/steps.ts';
import type { TextRange } from './text/range.ts';

export type { QuickFix } from './features/codeActions.ts';
export type { Completion, CompletionKind, SeenNames } from './features/completion.ts';
export type { NewValuePorts } from './message/newValues.ts';
export type { FoldingKind, FoldingRange } from './features/folding.ts';
export type { Hover, HoverPorts } from './features/hover.ts';
export { inlayHintKinds } from './features/inlayHints.ts';
export type { InlayHint, InlayHintKind } from './features/inlayHints.ts';
export type { MailLink } from './features/links.ts';
export type { NamedPlaces } from './features/names.ts';
export { boundaryPattern } from './features/rename.ts';
export type { RenameResult } from './features/rename.ts';
export { codeBlock, escapeMarkdown, inlineCode } from './features/markdown.ts';
export { tokenModifiers, tokenTypes } from './features/semanticTokens.ts';
export type { SemanticToken, TokenModifier, TokenType } from './features/semanticTokens.ts';
export type { MessageSummary } from './features/summary.ts';
export type { OutlineSymbol, SymbolKind } from './features/symbols.ts';
export type { PartTree } from './features/tree.ts';
export type { RedactOptions } from './features/transcript/redact.ts';
export type { ExchangeTree, SessionTree, TranscriptTree } from './features/transcript/sessionTree.ts';
export type { CharsetDecoder } from './message/charsets.ts';
export { decodeLatin1 } from './message/body/octets.ts';
export type { HostEncoding } from './message/body/octets.ts';
export { looksLikeMbox } from './message/mbox.ts';
export type { DocumentSource, MailDocument } from './message/document.ts';
export type { Part } from './message/part.ts';
export { referenceLabel, referenceUrl } from './registry/reference.ts';
export type { ResolvedConfig, RuleConfig } from './rules/config.ts';
export { isLevel, isProfile, profiles } from './rules/config.ts';
export type { FixableFinding, Finding } from './rules/finding.ts';
export type { Checked } from './rules/run.ts';
export type { Fix, Level, ProfileName, Rule, Severity } from './rules/rule.ts';
export { OctetScan, octetFacts } from './text/octetFacts.ts';
export type { OctetFacts } from './text/octetFacts.ts';
export { applyEdits, hostEdits } from './text/edits.ts';
export type { TextEdit } from './text/edits.ts';
export { placeOf } from './text/place.ts';
export type { Place } from './text/place.ts';
export { notationNames } from './transcript/dialect/readLines.ts';
export type { ReadLinesOptions } from './transcript/dialect/readLines.ts';
export { foundReading, looksLikeSession, sessionProtocol } from './transcript/looksLikeSession.ts';
export type { NotationName } from './transcript/looksLikeSession.ts';
export type { Protocol, Speaker } from './transcript/protocol.ts';
export { joinRawLogs } from './transcript/rawLogs/joinRawLogs.ts';
export type { JoinedLogs } from './transcript/rawLogs/joinRawLogs.ts';
export type { TextRange } from './text/range.ts';
export { textSnapshot } from './text/snapshot.ts';
export type { Snapshot } from './text/snapshot.ts';

/** What the core needs from where it runs. */
export interface MailServicePorts {
  /** Told once for each rule that failed; the other rules go on. */
  readonly ruleFailed: (rule: string, error: unknown) => void;
  /** The charsets the host can decode; the few that the core knows by itself where left out. */
  readonly charsets?: CharsetDecoder | undefined;
  /** For fixes that add a date or an identifier; where left out, there are none. */
  readonly newValues?: NewValuePorts | undefined;
}

/** What kind of document a text is. */
export type DocumentFormat = 'message' | 'mbox' | 'transcript';

/** What a document is opened and updated from. */
export interface MailSource extends Omit<DocumentSource, 'previous'> {
  /** `mbox`: a file of any number of messages; `transcript`: sessions; `message`, which is one, where left out. */
  readonly format?: DocumentFormat | undefined;
  /** For a transcript: its protocol, its notation, the name of its file; found from the content where left out. */
  readonly reading?: ReadLinesOptions | undefined;
  /** How the text was made from its octets; where left out, `latin1` where these are known to be no UTF-8. */
  readonly host?: HostEncoding | undefined;
}

/** Reads, checks and explains mail. Nothing here reads a file, a clock or the network, or throws on bad mail. */
export interface MailService {
  /** All rules there are, in the order of their ids. */
  readonly rules: readonly Rule[];
  /** Lays configurations over each other, later ones winning. */
  configure(...layers: readonly RuleConfig[]): ResolvedConfig;
  /** Opens a document: parses it, and keeps what later versions of it can use again. */
  open(source: MailSource): OpenMail;
  /** A finding's sentence. */
  message(finding: Pick<Finding, 'rule' | 'messageId' | 'data'>): string;
  /** The sentence of a finding's related place. */
  relatedMessage(finding: Finding, place: RelatedPlace): string;
}

/** An open document. `update` is how it changes; everything else reads the current version. */
export interface OpenMail {
  readonly document: MailDocument;
  /** True where this version was read as a whole: not only what an update has changed. */
  readonly readAnew: boolean;
  /** Takes a new version of the text, with what stands for its octets. */
  update(source: MailSource): void;
  /**
   * As `update`, until `over` turns true: then this is still the version before. Asked again with the same source object
   * it goes on.
   * @returns whether the new version is there.
   */
  updateUntil(source: MailSource, over: () => boolean): boolean;
  /** The findings in document order; those so far where `cancelled` turned true. */
  findings(config: ResolvedConfig, cancelled?: () => boolean): readonly Finding[];
  /**
   * As `findings`, which are put together when they are asked for, and what was left where `cancelled` turned true.
   * @param upTo `wide`: what whole sessions say over time is left. `cut`: so is what may be due to the end of the text,
   * which is the beginning of another one.
   */
  check(config: ResolvedConfig, cancelled?: () => boolean, upTo?: CheckedUpTo): Checked;
  /** The findings that touch a range, each with its fixes. Edits are in the message's words: see `hostEdits`. */
  fixes(config: ResolvedConfig, range: TextRange): readonly FixableFinding[];
  /** The repairs of the findings that touch a range, as edits of the host document; none that makes a new error. */
  quickFixes(config: ResolvedConfig, range: TextRange): readonly QuickFix[];
  /** All safe fixes, applied until nothing changes: host edits in order, empty where there is nothing to fix. */
  fixAll(config: ResolvedConfig): readonly TextEdit[];
  /** What stands at a host offset, explained; undefined where there is nothing to say. */
  hover(offset: number, ports: HoverPorts): Hover | undefined;
  /** The parts of each message, in plain data. */
  tree(): readonly PartTree[];
  /** Each message in few words, with up to `textLimit` UTF-16 units of its decoded text. */
  summaries(textLimit?: number): readonly MessageSummary[];
  /** The sessions of a transcript, in plain data; undefined for other documents. */
  sessions(): TranscriptTree | undefined;
  /** Edits that replace every secret of a transcript by a placeholder; undefined for other documents. */
  redactEdits(options?: RedactOptions): readonly TextEdit[] | undefined;
  /** The text of the message that a transcript carries at a host offset, as it went over the wire. */
  carriedMessage(offset: number): string | undefined;
  /** The outline, one entry a message; bounded in number and depth. */
  symbols(): readonly OutlineSymbol[];
  /** What can be folded away, in document order; bounded in number, the outermost kept. */
  foldingRanges(limit?: number): readonly FoldingRange[];
  /** The semantic tokens that touch a host range, in order. */
  semanticTokens(range: TextRange): readonly SemanticToken[];
  /** What can stand at a host offset; `seen` is what the open documents offer (`seenNames`). */
  completions(offset: number, ports: NewValuePorts, seen: SeenNames): readonly Completion[];
  /** The addresses and identifiers of this document, to be offered while writing. */
  seenNames(): SeenNames;
  /** The boundary or identifier at a host offset with all its places: definition, references, highlights. */
  nameAt(offset: number): NamedPlaces | undefined;
  /** What can be renamed at a host offset. */
  renamable(offset: number): { readonly at: TextRange; readonly name: string } | undefined;
  /** Renames what stands at a host offset: host edits, or why it cannot be. */
  rename(offset: number, name: string): RenameResult;
  /** The places that change together while one is typed in (`boundaryPattern`). */
  linkedRanges(offset: number): readonly TextRange[] | undefined;
  /** The ranges around a host offset, innermost first. */
  selectionRanges(offset: number): readonly TextRange[];
  /** The hints of the wanted kinds in a host range, in order. */
  inlayHints(range: TextRange, wanted: ReadonlySet<InlayHintKind>): readonly InlayHint[];
  /** The addresses that can be opened, in order; bounded in number. */
  links(): readonly MailLink[];
}

/** Makes the service. One serves any number of documents. */
export function createMailService(ports: MailServicePorts): MailService {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const template = (rule: string, messageId: string): string =>
    byId.get(rule)?.messages?.[messageId] ?? messageId;
  return {
    rules,
    configure: (...layers) => resolveConfig(rules, layers),
    open: (source) => new OpenDocument(source, ports),
    message: (finding) => fillTemplate(template(finding.rule, finding.messageId), finding.data),
    relatedMessage: (finding, place) => fillTemplate(template(finding.rule, place.messageId), place.data),
  };
}

/** The document of a source, with what `previous` knows of the version before. */
function* documentSteps(source: MailSource, previous?: MailDocument): Steps<MailDocument> {
  const { snapshot } = source;
  switch (source.format ?? 'message') {
    case 'message':
      return createDocument({ ...source, previous });
    case 'mbox':
      return createDocument({ ...source, previous, lenses: mboxLenses(snapshot) });
    case 'transcript':
      return yield* transcriptOf(source, previous && isTranscript(previous) ? previous : undefined);
  }
}

/** A transcript, which goes on from the version before where that was read in the same way. */
function* transcriptOf(
  source: MailSource,
  previous: TranscriptDocument | undefined,
): Steps<TranscriptDocument> {
  const { snapshot, reading = {} } = source;
  const same = previous && JSON.stringify(previous.reading) === JSON.stringify(reading);
  const end = snapshot.length;
  const transcript = yield* transcriptSteps(
    snapshot,
    reading,
    same
      ? {
          transcript: previous.transcript,
          change: textChange(previous.snapshot, snapshot) ?? { from: end, oldTo: end, newTo: end },
        }
      : undefined,
  );
  yield;
  for (const session of transcript.sessions) yield* carriedSteps(session);
  return createTranscriptDocument({ ...source, previous, reading }, transcript);
}

class OpenDocument implements OpenMail {
  document: MailDocument;
  readonly #runner = new RuleRunner();
  readonly #ports: MailServicePorts;
  #host: HostEncoding | undefined;
  /** The version that is being read. */
  #next: { readonly source: MailSource; readonly steps: Steps<MailDocument> } | undefined;

  constructor(source: MailSource, ports: MailServicePorts) {
    this.document = finished(documentSteps(source));
    this.#host = source.host;
    this.#ports = ports;
  }

  get readAnew(): boolean {
    return !isTranscript(this.document) || this.document.transcript.reading.edit === undefined;
  }

  update(source: MailSource): void {
    this.updateUntil(source, never);
  }

  updateUntil(source: MailSource, over: () => boolean): boolean {
    if (this.#next?.source !== source) this.#next = { source, steps: documentSteps(source, this.document) };
    for (;;) {
      const next = this.#next.steps.next();
      if (next.done === true) {
        this.#next = undefined;
        this.#host = source.host;
        this.document = next.value;
        this.#runner.follow(this.document);
        return true;
      }
      if (over()) return false;
    }
  }

  findings(config: ResolvedConfig, cancelled?: () => boolean): readonly Finding[] {
    return this.#runner.findings(this.document, config, { ...this.#ports, cancelled });
  }

  check(config: ResolvedConfig, cancelled?: () => boolean, upTo?: CheckedUpTo): Checked {
    return this.#runner.check(this.document, config, { ...this.#ports, cancelled, upTo });
  }

  fixes(config: ResolvedConfig, range: TextRange): readonly FixableFinding[] {
    return this.#runner.fixes(this.document, config, range, this.#ports);
  }

  quickFixes(config: ResolvedConfig, range: TextRange): readonly QuickFix[] {
    const passes = harmless(this.document, config, this.#ports);
    return quickFixes(this.document, this.fixes(config, range)).filter(({ edits }) => passes(edits));
  }

  fixAll(config: ResolvedConfig): readonly TextEdit[] {
    return fixAll(this.document, config, this.#ports);
  }

  hover(offset: number, ports: HoverPorts): Hover | undefined {
    return isTranscript(this.document)
      ? transcriptHover(this.document, offset, ports, this.#decoding)
      : hover(this.document, offset, ports, this.#decoding);
  }

  tree(): readonly PartTree[] {
    return partTrees(this.document, this.#decoding);
  }

  summaries(textLimit = 0): readonly MessageSummary[] {
    return messageSummaries(this.document, this.#decoding, textLimit);
  }

  sessions(): TranscriptTree | undefined {
    return isTranscript(this.document) ? transcriptTree(this.document) : undefined;
  }

  redactEdits(options?: RedactOptions): readonly TextEdit[] | undefined {
    return isTranscript(this.document) ? redactEdits(this.document, options) : undefined;
  }

  carriedMessage(offset: number): string | undefined {
    return isTranscript(this.document) ? carriedMessage(this.document, offset)?.text : undefined;
  }

  symbols(): readonly OutlineSymbol[] {
    return isTranscript(this.document)
      ? transcriptSymbols(this.document, this.#decoding)
      : documentSymbols(this.document, this.#decoding);
  }

  foldingRanges(limit?: number): readonly FoldingRange[] {
    return isTranscript(this.document)
      ? transcriptFolds(this.document, limit)
      : foldingRanges(this.document, limit);
  }

  semanticTokens(range: TextRange): readonly SemanticToken[] {
    return isTranscript(this.document)
      ? transcriptTokens(this.document, range)
      : semanticTokens(this.document, range);
  }

  completions(offset: number, ports: NewValuePorts, seen: SeenNames): readonly Completion[] {
    return isTranscript(this.document)
      ? transcriptCompletions(this.document, offset, ports, seen)
      : completions(this.document, offset, ports, seen);
  }

  seenNames(): SeenNames {
    return seenNames(this.document);
  }

  nameAt(offset: number): NamedPlaces | undefined {
    return isTranscript(this.document)
      ? transcriptNameAt(this.document, offset)
      : nameAt(this.document, offset);
  }

  renamable(offset: number): { readonly at: TextRange; readonly name: string } | undefined {
    return renamable(this.document, offset);
  }

  rename(offset: number, name: string): RenameResult {
    return rename(this.document, offset, name);
  }

  linkedRanges(offset: number): readonly TextRange[] | undefined {
    return linkedRanges(this.document, offset);
  }

  selectionRanges(offset: number): readonly TextRange[] {
    return isTranscript(this.document)
      ? transcriptSelections(this.document, offset)
      : selectionRanges(this.document, offset);
  }

  inlayHints(range: TextRange, wanted: ReadonlySet<InlayHintKind>): readonly InlayHint[] {
    return isTranscript(this.document)
      ? transcriptHints(this.document, range, wanted, this.#decoding)
      : inlayHints(this.document, range, wanted, this.#decoding);
  }

  links(): readonly MailLink[] {
    return isTranscript(this.document) ? transcriptLinks(this.document) : documentLinks(this.document);
  }

  get #decoding(): Decoding {
    // The octets tell how the host had to decode them: what is not UTF-8 is read one character an octet.
    const host = this.#host ?? (this.document.octets?.utf8 === false ? 'latin1' : 'utf-8');
    return { charsets: this.#ports.charsets ?? basicCharsets, host };
  }
}

const never = (): boolean => false;
