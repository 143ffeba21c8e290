// Copied and cut messages: kept here for pasting into a folder, and as addresses in the system's clipboard.

import { commands, env, l10n, window } from 'vscode';

import { mailUri } from '../../mailbox/mailAddress.ts';
import type { ActionContext, ChosenFolder, ChosenMessage } from './chosen.ts';
import { place } from './placing.ts';
import type { Placing } from './placing.ts';

export class MessageClipboard {
  #content:
    | { readonly kind: Placing; readonly messages: readonly ChosenMessage[]; readonly text: string }
    | undefined;

  async take(kind: Placing, messages: readonly ChosenMessage[]): Promise<void> {
    const text = messages
      .map(({ account, envelope }) => mailUri(account.id, envelope.id).toString())
      .join('\n');
    this.#content = { kind, messages, text };
    await env.clipboard.writeText(text);
    await commands.executeCommand('setContext', CAN_PASTE, true);
  }

  /** What was cut is pasted once; what was copied may be pasted again. */
  async paste(context: ActionContext, target: ChosenFolder): Promise<void> {
    const content = this.#content;
    // Something else was copied since, in whatever program.
    const current = await env.clipboard.readText();
    if (content?.text !== current) {
      await this.clear();
      void window.showInformationMessage(l10n.t('There are no messages to paste: copy or cut some first.'));
      return;
    }
    if (content.kind === 'move') await this.clear();
    await place(context, content.kind, content.messages, target);
  }

  async clear(): Promise<void> {
    this.#content = undefined;
    await commands.executeCommand('setContext', CAN_PASTE, false);
  }
}

const CAN_PASTE = 'mailWorkbench.mailbox.canPaste';
