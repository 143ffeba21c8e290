// What stands above a message: send it, send it otherwise, check it first, and what became of it.

import { CodeLens, Disposable, EventEmitter, Range, languages, l10n, workspace } from 'vscode';
import type { CodeLensProvider, TextDocument } from 'vscode';

import { octetScheme } from '../../bytes/octetFileSystem.ts';
import { checkCommand, resultCommand, sendCommand, sendToCommand } from './commands.ts';
import type { SendContext } from './context.ts';
import { readSendSettings } from './settings.ts';
import { isSendable } from './source.ts';

type Shown = Pick<SendContext, 'underWay' | 'results' | 'sent'>;

export class SendLenses implements CodeLensProvider, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #context: Shown;
  readonly #registered: Disposable;

  constructor(context: Shown) {
    this.#context = context;
    this.#registered = Disposable.from(
      this.#changed,
      languages.registerCodeLensProvider([{ language: 'eml' }, { scheme: octetScheme }], this),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('mailWorkbench.send.codeLens')) this.update();
      }),
    );
  }

  update(): void {
    this.#changed.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!readSendSettings().codeLens || !isSendable(document)) return [];
    const { uri } = document;
    const address = uri.toString();
    const top = new Range(0, 0, 0, 0);
    const lens = (title: string, command: string, tooltip: string): CodeLens =>
      new CodeLens(top, { title, command, tooltip, arguments: [uri] });
    if (this.#context.underWay.has(address)) {
      return [new CodeLens(top, { title: `$(sync~spin) ${l10n.t('Being sent…')}`, command: '' })];
    }
    return [
      lens(`$(send) ${l10n.t('Send')}`, sendCommand, l10n.t('Shows who gets it, and asks')),
      lens(l10n.t('Send to…'), sendToCommand, l10n.t('Other recipients, another account, other options')),
      lens(
        l10n.t('Check before sending'),
        checkCommand,
        l10n.t('What stands against it, and what the server takes'),
      ),
      ...(this.#context.results.has(address)
        ? [lens(`$(info) ${l10n.t('Last result')}`, resultCommand, l10n.t('What became of it'))]
        : []),
    ];
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
