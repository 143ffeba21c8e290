// The sessions of accounts that are recorded, as documents of our transcript languages that grow while the session runs.

import { Disposable, EventEmitter, Uri, ViewColumn, l10n, languages, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';

import type { Accounts } from '../accounts/accounts.ts';
import type { AccountSettings } from '../mail/account.ts';
import type { Recorder } from '../mail/recorder.ts';
import { Recording } from '../mail/recording.ts';
import { shownText } from '../mail/shownText.ts';

/** The languages of sessions. */
export type RecordedProtocol = 'smtp' | 'imap' | 'pop3';

/** One connection. */
interface Session {
  readonly uri: Uri;
  readonly protocol: RecordedProtocol;
  readonly recording: Recording;
}

/** The sessions of an account while one action goes on; they are recorded whatever the account says. */
export interface Following {
  /**
   * Shows the newest of them beside, growing while it goes on; where there is none yet, the first one as soon as it
   * begins.
   * @returns false where there is none.
   */
  show(): Promise<boolean>;
  /** Ends it; what was said can still be shown. */
  [Symbol.dispose](): void;
}

/** Sessions are kept in memory, and no longer than the account is there; those of actions, too. */
export class Recordings implements Disposable {
  readonly #accounts: Accounts;
  /** By account, oldest first. */
  readonly #sessions = new Map<string, Session[]>();
  /** Told of new sessions, by account. */
  readonly #following = new Map<string, Set<(session: Session) => void>>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  /** Documents that have new lines, told together. */
  readonly #growing = new Map<string, Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) =>
          this.#find(uri)?.recording.text ?? `[${l10n.t('Nothing is kept of this session any more')}]\n`,
      }),
      accounts.onDidChange(({ removed, changed }) => {
        for (const id of [...removed, ...changed]) {
          if (accounts.find(id)?.record !== true) this.#forget(id);
        }
      }),
    );
  }

  /** What takes down a new connection of an account; undefined where it is not recorded. */
  recorder(accountId: string, protocol: RecordedProtocol): Recorder | undefined {
    const account = this.#accounts.find(accountId);
    const following = this.#following.get(accountId) ?? new Set();
    if (!account || (account.record !== true && following.size === 0)) return undefined;
    const recording = new Recording({ now: Date.now });
    const name = `${account.name.replace(/[^\p{L}\p{N} (),_-]/gu, '_')} ${++this.#count}`;
    const uri = Uri.from({ scheme: SCHEME, path: `/${accountId}/${name}.${protocol}` });
    recording.onLine(() => this.#grew(uri));
    const sessions = this.#sessions.get(accountId) ?? [];
    const session = { uri, protocol, recording };
    sessions.push(session);
    this.#sessions.set(accountId, sessions.slice(-MAX_SESSIONS));
    for (const told of following) told(session);
    return recording;
  }

  /** Follows what an account says to its servers from now on, until it is disposed of; what was said can still be shown. */
  follow(accountId: string): Following {
    let newest: Session | undefined;
    let isWanted = false;
    const told = (session: Session): void => {
      newest = session;
      if (isWanted) void showBeside(session);
      isWanted = false;
    };
    const following = this.#following.get(accountId) ?? new Set();
    this.#following.set(accountId, following.add(told));
    return {
      show: async () => {
        isWanted = newest === undefined;
        if (newest) await showBeside(newest);
        return newest !== undefined;
      },
      [Symbol.dispose]: () => {
        isWanted = false;
        following.delete(told);
      },
    };
  }

  /** Shows the session of an account that the user chooses, or offers to record the next ones. */
  async show(accountId: string): Promise<void> {
    const account = this.#accounts.find(accountId);
    if (!account) return;
    const sessions = [...(this.#sessions.get(accountId) ?? [])].reverse();
    if (sessions.length === 0) return this.#offer(account);
    const session = sessions.length === 1 ? sessions[0] : await chosen(sessions);
    if (!session) return;
    const document = await workspace.openTextDocument(session.uri);
    await languages.setTextDocumentLanguage(document, session.protocol);
    await window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#sessions.clear();
    this.#registered.dispose();
  }

  async #offer(account: AccountSettings): Promise<void> {
    const { kind, name } = account;
    if (kind !== 'imap' && kind !== 'pop3') {
      void window.showInformationMessage(l10n.t('{0} has no server: there is no session.', shownText(name)));
      return;
    }
    if (account.record === true) {
      void window.showInformationMessage(
        l10n.t('{0} has had no session since it is recorded.', shownText(name)),
      );
      return;
    }
    const record = l10n.t('Record Sessions');
    const question = l10n.t(
      'The sessions of {0} are not recorded. Record them from now on? Passwords and the text of messages are left out; addresses and subjects stay.',
      shownText(name),
    );
    const answer = await window.showInformationMessage(question, record);
    if (answer === record) await this.#accounts.update({ ...account, record: true });
  }

  #find(uri: Uri): Session | undefined {
    const address = uri.toString();
    return [...this.#sessions.values()].flat().find((session) => session.uri.toString() === address);
  }

  #forget(accountId: string): void {
    const sessions = this.#sessions.get(accountId) ?? [];
    this.#sessions.delete(accountId);
    for (const { uri } of sessions) this.#changed.fire(uri);
  }

  /** Every line anew would be a change of the whole document for each. */
  #grew(uri: Uri): void {
    this.#growing.set(uri.toString(), uri);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const each of this.#growing.values()) this.#changed.fire(each);
      this.#growing.clear();
    }, TOGETHER);
  }
}

/** Where the user is stays where it is. */
async function showBeside({ uri, protocol }: Session): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  await languages.setTextDocumentLanguage(document, protocol);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? ViewColumn.Beside;
  await window.showTextDocument(document, { preview: false, preserveFocus: true, viewColumn });
}

async function chosen(sessions: readonly Session[]): Promise<Session | undefined> {
  const rows = sessions.map((session): QuickPickItem & { readonly session: Session } => ({
    label: new Date(session.recording.began).toLocaleTimeString(),
    description: session.protocol.toUpperCase(),
    detail: shownText(session.recording.lastLine.replace(TIME, ''), 120),
    session,
  }));
  const placeHolder = l10n.t('Which session? The newest stands first.');
  return (await window.showQuickPick(rows, { placeHolder }))?.session;
}

const SCHEME = 'mail-session';
const MAX_SESSIONS = 20;
/** In front of each line; the row has its own. */
const TIME = /^\d\d:\d\d:\d\d\S* /;
/** Milliseconds. */
const TOGETHER = 250;
