// Messages as their source, in the text editor.

import { commands, l10n } from 'vscode';

import { mailUri } from '../../mailbox/mailAddress.ts';
import { confirmed } from './ask.ts';
import type { ChosenMessage } from './chosen.ts';

/** Opens each in a tab of its own, where there are several. */
export async function openSource(messages: readonly ChosenMessage[]): Promise<void> {
  if (messages.length > MANY) {
    const question = l10n.t('Open {0} messages?', messages.length);
    if (!(await confirmed(question, l10n.t('Each gets a tab of its own.'), l10n.t('Open')))) return;
  }
  for (const { account, envelope } of messages) {
    const uri = mailUri(account.id, envelope.id);
    await commands.executeCommand('vscode.openWith', uri, 'default', { preview: messages.length === 1 });
  }
}

const MANY = 10;
