// What is done in the mailbox once a message has gone: its copy, the mark on the one it answers, the end of its draft.

import { commands, l10n } from 'vscode';

import { findMessages, searchedFolders } from '../../mail/fetch/findMessages.ts';
import type { Cancellation, MailStore } from '../../mail/mailStore.ts';
import { markAnswered, storeSentCopy } from '../../mail/submission/sentCopy.ts';
import { failureOf } from '../../mailbox/failure.ts';
import { folderName } from '../mailbox/pickFolder.ts';
import type { SendContext } from './context.ts';
import type { Prepared } from './prepared.ts';

/** What came of it, in sentences; what failed is told apart. */
export interface Afterwards {
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

interface Step {
  readonly context: SendContext;
  readonly ready: Prepared;
  readonly store: MailStore;
  readonly octets: Uint8Array;
  readonly cancel: Cancellation;
}

/** Never rejects: whatever fails here, the message has gone. @param whole false: some recipients did not get it. */
export async function afterSending(
  context: SendContext,
  ready: Prepared,
  whole: boolean,
  cancel: Cancellation,
): Promise<Afterwards> {
  const done: string[] = [];
  const failed: string[] = [];
  const attempt = async (work: () => Promise<string | undefined>): Promise<void> => {
    try {
      const sentence = await work();
      if (sentence !== undefined) done.push(sentence);
    } catch (error) {
      failed.push(failureOf(error)?.sentence ?? l10n.t('It was stopped.'));
    }
  };
  const { account, message } = ready;
  await attempt(async () => {
    const store = await context.mailbox.stores.get(account.id);
    const step: Step = { context, ready, store, octets: message.octets, cancel };
    await attempt(() => copy(step));
    await attempt(() => mark(step));
    return undefined;
  });
  if (whole) await attempt(() => endDraft(ready));
  return { done, failed };
}

async function copy({ context, ready, store, octets, cancel }: Step): Promise<string | undefined> {
  const { account } = ready;
  const copied = await storeSentCopy(store, account, octets, cancel);
  if (copied.stored !== 'copied') return undefined;
  context.mailbox.changed(account.id, copied.folder.id);
  return l10n.t('A copy is in {0}.', folderName(copied.folder));
}

/** The message that is answered may lie in any folder; one that is not here cannot be marked, and nobody minds. */
async function mark({ context, ready, store, cancel }: Step): Promise<string | undefined> {
  const { account, plan } = ready;
  if (!store.capabilities.flags || !store.capabilities.search) return undefined;
  const { inReplyTo, forwarded } = plan.answers;
  const wanted = [
    ...inReplyTo.map((id) => ({ id, how: 'answered' }) as const),
    ...forwarded.map((id) => ({ id, how: 'forwarded' }) as const),
  ].slice(0, MAX_MARKED);
  if (wanted.length === 0) return undefined;
  const folders = searchedFolders(await store.folders(cancel));
  let marked = 0;
  for (const { id, how } of wanted) {
    for (const folder of folders) {
      const request = { store, folders: [folder], wanted: { kind: 'messageId', id } as const, limit: 1 };
      const { found } = await findMessages({ ...request, summaries: context.fetching.summaries }, cancel);
      const [original] = found;
      if (!original) continue;
      await markAnswered(store, original.envelope.id, how, cancel);
      context.mailbox.changed(account.id, folder.id);
      marked++;
      break;
    }
  }
  if (marked === 0) return undefined;
  return inReplyTo.length > 0
    ? l10n.t('The message that it answers is marked as answered.')
    : l10n.t('The message that it forwards is marked as forwarded.');
}

/** Whoever stores drafts knows whether there is one of this document. */
async function endDraft({ document }: Prepared): Promise<undefined> {
  const there = await commands.getCommands(true);
  if (there.includes(discardDraftCommand)) await commands.executeCommand(discardDraftCommand, document.uri);
}

const discardDraftCommand = 'mailWorkbench.compose.discardDraft';
const MAX_MARKED = 20;
