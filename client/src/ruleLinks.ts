// Links each rule that a problem names with the page about it: the server leaves that to us where it tells hundreds.

import { Uri } from 'vscode';
import type { Diagnostic } from 'vscode';
import { vsdiag } from 'vscode-languageclient';
import type { DiagnosticProviderMiddleware } from 'vscode-languageclient';

import { rulePage } from '../../server/src/lsp/protocol.ts';

/** Diagnostics whose rules are links. */
export const linkedDiagnostics: NonNullable<DiagnosticProviderMiddleware['provideDiagnostics']> = async (
  document,
  previousResultId,
  token,
  next,
) => {
  const report = await next(document, previousResultId, token);
  if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full) report.items.forEach(link);
  return report;
};

/** What is no rule of ours, such as the line that more is not shown, has no code. */
function link(diagnostic: Diagnostic): void {
  const { code } = diagnostic;
  if (typeof code === 'string') diagnostic.code = { value: code, target: pageOf(code) };
}

function pageOf(rule: string): Uri {
  let page = pages.get(rule);
  if (!page) pages.set(rule, (page = Uri.parse(rulePage(rule))));
  return page;
}

/** There are a few hundred rules. */
const pages = new Map<string, Uri>();
