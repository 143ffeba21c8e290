// The only door of the core: `createMailService()` reads, checks and explains mail, without any input or output.

import { resolveConfig } from './rules/config.ts';
import { fillTemplate } from './rules/finding.ts';
import { rules } from './rules/index.ts';
import type { MailServicePorts, MailService } from './mailService.ts';
import { OpenDocument } from './openDocument.ts';

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
export type { AlternativeOptions } from './features/compose/alternative.ts';
export type { Attached, NewFile } from './features/compose/attach.ts';
export { compose } from './features/compose/compose.ts';
export { addressField, idField, plainField, textField } from './features/compose/headerText.ts';
export {
  dispositionField,
  filePart,
  multipartBody,
  multipartField,
  newBoundary,
} from './features/compose/mimeText.ts';
export { dateText } from './message/newValues.ts';
export type {
  ComposeWords,
  Composed,
  Composition,
  Identity,
  Original,
} from './features/compose/composeTypes.ts';
export type * from './features/preview/authenticationTypes.ts';
export type { Paragraph } from './features/compose/paragraphs.ts';
export type { PreviewedMessage } from './features/preview/previewedMessage.ts';
export type * from './features/preview/previewTypes.ts';
export type * from './features/preview/reportTypes.ts';
export type * from './features/preview/routeTypes.ts';
export { explainReply } from './features/send/explainReply.ts';
export type { AnsweredReply, ReplyExplanation } from './features/send/explainReply.ts';
export { repairedBy } from './features/send/sendPlan.ts';
export type { SendObstacle, SendOptions, SendPlan } from './features/send/sendTypes.ts';
export type { OutlineSymbol, SymbolKind } from './features/symbols.ts';
export type { PartTree } from './features/tree.ts';
export type { RedactOptions } from './features/transcript/redact.ts';
export type { ExchangeTree, SessionTree, TranscriptTree } from './features/transcript/sessionTree.ts';
export type { CharsetDecoder } from './message/charsets.ts';
export { encodeBase64 } from './message/body/encodeBase64.ts';
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
export { textChange } from './text/textChange.ts';
export type { DocumentFormat, MailService, MailServicePorts, MailSource, OpenMail } from './mailService.ts';

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
