// POP3: look for new mail, what stays on the server, and deletions that wait.

import { l10n, window } from 'vscode';

import type { AccountSettings, LeaveOnServer } from '../../mail/account.ts';
import { MailError } from '../../mail/faults.ts';
import type { PendingDeletions } from '../../mail/mailStore.ts';
import { grouped } from '../../mail/actions/grouped.ts';
import { confirmed } from './ask.ts';
import { messagesText, messagesWere, storeOf } from './chosen.ts';
import type { ActionContext, ChosenMessage } from './chosen.ts';
import { changed } from './shown.ts';
import { tellFailure, underWay } from './underWay.ts';

export const applyDeletionsCommand = 'mailWorkbench.pop3.applyDeletions';

/** Looks what is on the server. */
export async function fetchMail(context: ActionContext, account: AccountSettings): Promise<void> {
  const store = await storeOf(context, account);
  const fetch = store.fetch?.bind(store);
  if (!fetch) throw new MailError('not-supported', [account.name, l10n.t('it has nothing to fetch')]);
  const count = await underWay(l10n.t('Fetching mail of {0}', account.name), (cancel) => fetch(cancel));
  const folders = await store.folders({ signal: new AbortController().signal });
  changed(
    context,
    account,
    folders.map(({ id }) => id),
  );
  const text =
    count === 0
      ? l10n.t('{0}: no new mail.', account.name)
      : l10n.t('{0}: {1} new.', account.name, messagesText(count));
  window.setStatusBarMessage(text, SHOWN);
}

/** Asks which messages stay on the server once they are fetched. */
export async function chooseLeaveOnServer(context: ActionContext, account: AccountSettings): Promise<void> {
  const now = account.leaveOnServer ?? { kind: 'keep' };
  const rows: readonly {
    readonly label: string;
    readonly detail: string;
    readonly kind: LeaveOnServer['kind'];
  }[] = [
    { kind: 'keep', label: l10n.t('Keep'), detail: l10n.t('Messages stay on the server.') },
    {
      kind: 'days',
      label: l10n.t('Keep some days'),
      detail: l10n.t('A message is deleted so many days after it was fetched.'),
    },
    {
      kind: 'delete',
      label: l10n.t('Delete'),
      detail: l10n.t('A message is deleted once it was fetched; it is kept here.'),
    },
  ];
  const chosen = await window.showQuickPick(
    rows.map(({ label, detail, kind }) => ({
      ...{ label, detail, mode: kind },
      description: kind === now.kind ? l10n.t('now') : '',
    })),
    { title: l10n.t('Mail of {0} on the server', account.name) },
  );
  if (!chosen) return;
  const leave = await settingOf(chosen.mode, now);
  if (!leave) return;
  if (
    leave.kind !== 'keep' &&
    now.kind === 'keep' &&
    !(await confirmed(
      l10n.t('Delete fetched mail from the server?'),
      l10n.t(
        'Other mail programs will not find it there any more. It is kept on this machine, with the account {0}.',
        account.name,
      ),
      l10n.t('Delete Fetched Mail'),
    ))
  ) {
    return;
  }
  await context.mailbox.stores.accounts.update({ ...account, leaveOnServer: leave });
}

async function settingOf(
  kind: LeaveOnServer['kind'],
  now: LeaveOnServer,
): Promise<LeaveOnServer | undefined> {
  if (kind !== 'days') return { kind };
  const days = await window.showInputBox({
    title: l10n.t('Days on the server'),
    value: String(now.kind === 'days' ? now.days : 14),
    validateInput: (text) =>
      /^[1-9]\d{0,3}$/.test(text.trim()) ? undefined : l10n.t('A number of days from 1 to 9999.'),
  });
  return days === undefined ? undefined : { kind, days: Number(days.trim()) };
}

/** Messages that wait to be deleted stay. */
export async function takeBackDeletions(
  context: ActionContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  for (const group of grouped(messages, ({ account }) => account.id).values()) {
    const account = group[0]?.account;
    if (!account) continue;
    const store = await storeOf(context, account);
    if (!store.deletions) continue;
    const ids = group.map(({ envelope }) => envelope.id);
    await store.deletions.takeBack(ids);
    changed(
      context,
      account,
      ids.map(({ folder }) => folder),
    );
  }
}

/** Deletes what waits, in one short session. */
export async function applyDeletions(context: ActionContext, account: AccountSettings): Promise<void> {
  const deletions = await deletionsOf(context, account);
  const pending = deletions.pending();
  if (pending.length === 0) {
    void window.showInformationMessage(l10n.t('No message of {0} waits to be deleted.', account.name));
    return;
  }
  const question = l10n.t('Delete {0} of {1} for good?', messagesText(pending.length), account.name);
  const detail = l10n.t(
    'They are deleted from the server and here; some may be kept nowhere else. This cannot be undone.',
  );
  if (!(await confirmed(question, detail, l10n.t('Delete')))) return;
  try {
    const count = await underWay(l10n.t('Applying deletions'), (cancel) => deletions.apply(cancel));
    void window.showInformationMessage(l10n.t('{0} deleted for good.', messagesWere(count)));
  } catch (error) {
    await tellFailure(error, account, () => applyDeletions(context, account));
  } finally {
    changed(
      context,
      account,
      pending.map(({ folder }) => folder),
    );
  }
}

async function deletionsOf(context: ActionContext, account: AccountSettings): Promise<PendingDeletions> {
  const { deletions } = await storeOf(context, account);
  if (!deletions) {
    throw new MailError('not-supported', [account.name, l10n.t('its messages are deleted at once')]);
  }
  return deletions;
}

/** Milliseconds. */
const SHOWN = 5000;
