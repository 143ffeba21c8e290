// Reports as documents of the editor: for reading, with links, brought up to date in place.

import {
  Disposable,
  DocumentLink,
  EventEmitter,
  Position,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  commands,
  l10n,
  languages,
  window,
  workspace,
} from 'vscode';
import type { DocumentLinkProvider, TextDocument, TextDocumentContentProvider } from 'vscode';

import { safeFileName } from '../../mail/fileNames.ts';
import type { LinkTarget, Report } from './report.ts';

export class ReportDocuments implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #reports = new Map<string, Report>();
  readonly #registered: Disposable;

  constructor() {
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
      commands.registerCommand(GO_TO, goTo),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === SCHEME && this.#reports.size > MAX_REPORTS) this.#reports.delete(uri.toString());
      }),
    );
  }

  /** @param name shown on the tab. @param about what it is about: the next report about the same takes its place. */
  address(name: string, about: string): Uri {
    return Uri.from({ scheme: SCHEME, path: `${FOLDER}/${safeFileName(name)}`, query: about });
  }

  /** Keeps a report for whoever opens its address, and brings the document up to date that shows it. */
  set(uri: Uri, report: Report): void {
    this.#reports.set(uri.toString(), report);
    this.#changed.fire(uri);
  }

  has(uri: Uri): boolean {
    return this.#reports.has(uri.toString());
  }

  /** Shows a report. @param beside true: the focus stays where it is. */
  async show(uri: Uri, beside: boolean): Promise<void> {
    const document = await workspace.openTextDocument(uri);
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    await window.showTextDocument(document, {
      preview: false,
      preserveFocus: beside,
      viewColumn: shown?.viewColumn ?? (beside ? ViewColumn.Beside : ViewColumn.Active),
    });
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.#reports.get(uri.toString())?.text ?? `[${l10n.t('Nothing is kept of this report any more')}]\n`
    );
  }

  provideDocumentLinks({ uri }: TextDocument): DocumentLink[] {
    const { links = [] } = this.#reports.get(uri.toString()) ?? {};
    return links.map(({ line, from, to, target }) => {
      const link = new DocumentLink(new Range(line, from, line, to), addressOf(target));
      link.tooltip = target.kind === 'page' ? l10n.t('Open {0}', target.url) : l10n.t('Go there');
      return link;
    });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#reports.clear();
  }
}

function addressOf(target: LinkTarget): Uri {
  if (target.kind === 'page') return Uri.parse(target.url);
  const [command, args] =
    target.kind === 'place'
      ? [GO_TO, [target.uri, target.line, target.character]]
      : [target.command, target.argument === undefined ? [] : [target.argument]];
  return Uri.from({ scheme: 'command', path: command, query: JSON.stringify(args) });
}

/** Shows a place of a document, where that is in view already: there. */
export async function goTo(address: string, line: number, character: number): Promise<void> {
  const uri = Uri.parse(address);
  const document =
    workspace.textDocuments.find((one) => one.uri.toString() === uri.toString()) ??
    (await workspace.openTextDocument(uri));
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
    preview: false,
  });
  const place = document.validatePosition(new Position(line, character));
  editor.selection = new Selection(place, place);
  editor.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
}

const SCHEME = 'mail-report';
/** By it the editor knows the language, whose lines are wrapped and have no numbers. */
const FOLDER = '/mail-report';
const GO_TO = 'mailWorkbench.send.goTo';
const MAX_REPORTS = 50;
