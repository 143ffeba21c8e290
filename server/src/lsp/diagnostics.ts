// Findings as diagnostics: converted, cut at what editors show, and answered with a result id.

import { DiagnosticSeverity, DocumentDiagnosticReportKind } from './protocolValues.ts';
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';

import type { Checked, Finding, ResolvedConfig, Severity } from '../core/index.ts';
import { diagnosticSource } from './client.ts';
import type { Handler, ServerContext } from './context.ts';
import { Outdated } from './dispatch.ts';
import type { OpenDocument } from './documents.ts';
import { caughtUp, whollyRead } from './reading.ts';
import { inSlices, SLICE } from './slices.ts';
import { areSame, ToldDiagnostics } from './toldDiagnostics.ts';

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
    const settling = settled(context, document);
    // What is read first of a long session is little: done while the files of settings are looked for.
    if (document.isLongSession && !document.last) document.catchUp(() => false);
    const config = await settling;
    const number = configs.get(config.key) ?? configs.size;
    configs.set(config.key, number);
    const resultId = `${document.revision}.${String(number)}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const report = (items: Diagnostic[], id: string): DocumentDiagnosticReport => {
      // Only where so many may be told that it counts.
      const last = document.isLongSession ? given.get(document) : undefined;
      if (document.isLongSession) given.set(document, { resultId: id, items });
      // What is typed in a line seldom changes what is said of the others.
      return last !== undefined && last.resultId === previousResultId && areSame(last.items, items)
        ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
        : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: written(context, document, items) };
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

/** Of a long session hundreds are told with each key: without the links, which the client adds, a third less is sent. */
function written(
  { client }: ServerContext,
  { isLongSession }: OpenDocument,
  items: Diagnostic[],
): Diagnostic[] {
  if (!isLongSession || client.options.linksRules !== true) return items;
  return items.map(({ codeDescription: _link, ...item }) => item);
}

/** The last answer about a document. */
interface Given {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
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
  await whollyRead(document, context.runtime.ticks, token);
  document.checks++;
  const { findings } = await inSlices(run, context.runtime.ticks, token).finally(() => document.checks--);
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
  /** True where the rest can wait for a moment: it follows a small edit, and others may follow soon. */
  readonly canWait: boolean;
}

/** As `diagnose`, but of a long transcript what takes long is left for later. */
export async function diagnoseSoon(
  context: ServerContext,
  document: OpenDocument,
  config: ResolvedConfig,
  token: CancellationToken,
): Promise<SoonDiagnostics> {
  const { ticks: now } = context.runtime;
  const { revision } = document;
  if (!document.isLongSession) {
    return { items: await diagnose(context, document, config, token), left: 'nothing', canWait: false };
  }
  const asked = now();
  const edited = document.answered;
  await caughtUp(document, now, token, () => edited && now() - asked >= LATE);
  if (!document.isCurrent) {
    if (document.revision !== revision) throw new Outdated();
    const known = document.last?.findingsIn(document.snapshot) ?? [];
    return { items: toDiagnostics(context, document, known), left: 'text', canWait: false };
  }
  const began = now();
  const run = (over: () => boolean): Checked => {
    if (document.revision !== revision) throw new Outdated();
    if (document.isRead) return document.mail.check(config, over, 'wide');
    const { findings } = document.beginning.check(config, over, 'cut');
    return { findings, left: 'much' };
  };
  document.checks++;
  const reading = began - asked;
  // Two answers for one edit cost more than one that comes a little later.
  const all = edited ? reading >= READ_LONG : document.isRead;
  const room = all ? SOON : edited ? Math.max(AT_LEAST, Math.min(AT_ONCE, SOON_ENOUGH - reading)) : SLICE;
  const enough = (): boolean => now() - began >= room;
  const { findings, left } = await inSlices(run, now, token, enough, Math.min(room, SLICE)).finally(
    () => document.checks--,
  );
  document.answered = true;
  const canWait = left === 'wide' || (edited && reading < READ_LONG);
  return { items: toDiagnostics(context, document, findings), left, canWait };
}

function toDiagnostics(
  context: ServerContext,
  document: OpenDocument,
  findings: readonly Finding[],
): Diagnostic[] {
  let told = tellers.get(document);
  if (!told) tellers.set(document, (told = new ToldDiagnostics()));
  if (findings.length <= MAX_DIAGNOSTICS) return told.next(context, document, findings);
  const kept = [...findings]
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.from - b.from)
    .slice(0, MAX_DIAGNOSTICS - 1);
  const rest = findings.length - kept.length;
  return [
    {
      range: context.positions.range(document.snapshot, { from: 0, to: 0 }),
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: `${String(rest)} more problems of this document are not shown.`,
    },
    ...told.next(context, document, kept),
  ];
}

/** What was told of each document. */
const tellers = new WeakMap<OpenDocument, ToldDiagnostics>();

/** The most severe first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Milliseconds after which the first answer is given: what a reader takes for at once. */
const SOON = 20;
/** The same behind an edit: where that was made is looked at first, and for the rest there is an earlier answer. */
const AT_ONCE = 1.5;
/** Where reading the edit took part of the time in which an answer is wanted. */
const SOON_ENOUGH = 3;
const AT_LEAST = 0.25;
/** The same where an edit takes long to read: it changes what every line below it means. */
const LATE = 50;
/** An edit that takes so long to read changes much, and is seldom one of many. */
const READ_LONG = 10;
/** What VS Code shows of one document, the summary included. */
const MAX_DIAGNOSTICS = 1000;
