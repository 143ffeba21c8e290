// The folders of an account as a tree: nested by path, the INBOX first, then those of special use, then by name.

import type { Folder } from '../mail/mailStore.ts';

/** A folder with those below it. */
export interface FolderBranch {
  readonly folder: Folder;
  /** The last name of its path. */
  readonly name: string;
  readonly branches: readonly FolderBranch[];
}

/** What is shown of an account's folders. */
export interface FolderChoice {
  /** Leaves out what is not subscribed to, unless something below it is, or it is the INBOX. */
  readonly subscribedOnly: boolean;
}

/**
 * @param compare orders names as the user's language does.
 * @returns the outermost folders.
 */
export function folderTree(
  folders: readonly Folder[],
  { subscribedOnly }: FolderChoice,
  compare: (a: string, b: string) => number,
): readonly FolderBranch[] {
  const root = new Branch({ id: '', path: [], subscribed: false, selectable: false });
  for (const folder of folders) {
    if (!subscribedOnly || folder.subscribed || isInbox(folder)) root.place(folder);
  }
  root.sort(compare);
  return besideInbox(root.branches);
}

/** True for the folder where new mail arrives. */
export function isInbox({ specialUse, path }: Folder): boolean {
  // RFC 9051 5.1: this one name is INBOX in any case.
  return specialUse === '\\Inbox' || (path.length === 1 && path[0]?.toUpperCase() === 'INBOX');
}

/** Servers whose personal namespace is `INBOX.` (RFC 2342) hang everything below the INBOX: it stands beside it here. */
function besideInbox(branches: readonly Branch[]): readonly FolderBranch[] {
  const [only, ...others] = branches;
  if (!only || others.length > 0 || !isInbox(only.folder) || only.branches.length === 0) return branches;
  return [{ folder: only.folder, name: only.name, branches: [] }, ...only.branches];
}

class Branch implements FolderBranch {
  folder: Folder;
  readonly branches: Branch[] = [];
  readonly #byName = new Map<string, Branch>();

  constructor(folder: Folder) {
    this.folder = folder;
  }

  get name(): string {
    return this.folder.path.at(-1) ?? '';
  }

  place(folder: Folder): void {
    const { path } = folder;
    let around: Branch | undefined;
    for (let depth = 1; depth <= Math.min(path.length, MAX_DEPTH); depth++) {
      // What is nested deeper than anybody looks keeps the rest of its path as its name.
      const last = depth === path.length || depth === MAX_DEPTH;
      const name = last ? path.slice(depth - 1).join(' / ') : (path[depth - 1] ?? '');
      around = (around ?? this).#below(name, path.slice(0, depth), last ? folder : undefined);
    }
  }

  /** Sorts all levels; the depth is bounded by `place`. */
  sort(compare: (a: string, b: string) => number): void {
    this.branches.sort((a, b) => rank(a.folder) - rank(b.folder) || compare(a.name, b.name));
    for (const branch of this.branches) branch.sort(compare);
  }

  #below(name: string, path: readonly string[], folder: Folder | undefined): Branch {
    const known = this.#byName.get(name);
    if (known) {
      if (folder && (known.folder.id.startsWith(PLACEHOLDER) || !known.folder.selectable)) {
        known.folder = folder;
      }
      return known;
    }
    // RFC 9051 6.3.9.5: a folder may be listed without the ones around it.
    const missing = { id: `${PLACEHOLDER}${path.join('\0')}`, path, subscribed: false, selectable: false };
    const branch = new Branch(folder ?? missing);
    this.#byName.set(name, branch);
    this.branches.push(branch);
    return branch;
  }
}

function rank(folder: Folder): number {
  if (isInbox(folder)) return 0;
  const place = SPECIAL.indexOf(folder.specialUse ?? '');
  return place < 0 ? SPECIAL.length + 1 : place + 1;
}

const SPECIAL = ['\\Flagged', '\\Important', '\\Drafts', '\\Sent', '\\Archive', '\\All', '\\Junk', '\\Trash'];
/** Before the ids of folders that no server has listed. */
const PLACEHOLDER = '\0';
const MAX_DEPTH = 32;
