// The commands that fetch the header of a message, or what it is made of, and no body.

import { EventEmitter, Uri, l10n, window, workspace } from 'vscode';
import type { Disposable, TextDocumentContentProvider } from 'vscode';

import { structureText } from '../../mail/fetch/structureText.ts';
import { detail } from '../../mail/faultDetails.ts';
import { MailError } from '../../mail/faults.ts';
import { safeFileName } from '../../mail/fileNames.ts';
import { readHeader } from '../../mail/header.ts';
import type { MessageOutline } from '../../mail/mailStore.ts';
import { shownText } from '../../mail/shownText.ts';
import { mailUri } from '../../mailbox/mailAddress.ts';
import { HEADER } from '../../mailbox/messageReader.ts';
import type { ChosenMessage } from '../mailbox/chosen.ts';
import { eachMessage, mayOpen, openAddress } from './opening.ts';
import type { FetchContext } from './session.ts';

/** Opens the header as a document: by `BODY.PEEK[HEADER]` or `TOP`, octet by octet. */
export async function openHeaders(context: FetchContext, messages: readonly ChosenMessage[]): Promise<void> {
  if (!(await mayOpen(messages))) return;
  const title = l10n.t('Fetching headers');
  await eachMessage(context, messages, title, async ({ account, envelope }, store, cancel) => {
    const uri = mailUri(account.id, envelope.id).with({ query: HEADER });
    context.fetching.keep(uri, await readHeader(store, envelope.id, cancel));
    await openAddress(uri, messages.length === 1);
  });
}

/** Shows the parts of a message as a text: by `BODYSTRUCTURE`; where there is no such thing, the message is read. */
export async function openStructure(
  context: FetchContext,
  messages: readonly ChosenMessage[],
): Promise<void> {
  if (!(await mayOpen(messages))) return;
  const title = l10n.t('Fetching the structure');
  await eachMessage(context, messages, title, async (message, store, cancel) => {
    const outline = await store.outline?.(message.envelope.id, cancel, true);
    if (!outline) {
      throw new MailError('not-supported', [
        message.account.name,
        detail('its messages are read whole only'),
      ]);
    }
    const name = safeFileName(l10n.t('Structure of {0}', message.envelope.subject), { extension: '.txt' });
    await structures.show(mailUri(message.account.id, message.envelope.id), name, textOf(message, outline));
  });
}

function textOf({ account, envelope }: ChosenMessage, { nodes }: MessageOutline): string {
  const { folder, uid } = envelope.id;
  const told =
    account.kind === 'imap'
      ? l10n.t('As the server tells it (BODYSTRUCTURE); no body was fetched.')
      : l10n.t('Read from the whole message: there is no server that tells it.');
  const head = [
    shownText(envelope.subject || l10n.t('(no subject)')),
    l10n.t('{0}, {1}, UID {2}', shownText(account.name), shownText(folder), shownText(uid)),
    told,
  ];
  return structureText(head, nodes, {
    section: l10n.t('Part'),
    type: l10n.t('Type'),
    octets: l10n.t('Octets'),
    encoding: l10n.t('Encoding'),
    disposition: l10n.t('Disposition'),
    name: l10n.t('Name'),
  });
}

/** Documents of structures, made when they are asked for. */
class Structures implements TextDocumentContentProvider {
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, string>();

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? `${l10n.t('Fetch the structure anew to see it.')}\n`;
  }

  async show(message: Uri, name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, authority: message.authority, path: `${message.path}/${name}` });
    // The newest ones: a document that is open keeps its text.
    this.#texts.delete(uri.toString());
    this.#texts.set(uri.toString(), text);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MAX_KEPT) break;
      this.#texts.delete(oldest);
    }
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }
}

const structures = new Structures();

export function registerStructures(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, structures);
}

const SCHEME = 'mail-structure';
const MAX_KEPT = 100;
