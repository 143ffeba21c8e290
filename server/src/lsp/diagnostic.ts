// One finding as a diagnostic of the protocol.

import { DiagnosticSeverity, DiagnosticTag } from './protocolValues.ts';
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';

import { rulePage } from '../config/index.ts';
import type { Finding, Severity } from '../core/index.ts';
import { diagnosticSource } from './client.ts';
import type { ServerContext } from './context.ts';
import type { OpenDocument } from './documents.ts';

/** A finding in the document's current version. What all have in common is short: a long transcript has hundreds. */
export function toDiagnostic(context: ServerContext, document: OpenDocument, finding: Finding): Diagnostic {
  const { service, positions } = context;
  const tags = TAGS.filter(([pattern]) => pattern.test(finding.rule)).map(([, tag]) => tag);
  return {
    range: positions.range(document.snapshot, finding),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    source: diagnosticSource,
    message: service.message(finding),
    ...(tags.length > 0 && { tags }),
    ...relatedOf(context, document, finding),
  };
}

/** The diagnostic of a finding that has moved since `before` was its diagnostic. */
export function movedDiagnostic(
  context: ServerContext,
  document: OpenDocument,
  finding: Finding,
  before: Diagnostic,
): Diagnostic {
  const range = context.positions.range(document.snapshot, finding);
  return { ...before, range, ...relatedOf(context, document, finding) };
}

function relatedOf(
  { service, positions, client }: ServerContext,
  document: OpenDocument,
  finding: Finding,
): { relatedInformation?: DiagnosticRelatedInformation[] } {
  if (!client.relatedInformation || finding.related.length === 0) return {};
  return {
    relatedInformation: finding.related.map((place) => ({
      location: { uri: document.uri, range: positions.range(document.snapshot, place) },
      message: service.relatedMessage(finding, place),
    })),
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
