// What was sent from this machine, so that nobody sends the same twice without a question.

/** Where it is kept: as VS Code's `Memento`. */
export interface KeptLog {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** One sending that left this machine, or may have. */
export interface SentEntry {
  /** The address of the document; empty for one without a file. */
  readonly uri: string;
  /** SHA-256 of the document's octets, hexadecimal. */
  readonly hash: string;
  /** ms since the epoch. */
  readonly at: number;
  /** `maybe`: nobody knows whether the server took it. */
  readonly went: 'all' | 'some' | 'maybe';
  /** How many took it, or may have. */
  readonly recipients: number;
  /** With brackets: the identifier it got on its way out, where the document has none. */
  readonly messageId?: string;
}

export class SentLog {
  readonly #kept: KeptLog;

  constructor(kept: KeptLog) {
    this.#kept = kept;
  }

  /** The last time these octets were sent, from wherever. */
  same(hash: string): SentEntry | undefined {
    return this.#entries().findLast((entry) => entry.hash === hash);
  }

  /** The identifier to send these octets with once more, where not everybody is known to have them: so one sees they are the same. */
  identifier(hash: string): string | undefined {
    const before = this.same(hash);
    return before?.went === 'all' ? undefined : before?.messageId;
  }

  /** The last time this document was sent, as it was then. @param uri empty for one without a file. */
  of(uri: string): SentEntry | undefined {
    return uri === '' ? undefined : this.#entries().findLast((entry) => entry.uri === uri);
  }

  async add(entry: SentEntry): Promise<void> {
    await this.#kept.update(KEY, [...this.#entries(), entry].slice(-MAX_ENTRIES));
  }

  #entries(): readonly SentEntry[] {
    const value = this.#kept.get(KEY);
    return Array.isArray(value) ? value.filter(isEntry) : [];
  }
}

/** The name of octets in the log. */
export async function hashOf(octets: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(octets));
  return Array.from(new Uint8Array(hash), (octet) => octet.toString(16).padStart(2, '0')).join('');
}

function isEntry(value: unknown): value is SentEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, hash, at, went, recipients, messageId } = value as Partial<Record<keyof SentEntry, unknown>>;
  return (
    typeof uri === 'string' &&
    typeof hash === 'string' &&
    typeof at === 'number' &&
    typeof recipients === 'number' &&
    (messageId === undefined || typeof messageId === 'string') &&
    (went === 'all' || went === 'some' || went === 'maybe')
  );
}

const KEY = 'mailWorkbench.sent';
const MAX_ENTRIES = 500;
