// Checks the fenced blocks of mail in Markdown documents. The language server has no part in anything else of them.

import {
  CancellationTokenSource,
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  Range,
  window,
  workspace,
} from 'vscode';
import type { Position, TextDocument } from 'vscode';

import { checkBlocksMethod } from '../../../server/src/lsp/protocol.ts';
import type { CheckBlocksParams, CheckBlocksResult } from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { mailBlocks } from './fences.ts';
import type { FencedBlock } from './fences.ts';

/** Checks every Markdown document that is shown, and keeps its problems up to date until it is closed. */
export function checkMarkdown(server: LanguageServer): Disposable {
  const checks = new MarkdownChecks(server);
  const shown = (): void => {
    for (const { document } of window.visibleTextEditors) checks.schedule(document, SHOWN_MS);
  };
  shown();
  return Disposable.from(
    checks,
    window.onDidChangeVisibleTextEditors(shown),
    // A configuration file may have been edited elsewhere.
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor) checks.schedule(editor.document, SHOWN_MS);
    }),
    // Also one whose language has changed.
    workspace.onDidOpenTextDocument(shown),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (checks.has(document)) checks.schedule(document, EDITED_MS);
    }),
    workspace.onDidCloseTextDocument((document) => {
      checks.close(document);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('mailWorkbench')) checks.scheduleAll();
    }),
    workspace.onDidGrantWorkspaceTrust(() => {
      checks.scheduleAll();
    }),
    server.onDidChangeState((state) => {
      if (state === 'running') checks.scheduleAll();
    }),
  );
}

/** What is under way for one document. */
interface Check {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly source: CancellationTokenSource;
}

class MarkdownChecks implements Disposable {
  readonly #server: LanguageServer;
  readonly #found = languages.createDiagnosticCollection('mail-workbench-markdown');
  readonly #checks = new Map<TextDocument, Check>();

  constructor(server: LanguageServer) {
    this.#server = server;
  }

  has(document: TextDocument): boolean {
    return this.#checks.has(document);
  }

  /** Checks a document soon; a later call replaces this one. Other languages than Markdown are left alone. */
  schedule(document: TextDocument, delay: number): void {
    if (document.languageId !== 'markdown' || document.isClosed) return;
    this.#stop(document);
    const source = new CancellationTokenSource();
    const timer = setTimeout(() => {
      // Where the server does not run, its own item says so; it is asked again when it does.
      this.#check(document, source).catch(() => undefined);
    }, delay);
    this.#checks.set(document, { timer, source });
  }

  scheduleAll(): void {
    for (const document of this.#checks.keys()) this.schedule(document, EDITED_MS);
  }

  close(document: TextDocument): void {
    if (!this.#checks.has(document)) return;
    this.#stop(document);
    this.#checks.delete(document);
    this.#found.delete(document.uri);
  }

  dispose(): void {
    for (const document of [...this.#checks.keys()]) this.close(document);
    this.#found.dispose();
  }

  #stop(document: TextDocument): void {
    const check = this.#checks.get(document);
    clearTimeout(check?.timer);
    check?.source.cancel();
    check?.source.dispose();
  }

  async #check(document: TextDocument, { token }: CancellationTokenSource): Promise<void> {
    // A check that is given up may still end, behind a newer one.
    const over = (): boolean => token.isCancellationRequested || document.isClosed;
    const wanted = workspace.getConfiguration('mailWorkbench', document).get<boolean>('markdown.check', true);
    const blocks = wanted ? mailBlocks(document.getText().slice(0, MAX_LENGTH)) : [];
    if (blocks.length === 0) {
      this.#found.delete(document.uri);
      return;
    }
    const client = await this.#server.running();
    const checked = blocks.filter(({ text }) => text !== undefined);
    const params: CheckBlocksParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
      blocks: checked.map(({ language, text = '' }) => ({ language, text })),
    };
    const results = await client.sendRequest<CheckBlocksResult | null>(checkBlocksMethod, params, token);
    if (!results || over()) return;
    const convert = client.protocol2CodeConverter;
    const lists = await Promise.all(results.map((each) => convert.asDiagnostics([...each])));
    if (over()) return;
    const found = checked.flatMap((block, i) =>
      (lists[i] ?? []).map((each) => placed(each, block, document)),
    );
    const tooLong = blocks
      .filter(({ text }) => text === undefined)
      .map((block) => unchecked(block, document));
    this.#found.set(document.uri, [...found, ...tooLong].slice(0, MAX_SHOWN));
  }
}

/** A block's finding where it stands in the document. */
function placed(found: Diagnostic, block: FencedBlock, document: TextDocument): Diagnostic {
  found.range = placeOf(found.range, block, document);
  for (const related of found.relatedInformation ?? []) {
    related.location.uri = document.uri;
    related.location.range = placeOf(related.location.range, block, document);
  }
  return found;
}

function placeOf({ start, end }: Range, { fence, lines }: FencedBlock, document: TextDocument): Range {
  const last = lines.at(-1);
  const place = ({ line, character }: Position): Position => {
    const at = lines[line];
    if (at) return document.validatePosition(start.with(at.line, at.character + character));
    // Behind the last line of the block: the fence stands there.
    return document.lineAt(last?.line ?? fence).range.end;
  };
  return new Range(place(start), place(end));
}

function unchecked({ fence }: FencedBlock, document: TextDocument): Diagnostic {
  const message = l10n.t('This block is too long to be checked here: open it as a document of its own.');
  const found = new Diagnostic(document.lineAt(fence).range, message, DiagnosticSeverity.Information);
  found.source = 'mail-workbench';
  return found;
}

/** Milliseconds: soon when it comes into view, behind the burst while it is edited. */
const SHOWN_MS = 100;
const EDITED_MS = 400;
/** UTF-16 units of a document. */
const MAX_LENGTH = 4_000_000;
/** What VS Code shows of one document. */
const MAX_SHOWN = 1000;
