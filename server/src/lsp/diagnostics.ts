// Findings as diagnostics: converted, cut at what editors show, and answered with a result id.

import { DiagnosticSeverity, DiagnosticTag, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';

import { rulePage } from '../config/index.ts';
import type { Checked, Finding, ResolvedConfig, Severity } from '../core/index.ts';
import { diagnosticSource } from './client.ts';
import { isSameRange } from './convert.ts';
import type { Handler, ServerContext } from './context.ts';
import { Outdated } from './dispatch.ts';
import type { OpenDocument } from './documents.ts';
import { caughtUp, whollyRead } from './reading.ts';
import { inSlices, SLICE } from './slices.ts';

/** Answers `textDocument/diagnostic`. */
export function pullDiagnostics(
  context: ServerContext,
  later: Later | undefined,
): Handler<DocumentDiagnosticParams, DocumentDiagnosticReport> {
  const configs = new Map<string, number>();
  const given = new WeakMap<OpenDocument, Given>();
  return async ({ textDocument, previousResultId }, token) => {
    const document = context.documents.get(textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const config = await settled(context, document);
    const number = configs.get(config.key) ?? configs.size;
    configs.set(config.key, number);
    const resultId = `${document.revision}.${String(number)}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const report = (items: readonly Diagnostic[], id: string): DocumentDiagnosticReport => {
      // Only where so many may be told that it counts.
      const last = document.isLongSession ? given.get(document) : undefined;
      if (document.isLongSession) given.set(document, { resultId: id, items });
      // What is typed in a line seldom changes what is said of the others.
      return last !== undefined && last.resultId === previousResultId && areSame(last.items, items)
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...items] };
    };
    if (!later) return report(await diagnose(context, document, config, token), resultId);
    later.stop(document.uri);
    const soon = await diagnoseSoon(context, document, config, token);
    const { items, left } = soon;
    if (left === 'nothing') return report(items, resultId);
    later.start(document, config, soon);
    // Never asked for again: the next answer may be another.
    return report(items, `${resultId}.${left}`);
  };
}

/** The last answer about a document. */
interface Given {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Whether each is that of a finding that was told before, and stands where it stood. */
function areSame(before: readonly Diagnostic[], items: readonly Diagnostic[]): boolean {
  return (
    before.length === items.length &&
    items.every((each, at) => {
      const old = before[at];
      // What was told of a finding has its data; see `toDiagnostic`.
      return old?.data === each.data && old?.message === each.message && isSameRange(old.range, each.range);
    })
  );
}

/** The document's configuration, when its octets have been looked at. */
export async function settled(context: ServerContext, document: OpenDocument): Promise<ResolvedConfig> {
  const [config] = await Promise.all([context.configuration.forDocument(document.uri), document.octetsRead]);
  return config;
}

/** The diagnostics of the document's current version. Throws `Outdated` where that changes meanwhile. */
export async function diagnose(
  context: ServerContext,
  document: OpenDocument,
  config: ResolvedConfig,
  token: CancellationToken,
): Promise<Diagnostic[]> {
  const { revision } = document;
  const run = (over: () => boolean): Checked => {
    if (document.revision !== revision) throw new Outdated();
    return document.mail.check(config, over);
  };
  await whollyRead(document, context.runtime.now, token);
  document.checks++;
  const { findings } = await inSlices(run, context.runtime.now, token).finally(() => document.checks--);
  return toDiagnostics(context, document, findings);
}

/** Finds what the first diagnostics of a document left out, and has them pulled again. */
export interface Later {
  start(document: OpenDocument, config: ResolvedConfig, first: SoonDiagnostics): void;
  /** Gives up what is under way for a document: it is asked for anew. */
  stop(uri: string): void;
}

/** Diagnostics that were found soon. */
export interface SoonDiagnostics {
  readonly items: Diagnostic[];
  /**
   * What was not looked at in this version, all of its `text` or parts: of that, what is still thought to be true is
   * among the items.
   */
  readonly left: Checked['left'] | 'text';
  /** True where it follows an edit: others may follow soon. */
  readonly edited: boolean;
}

/** As `diagnose`, but of a long transcript what takes long is left for later. */
export async function diagnoseSoon(
  context: ServerContext,
  document: OpenDocument,
  config: ResolvedConfig,
  token: CancellationToken,
): Promise<SoonDiagnostics> {
  const { now } = context.runtime;
  const { revision } = document;
  if (!document.isLongSession) {
    return { items: await diagnose(context, document, config, token), left: 'nothing', edited: false };
  }
  const asked = now();
  const edited = document.answered;
  await caughtUp(document, now, token, () => edited && now() - asked >= LATE);
  if (!document.isCurrent) {
    if (document.revision !== revision) throw new Outdated();
    const known = document.last?.findingsIn(document.snapshot) ?? [];
    return { items: toDiagnostics(context, document, known), left: 'text', edited };
  }
  const began = now();
  const run = (over: () => boolean): Checked => {
    if (document.revision !== revision) throw new Outdated();
    if (document.isRead) return document.mail.check(config, over, 'wide');
    const { findings } = document.beginning.check(config, over, 'cut');
    return { findings, left: 'much' };
  };
  document.checks++;
  const room = edited
    ? Math.max(AT_LEAST, Math.min(AT_ONCE, SOON_ENOUGH - (began - asked)))
    : document.isRead
      ? SOON
      : SLICE;
  const enough = (): boolean => now() - began >= room;
  const { findings, left } = await inSlices(run, now, token, enough, Math.min(room, SLICE)).finally(
    () => document.checks--,
  );
  document.answered = true;
  return { items: toDiagnostics(context, document, findings), left, edited };
}

function toDiagnostics(
  context: ServerContext,
  document: OpenDocument,
  findings: readonly Finding[],
): Diagnostic[] {
  if (findings.length <= MAX_DIAGNOSTICS) {
    return findings.map((finding) => toDiagnostic(context, document, finding));
  }
  const kept = [...findings]
    .sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity] || a.from - b.from)
    .slice(0, MAX_DIAGNOSTICS - 1);
  const rest = findings.length - kept.length;
  return [
    {
      range: context.positions.range(document.snapshot, { from: 0, to: 0 }),
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: `${String(rest)} more problems of this message are not shown.`,
    },
    ...kept.map((finding) => toDiagnostic(context, document, finding)),
  ];
}

/** One finding as a diagnostic. */
export function toDiagnostic(context: ServerContext, document: OpenDocument, finding: Finding): Diagnostic {
  const range = context.positions.range(document.snapshot, finding);
  const known = told.get(finding.data);
  if (known && isAlike(known.finding, finding)) {
    return isSameRange(known.diagnostic.range, range) ? known.diagnostic : { ...known.diagnostic, range };
  }
  const diagnostic = newDiagnostic(context, document, finding, range);
  told.set(finding.data, { finding, diagnostic });
  return diagnostic;
}

/** What was told of a finding: one that an edit has moved keeps its data, and most have only moved. */
const told = new WeakMap<Finding['data'], { readonly finding: Finding; readonly diagnostic: Diagnostic }>();

function isAlike(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.messageId === other.messageId &&
    one.severity === other.severity &&
    one.fixable === other.fixable &&
    one.related.length === 0 &&
    other.related.length === 0
  );
}

function newDiagnostic(
  context: ServerContext,
  document: OpenDocument,
  finding: Finding,
  range: Diagnostic['range'],
): Diagnostic {
  const { service, positions, client } = context;
  const tags = TAGS.filter(([pattern]) => pattern.test(finding.rule)).map(([, tag]) => tag);
  return {
    range,
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    source: diagnosticSource,
    message: service.message(finding),
    ...(tags.length > 0 && { tags }),
    ...(client.relatedInformation &&
      finding.related.length > 0 && {
        relatedInformation: finding.related.map((place) => ({
          location: { uri: document.uri, range: positions.range(document.snapshot, place) },
          message: service.relatedMessage(finding, place),
        })),
      }),
    data: { messageId: finding.messageId, fixable: finding.fixable },
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules whose findings an editor draws as struck through or faded. */
const TAGS: readonly (readonly [RegExp, DiagnosticTag])[] = [
  [/\/obsolete-/, DiagnosticTag.Deprecated],
  [/\/(?:unused|redundant)-/, DiagnosticTag.Unnecessary],
];

/** Milliseconds after which the first answer is given: what a reader takes for at once. */
const SOON = 20;
/** The same behind an edit: where that was made is looked at first, and for the rest there is an earlier answer. */
const AT_ONCE = 1;
/** Where reading the edit took part of the time in which an answer is wanted. */
const SOON_ENOUGH = 2.5;
const AT_LEAST = 0.25;
/** The same where an edit takes long to read: it changes what every line below it means. */
const LATE = 50;
/** What VS Code shows of one document, the summary included. */
const MAX_DIAGNOSTICS = 1000;
