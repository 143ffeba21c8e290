// The types of the core's service: what it needs, what documents are made from, what can be asked of them.

import type { QuickFix } from './features/codeActions.ts';
import type { Completion, SeenNames } from './features/completion.ts';
import type { FoldingRange } from './features/folding.ts';
import type { Hover, HoverPorts } from './features/hover.ts';
import type { InlayHint, InlayHintKind } from './features/inlayHints.ts';
import type { MailLink } from './features/links.ts';
import type { NamedPlaces } from './features/names.ts';
import type { RenameResult } from './features/rename.ts';
import type { SemanticToken } from './features/semanticTokens.ts';
import type { SendOptions, SendPlan } from './features/send/sendTypes.ts';
import type { PreviewedAt, PreviewedMessage } from './features/preview/previewedMessage.ts';
import type { MessageSummary } from './features/summary.ts';
import type { AlternativeOptions } from './features/compose/alternative.ts';
import type { Attached, NewFile } from './features/compose/attach.ts';
import type { Original } from './features/compose/composeTypes.ts';
import type { OutlineSymbol } from './features/symbols.ts';
import type { PartTree } from './features/tree.ts';
import type { NamedMessage } from './features/transcript/carriedMessage.ts';
import type { RedactOptions } from './features/transcript/redact.ts';
import type { TranscriptTree } from './features/transcript/sessionTree.ts';
import type { CharsetDecoder } from './message/charsets.ts';
import type { DocumentSource, MailDocument } from './message/document.ts';
import type { HostEncoding } from './message/body/octets.ts';
import type { ResolvedConfig, RuleConfig } from './rules/config.ts';
import type { NewValuePorts } from './message/newValues.ts';
import type { FixableFinding, Finding, RelatedPlace } from './rules/finding.ts';
import type { Rule } from './rules/rule.ts';
import type { Checked, CheckedUpTo } from './rules/run.ts';
import type { TextEdit } from './text/edits.ts';
import type { Snapshot } from './text/snapshot.ts';
import type { ReadLinesOptions } from './transcript/dialect/readLines.ts';
import type { TextRange } from './text/range.ts';

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
  /**
   * What is known of the version that was read last, where it stands in a newer one: for as long as that is being read.
   */
  findingsIn(snapshot: Snapshot): readonly Finding[];
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
  /** A message for a preview, as it is in this version; undefined where none stands there. */
  preview(at: PreviewedAt): PreviewedMessage | undefined;
  /** What it takes to send the message; undefined for a document that is no single message. */
  sendPlan(options?: SendOptions): SendPlan | undefined;
  /** The first message, for `compose`; undefined for a transcript. */
  original(): Original | undefined;
  /** Attaches files to the message, which is the whole document; undefined for other documents. */
  attach(files: readonly NewFile[], unique: string): Attached | undefined;
  /** Makes the text of the message a multipart/alternative: host edits; undefined where there is no such text. */
  alternative(options: AlternativeOptions): readonly TextEdit[] | undefined;
  /** The sessions of a transcript, in plain data; undefined for other documents. */
  sessions(): TranscriptTree | undefined;
  /** Edits that replace every secret of a transcript by a placeholder; undefined for other documents. */
  redactEdits(options?: RedactOptions): readonly TextEdit[] | undefined;
  /** The text of the message that a transcript carries at a host offset, as it went over the wire. */
  carriedMessage(offset: number): string | undefined;
  /** The messages that a transcript carries, by name; of too many, those around a host offset. */
  carriedMessages(around: number): readonly NamedMessage[];
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
