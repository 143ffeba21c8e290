// The accounts of the user: what the settings say, what is kept of each on this machine, and what goes with it.

import { ConfigurationTarget, EventEmitter, FileType, Uri, workspace } from 'vscode';
import type { Disposable, ExtensionContext } from 'vscode';

import type { AccountSettings, ServerRole } from '../mail/account.ts';
import { keptMessages } from '../mail/cache/accountFolders.ts';
import { detail } from '../mail/faultDetails.ts';
import { MailError } from '../mail/faults.ts';
import type { Cancellation } from '../mail/mailStore.ts';
import { workspaceFiles } from '../mailbox/workspaceFiles.ts';
import { Logins } from './logins.ts';
import type { AccountNetwork, Login } from './network.ts';
import { microsoftToken } from './oauth/microsoft.ts';
import { idOf, isNamed, missingIds, orphans } from './orphans.ts';
import { AccountSecrets } from './secrets.ts';
import { readAccounts } from './settings.ts';
import type { SettingsProblem } from './settings.ts';

/** Ids of accounts that have come, gone, or have other settings than before. */
export interface AccountsChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

type AccountsContext = Pick<ExtensionContext, 'globalState' | 'globalStorageUri' | 'secrets'>;

export class Accounts implements Disposable {
  readonly secrets: AccountSecrets;
  readonly #changed = new EventEmitter<AccountsChange>();
  /** Fires for changes of the settings, whoever made them. */
  readonly onDidChange = this.#changed.event;
  readonly #left = new EventEmitter<Uri>();
  /** Fires with the folder of an account that is gone, where it holds mail and therefore stays. */
  readonly onDidLeave = this.#left.event;
  readonly #state: ExtensionContext['globalState'];
  readonly #logins: Logins;
  readonly #folders: Uri;
  readonly #listening: Disposable;
  readonly #sweeping: ReturnType<typeof setInterval>;
  #reading = readAccounts(configured());
  /** Changes of the settings wait for each other. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param network loaded when it is first needed; undefined in the browser. */
  constructor(
    { globalState, globalStorageUri, secrets }: AccountsContext,
    network: (() => AccountNetwork) | undefined,
  ) {
    this.#state = globalState;
    this.#folders = Uri.joinPath(globalStorageUri, 'accounts');
    this.secrets = new AccountSecrets(secrets, {
      // One that became invalid is still the user's.
      exists: (id) => isNamed(configured(), id),
      mark: (id) => this.#mark(id),
    });
    this.#logins = new Logins(this.secrets, network, (oauth, user) => microsoftToken(oauth, user, false));
    this.#listening = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) this.#reread();
    });
    this.#sweeping = setInterval(() => void this.sweep(), SWEEP_EVERY);
    void this.sweep();
  }

  /** All accounts, in the order of the settings. */
  list(): readonly AccountSettings[] {
    return this.#reading.accounts;
  }

  find(id: string): AccountSettings | undefined {
    return this.#reading.accounts.find((account) => account.id === id);
  }

  /** What is wrong with entries of the settings that are no accounts. */
  get problems(): readonly SettingsProblem[] {
    return this.#reading.problems;
  }

  /** Where everything lies that is kept of an account: it is deleted with the account. May not exist. */
  folder(id: string): Uri {
    return Uri.joinPath(this.#folders, id);
  }

  /** Who logs in at a server of the account, and with what: as `Logins.credentials`. */
  credentials(
    account: AccountSettings,
    role: ServerRole,
    cancel: Cancellation,
  ): Promise<Login & { readonly user: string }> {
    return this.#logins.credentials(account, role, cancel);
  }

  /** How many messages are kept of an account that may be nowhere else; undefined where that cannot be told. */
  keptMessages(id: string): Promise<number | undefined> {
    return keptMessages(workspaceFiles(this.folder(id)));
  }

  async add(account: AccountSettings): Promise<void> {
    await this.#write((entries) => [...entries, account]);
    await this.#mark(account.id);
  }

  /** Lets everything that is open be opened anew: something that all accounts depend on has changed. */
  reopen(): void {
    this.#changed.fire({ added: [], removed: [], changed: this.list().map(({ id }) => id) });
  }

  /** Replaces an account's settings; members that we do not know stay as they are. */
  async update(account: AccountSettings): Promise<void> {
    await this.#write((entries) =>
      entries.map((entry) => (idOf(entry) === account.id ? merged(entry, account) : entry)),
    );
  }

  /** Removes an account with its secrets and with all that is kept of it. Does not ask. */
  async remove(id: string): Promise<void> {
    await this.#write((entries) => entries.filter((entry) => idOf(entry) !== id));
    await this.#forget(id);
  }

  /**
   * Forgets what is kept of accounts that have been gone from the settings for an hour: of those that this profile has
   * marked, as others have the same folder and secrets. Mail that may be nowhere else stays.
   */
  async sweep(): Promise<void> {
    const ids = await subfolders(this.#folders);
    const missing = missingIds(ids, this.#own, configured());
    const files = new Map(missing.map((id) => [id, Uri.joinPath(this.folder(id), MISSING)]));
    const since = new Map<string, number>();
    for (const [id, file] of files) since.set(id, await modified(file));
    const { expired, fresh } = orphans(missing, since, Date.now(), GRACE);
    for (const id of fresh) {
      const file = files.get(id);
      if (file) await workspace.fs.writeFile(file, new Uint8Array());
    }
    for (const id of expired) await this.#expire(id);
    for (const id of ids.filter((one) => isNamed(configured(), one))) {
      await removed(Uri.joinPath(this.folder(id), MISSING));
    }
  }

  dispose(): void {
    clearInterval(this.#sweeping);
    this.#listening.dispose();
    this.#changed.dispose();
    this.#left.dispose();
  }

  /** The ids of accounts that this profile keeps something for. */
  get #own(): ReadonlySet<string> {
    const ids = this.#state.get<unknown>(OWN);
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
  }

  async #mark(id: string): Promise<void> {
    await workspace.fs.createDirectory(this.folder(id));
    if (!this.#own.has(id)) await this.#state.update(OWN, [...this.#own, id]);
  }

  async #expire(id: string): Promise<void> {
    if ((await this.keptMessages(id)) === 0) {
      await this.#forget(id);
      return;
    }
    await this.secrets.deleteAll(id);
    await this.#disown(id);
    this.#left.fire(this.folder(id));
  }

  async #disown(id: string): Promise<void> {
    await this.#state.update(
      OWN,
      [...this.#own].filter((one) => one !== id),
    );
  }

  async #forget(id: string): Promise<void> {
    await this.secrets.deleteAll(id);
    await removed(this.folder(id));
    await this.#disown(id);
  }

  #reread(): void {
    const told = JSON.stringify(this.#reading.problems);
    const before = new Map(this.#reading.accounts.map((account) => [account.id, JSON.stringify(account)]));
    this.#reading = readAccounts(configured());
    const now = new Map(this.#reading.accounts.map((account) => [account.id, JSON.stringify(account)]));
    const change = {
      added: [...now.keys()].filter((id) => !before.has(id)),
      removed: [...before.keys()].filter((id) => !now.has(id)),
      changed: [...now].flatMap(([id, text]) => (before.has(id) && before.get(id) !== text ? [id] : [])),
    };
    const problems = JSON.stringify(this.#reading.problems) !== told;
    const moved = change.added.length + change.removed.length + change.changed.length > 0;
    if (moved || problems) this.#changed.fire(change);
    // Gone by hand, or by a mistake while typing: found again by the sweep.
    if (change.removed.length > 0) void this.sweep();
  }

  #write(change: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
    const turn = this.#turn.then(async () => {
      const value = configured();
      // What the user has written stays, even where it means nothing to us.
      if (value !== undefined && !Array.isArray(value)) {
        throw new MailError('file-not-writable', [SETTING, detail('it is no list')]);
      }
      const entries: readonly unknown[] = value ?? [];
      const changed = change(entries);
      if (JSON.stringify(changed) !== JSON.stringify(entries)) {
        await workspace.getConfiguration().update(SETTING, changed, ConfigurationTarget.Global);
      }
      // The event may come later than the promise.
      this.#reread();
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** What the user's settings of this machine say: values of a workspace or folder never count. */
function configured(): unknown {
  return workspace.getConfiguration().inspect<unknown>(SETTING)?.globalValue;
}

/** What we know is as the account says, and gone where it says nothing. */
function merged(entry: unknown, account: AccountSettings): unknown {
  const kept = Object.entries(entry as Record<string, unknown>).filter(
    ([key]) => !Object.hasOwn(MEMBERS, key),
  );
  return { ...account, ...Object.fromEntries(kept) };
}

async function subfolders(folder: Uri): Promise<readonly string[]> {
  const entries = await workspace.fs.readDirectory(folder).then(
    (all) => all,
    () => [],
  );
  return entries.filter(([, type]) => (type & FileType.Directory) !== 0).map(([name]) => name);
}

/** When a file was written, in ms since the epoch; NaN where there is none. */
async function modified(file: Uri): Promise<number> {
  return workspace.fs.stat(file).then(
    ({ mtime }) => mtime,
    () => NaN,
  );
}

async function removed(file: Uri): Promise<void> {
  await workspace.fs.delete(file, { recursive: true, useTrash: false }).then(
    () => undefined,
    () => undefined,
  );
}

const SETTING = 'mailWorkbench.accounts';
const MISSING = 'missing';
const OWN = 'mailWorkbench.ownAccounts';
/** Every member of `AccountSettings`. */
const MEMBERS: Readonly<Record<keyof AccountSettings, true>> = {
  ...({ id: true, name: true, kind: true, address: true, incoming: true, outgoing: true } as const),
  ...({ submission: true } as const),
  ...({ path: true, mboxFlavour: true, certificates: true, oauth: true, proxy: true } as const),
  ...({ leaveOnServer: true, record: true } as const),
};
/** Milliseconds. */
const GRACE = 3_600_000;
const SWEEP_EVERY = 3_600_000;
