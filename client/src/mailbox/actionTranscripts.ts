// What is said to a server while something is fetched or sent: shown beside, live, when the user wants to see it.

import {
  Disposable,
  Range,
  StatusBarAlignment,
  TextEditorRevealType,
  commands,
  l10n,
  window,
  workspace,
} from 'vscode';
import type { TextDocument } from 'vscode';

import type { AccountSettings } from '../mail/account.ts';
import { shownText } from '../mail/shownText.ts';
import type { Following, Recordings } from './recordings.ts';

export const showTranscriptCommand = 'mailWorkbench.transcript.show';

/** The transcripts of actions: the one under way, else the last one. */
export class ActionTranscripts implements Disposable {
  readonly #recordings: Recordings;
  readonly #registered: Disposable;
  #last: Following | undefined;

  constructor(recordings: Recordings) {
    this.#recordings = recordings;
    this.#registered = Disposable.from(
      commands.registerCommand(showTranscriptCommand, () => this.show()),
      keepEndsInView(),
    );
  }

  /**
   * Follows what an action says to the servers of an account, until it is disposed of.
   * @param title what is done, for the status bar: a click there shows the transcript.
   */
  begin({ id }: AccountSettings, title: string): Following {
    const following = this.#recordings.follow(id);
    this.#last = following;
    void commands.executeCommand('setContext', CONTEXT, true);
    const item = window.createStatusBarItem(`mailWorkbench.action.${id}`, StatusBarAlignment.Left);
    item.name = l10n.t('Mail under way');
    item.text = `$(sync~spin) ${shownText(title, MAX_TITLE)}`;
    item.tooltip = l10n.t('Show the transcript');
    item.command = showTranscriptCommand;
    item.show();
    if (workspace.getConfiguration('mailWorkbench').get<unknown>('transcript.beside') === true) {
      void following.show();
    }
    return {
      show: () => following.show(),
      [Symbol.dispose]: () => {
        following[Symbol.dispose]();
        item.dispose();
      },
    };
  }

  /** Shows the transcript of what is under way, or was last. */
  async show(): Promise<void> {
    if ((await this.#last?.show()) === true) return;
    void window.showInformationMessage(
      l10n.t('Nothing was said to a server yet: what is on this machine needs none.'),
    );
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

/** Whose end is in view sees what comes. */
function keepEndsInView(): Disposable {
  const lines = new WeakMap<TextDocument, number>();
  return workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme !== 'mail-session') return;
    const before = lines.get(document) ?? 0;
    lines.set(document, document.lineCount);
    for (const editor of window.visibleTextEditors) {
      const last = editor.visibleRanges.at(-1)?.end.line ?? 0;
      if (editor.document !== document || last < before - NEAR) continue;
      const end = document.lineAt(document.lineCount - 1).range.end;
      editor.revealRange(new Range(end, end), TextEditorRevealType.Default);
    }
  });
}

const CONTEXT = 'mailWorkbench.hasTranscript';
/** UTF-16 units. */
const MAX_TITLE = 60;
/** Lines. */
const NEAR = 3;
