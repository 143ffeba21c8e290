// Export of a folder and import into one. What is broken off goes on where it was when it is asked for again.

import { Uri, l10n, window, workspace } from 'vscode';

import { namesBelow } from '../../mail/actions/names.ts';
import type { Cancellation, Folder, MailStore } from '../../mail/mailStore.ts';
import { openLocal } from '../../mail/local/openLocal.ts';
import { exportTarget } from '../../mail/transfer/exportTarget.ts';
import type { ExportFormat, ExportPorts } from '../../mail/transfer/exportTarget.ts';
import { fileJournal } from '../../mail/transfer/journal.ts';
import { transfer } from '../../mail/transfer/transfer.ts';
import { isInbox } from '../../mailbox/folderTree.ts';
import { serverSummaries } from '../../mailbox/summaries.ts';
import { messagesWere, storeOf } from './chosen.ts';
import type { ActionContext, ChosenFolder } from './chosen.ts';
import { isMessageFile, storeIncoming } from './dropping.ts';
import { folderName } from './pickFolder.ts';
import { askFolder } from './saving.ts';
import { underWay } from './underWay.ts';

/** Writes all messages of a folder into files. */
export async function exportFolder(context: ActionContext, { account, folder }: ChosenFolder): Promise<void> {
  const name = folderName(folder);
  const rows: readonly { readonly label: string; readonly detail: string; readonly format: ExportFormat }[] =
    [
      {
        label: l10n.t('Folder of .eml files'),
        detail: l10n.t('A file for each message, byte for byte.'),
        format: { kind: 'files' },
      },
      {
        label: 'Maildir',
        detail: l10n.t('A file for each message, with its flags; for mail servers.'),
        format: { kind: 'maildir' },
      },
      {
        label: 'mbox (mboxrd)',
        detail: l10n.t('One file, from which every message comes out as it was.'),
        format: { kind: 'mbox', flavour: 'mboxrd' },
      },
      ...(['mboxo', 'mboxcl', 'mboxcl2'] as const).map((flavour) => ({
        label: `mbox (${flavour})`,
        detail: l10n.t('One file, for programs that want this flavour.'),
        format: { kind: 'mbox', flavour } as const,
      })),
    ];
  const chosen = await window.showQuickPick(rows, { title: l10n.t('Export {0} as', name) });
  const place = chosen && (await askFolder(l10n.t('Export Here')));
  if (!place) return;
  const ports = portsAt(context, place);
  const result = await underWay(l10n.t('Exporting {0}', name), async (cancel, progress) => {
    const store = await storeOf(context, account);
    const target = await exportTarget(chosen.format, name, `${account.id} ${folder.id}`, ports);
    const { journal, path } = target;
    const done = await transfer(
      {
        ...{ from: { store, folder: folder.id }, to: target.place, journal },
        progress: (now) => progress(now.done, now.total),
      },
      cancel,
    );
    return { count: done.copied + done.before, path };
  });
  const text = l10n.t('{0} exported to {1}.', messagesWere(result.count), result.path);
  void window.showInformationMessage(text);
}

/** Stores the messages of files in a folder; folders below what is imported become folders below it. */
export async function importMessages(context: ActionContext, target: ChosenFolder): Promise<void> {
  const rows = [
    { label: l10n.t('Messages'), detail: l10n.t('Files that end in .eml.'), source: 'eml' },
    { label: 'mbox', detail: l10n.t('One file with many messages, of any flavour.'), source: 'mbox' },
    { label: 'Maildir', detail: l10n.t('A folder with cur and new in it.'), source: 'maildir' },
    { label: l10n.t('Folder of .eml files'), detail: l10n.t('With the folders below it.'), source: 'folder' },
  ] as const;
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Import into {0}', folderName(target.folder)),
  });
  if (!chosen) return;
  const files = chosen.source === 'eml' || chosen.source === 'mbox';
  const uris = await window.showOpenDialog({
    openLabel: l10n.t('Import'),
    canSelectFiles: files,
    canSelectFolders: !files,
    canSelectMany: chosen.source === 'eml',
    ...(workspace.workspaceFolders?.[0] ? { defaultUri: workspace.workspaceFolders[0].uri } : {}),
  });
  const [uri] = uris ?? [];
  if (!uris || !uri) return;
  if (chosen.source === 'eml') {
    const messages = uris.filter(({ path }) => isMessageFile(path));
    const incoming = messages.map((one) => ({ name: one.path, read: () => workspace.fs.readFile(one) }));
    await storeIncoming(context, incoming, target);
    return;
  }
  await importMailbox(context, chosen.source, uri, target);
}

async function importMailbox(
  context: ActionContext,
  kind: 'mbox' | 'maildir' | 'folder',
  uri: Uri,
  { account, folder }: ChosenFolder,
): Promise<void> {
  const name = folderName(folder);
  const count = await underWay(l10n.t('Importing into {0}', name), async (cancel, progress) => {
    const own = { kind, name: uri.path, path: uri.path };
    const source = await openLocal(own, portsAt(context, uri.with({ path: '/' })));
    try {
      const store = await storeOf(context, account);
      const kept = context.mailbox.stores.accounts.folder(account.id);
      await workspace.fs.createDirectory(kept);
      let done = 0;
      for (const from of await source.folders(cancel)) {
        if (!from.selectable) continue;
        const to = await placeOf(store, folder, from, cancel);
        const journal = await fileJournal(
          context.files(kept),
          '',
          `import ${uri.toString()} ${from.id} ${to}`,
        );
        const result = await transfer(
          {
            ...{ from: { store: source, folder: from.id }, to: { store, folder: to }, journal },
            wire: account.kind === 'imap',
            progress: (now) => progress(now.done, now.total),
          },
          cancel,
        );
        done += result.copied + result.before;
      }
      return done;
    } finally {
      await source[Symbol.asyncDispose]();
    }
  }).finally(() => {
    context.mailbox.changed(account.id);
    context.mailbox.changed(account.id, folder.id);
  });
  void window.showInformationMessage(l10n.t('{0} imported into {1}.', messagesWere(count), name));
}

/** The folder below the target for one of what is imported, made where there is none. */
async function placeOf(
  store: MailStore,
  target: Folder,
  from: Folder,
  cancel: Cancellation,
): Promise<string> {
  if (isInbox(from) || !store.createFolder) return target.id;
  const folders = await store.folders(cancel);
  const path = [...target.path, ...from.path];
  for (let depth = target.path.length + 1; depth <= path.length; depth++) {
    const around = path.slice(0, depth - 1);
    const below = path[depth - 1] ?? '';
    if (!namesBelow(folders, around).includes(below)) await store.createFolder(path.slice(0, depth), cancel);
  }
  const made = (await store.folders(cancel)).find((one) => one.path.join('\n') === path.join('\n'));
  return made?.id ?? target.id;
}

function portsAt({ files, server }: ActionContext, root: Uri): ExportPorts {
  return {
    files: (folder) => files(Uri.joinPath(root, folder)),
    summaries: serverSummaries(server),
    now: Date.now,
    // A drive letter: Windows, whose names cannot have colons.
    colons: !/^\/[a-z]:/i.test(root.path),
  };
}
