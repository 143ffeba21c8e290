// Reads messages one after the other, and opens what was read.

import { commands, l10n } from 'vscode';
import type { Uri } from 'vscode';

import { grouped } from '../../mail/actions/grouped.ts';
import type { Cancellation, MailStore } from '../../mail/mailStore.ts';
import { confirmed } from '../mailbox/ask.ts';
import type { ChosenMessage } from '../mailbox/chosen.ts';
import { fetchSession } from './session.ts';
import type { FetchContext } from './session.ts';

/** Reads each message with its account's store. */
export async function eachMessage(
  context: FetchContext,
  messages: readonly ChosenMessage[],
  title: string,
  work: (message: ChosenMessage, store: MailStore, cancel: Cancellation) => Promise<void>,
): Promise<void> {
  for (const group of grouped(messages, ({ account }) => account.id).values()) {
    const [first] = group;
    if (!first) continue;
    await fetchSession(context, first.account, title, async ({ store, cancel, progress }) => {
      for (const [index, message] of group.entries()) {
        cancel.signal.throwIfAborted();
        await work(message, store, cancel);
        progress(index + 1, group.length);
      }
    });
  }
}

/** Asks before it fills the window with tabs. */
export async function mayOpen(messages: readonly ChosenMessage[]): Promise<boolean> {
  if (messages.length <= MANY) return true;
  const question = l10n.t('Open {0} messages?', messages.length);
  return confirmed(question, l10n.t('Each gets a tab of its own.'), l10n.t('Open'));
}

/** Opens an address in the text editor. */
export async function openAddress(uri: Uri, isOnly: boolean): Promise<void> {
  await commands.executeCommand('vscode.openWith', uri, 'default', { preview: isOnly });
}

const MANY = 10;
