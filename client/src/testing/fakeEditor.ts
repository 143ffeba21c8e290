// The editor as unit tests see it: the values of `vscode` that nodes and commands use, without a window.

/** What was said to the user, and what is answered: the title of a button, by a part of what is said. */
export const said: string[] = [];
export const answers = new Map<string, string>();

export class TreeItem {
  label: string;
  collapsibleState: number;
  constructor(label: string, collapsibleState = 0) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class ThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class MarkdownString {
  value = '';
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendText(text: string): this {
    this.value += text;
    return this;
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => void>();
  readonly event = (listener: (event: T) => void): { dispose: () => void } => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  static from(...all: readonly { dispose: () => void }[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export class Range {
  readonly numbers: readonly number[];
  constructor(...numbers: readonly number[]) {
    this.numbers = numbers;
  }
}

export class WorkspaceEdit {
  /** What is put where, in the order told. */
  readonly told: unknown[] = [];
  replace(uri: unknown, range: unknown, text: string): void {
    this.told.push([uri, range, text]);
  }
}

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    this.cancel();
  }
}

interface Parts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
}

export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  private constructor({ scheme, authority = '', path = '', query = '' }: Parts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
  }
  static from(parts: Parts): Uri {
    return new Uri(parts);
  }
  with(change: Partial<Parts>): Uri {
    const { scheme, authority, path, query } = this;
    return new Uri({ scheme, authority, path, query, ...change });
  }
  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}${this.query === '' ? '' : `?${this.query}`}`;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const StatusBarAlignment = { Left: 1, Right: 2 };
export const TextEditorRevealType = { Default: 0, InCenter: 1 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };

export const l10n = {
  t: (text: string, ...args: readonly (string | number)[]): string =>
    text.replace(/\{(\d)\}/g, (place, index: string) => String(args[Number(index)] ?? place)),
};

function message(text: string, ...items: readonly unknown[]): Promise<string | undefined> {
  const buttons = items.filter((item) => typeof item === 'string');
  said.push(buttons.length === 0 ? text : `${text} [${buttons.join('|')}]`);
  const [, answer] = [...answers].find(([part]) => text.includes(part)) ?? [];
  return Promise.resolve(buttons.find((button) => button === answer));
}

export const window = {
  showInformationMessage: message,
  showWarningMessage: message,
  showErrorMessage: message,
  withProgress: <T>(_: unknown, work: (progress: unknown, token: unknown) => Promise<T>): Promise<T> =>
    work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
};

export const commands = { executeCommand: (): Promise<void> => Promise.resolve() };
export const env = { language: 'en' };
export const workspace = {};
export const languages = {};
export const ExtensionKind = { UI: 1, Workspace: 2 };
export const UIKind = { Desktop: 1, Web: 2 };
