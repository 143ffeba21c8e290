// An open document of the service: each question goes to the feature that answers it for its format.

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
import { previewedMessage } from './features/preview/previewedMessage.ts';
import type { PreviewedAt, PreviewedMessage } from './features/preview/previewedMessage.ts';
import { messageSummaries } from './features/summary.ts';
import { onlyMessage, sendPlan } from './features/send/sendPlan.ts';
import type { SendOptions, SendPlan } from './features/send/sendTypes.ts';
import type { MessageSummary } from './features/summary.ts';
import { alternative } from './features/compose/alternative.ts';
import type { AlternativeOptions } from './features/compose/alternative.ts';
import { attach } from './features/compose/attach.ts';
import type { Attached, NewFile } from './features/compose/attach.ts';
import type { Original } from './features/compose/composeTypes.ts';
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
import { carriedMessage, carriedMessages } from './features/transcript/carriedMessage.ts';
import type { NamedMessage } from './features/transcript/carriedMessage.ts';
import { redactEdits } from './features/transcript/redact.ts';
import type { RedactOptions } from './features/transcript/redact.ts';
import { transcriptTree } from './features/transcript/sessionTree.ts';
import type { TranscriptTree } from './features/transcript/sessionTree.ts';
import { basicCharsets } from './message/charsets.ts';
import type { Decoding } from './message/charsets.ts';
import { createDocument } from './message/document.ts';
import type { MailDocument } from './message/document.ts';
import type { Part } from './message/part.ts';
import type { HostEncoding } from './message/body/octets.ts';
import { mboxLenses } from './message/mbox.ts';
import type { ResolvedConfig } from './rules/config.ts';
import type { NewValuePorts } from './message/newValues.ts';
import type { FixableFinding, Finding } from './rules/finding.ts';
import { movedFinding } from './rules/findingMove.ts';
import { RuleRunner } from './rules/run.ts';
import type { Checked, CheckedUpTo } from './rules/run.ts';
import type { TextEdit } from './text/edits.ts';
import type { Snapshot } from './text/snapshot.ts';
import { textChange } from './text/textChange.ts';
import { carriedSteps } from './transcript/carriedUnits.ts';
import { createTranscriptDocument, isTranscript } from './transcript/document.ts';
import type { TranscriptDocument } from './transcript/document.ts';
import { forget, transcriptSteps } from './transcript/read.ts';
import { finished } from './transcript/steps.ts';
import type { Steps } from './transcript/steps.ts';
import type { TextRange } from './text/range.ts';
import type { MailServicePorts, MailSource, OpenMail } from './mailService.ts';

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

/** An open document of any format, which hands each question to the feature that answers it. */
export class OpenDocument implements OpenMail {
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
        if (isTranscript(this.document)) forget(this.document.transcript);
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

  findingsIn(snapshot: Snapshot): readonly Finding[] {
    const move = textChange(this.document.snapshot, snapshot);
    const known = this.#runner.known;
    return move ? known.map((each) => movedFinding(each, move)) : known;
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

  preview(at: PreviewedAt): PreviewedMessage | undefined {
    return previewedMessage(this.document, at, this.#decoding);
  }

  sendPlan(options?: SendOptions): SendPlan | undefined {
    return isTranscript(this.document) ? undefined : sendPlan(this.document, this.#decoding, options);
  }

  original(): Original | undefined {
    const message = isTranscript(this.document) ? undefined : this.document.messages.at(0);
    return message && { message, decoding: this.#decoding };
  }

  attach(files: readonly NewFile[], unique: string): Attached | undefined {
    const message = this.#only;
    return message && attach(message, files, unique);
  }

  alternative(options: AlternativeOptions): readonly TextEdit[] | undefined {
    const message = this.#only;
    return message && alternative(message, this.#decoding, options);
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

  carriedMessages(around: number): readonly NamedMessage[] {
    return isTranscript(this.document) ? carriedMessages(this.document, this.#decoding, around) : [];
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

  /** The message that is the whole document. */
  get #only(): Part | undefined {
    return isTranscript(this.document) ? undefined : onlyMessage(this.document);
  }

  get #decoding(): Decoding {
    // The octets tell how the host had to decode them: what is not UTF-8 is read one character an octet.
    const host = this.#host ?? (this.document.octets?.utf8 === false ? 'latin1' : 'utf-8');
    return { charsets: this.#ports.charsets ?? basicCharsets, host };
  }
}

const never = (): boolean => false;
