// The custom editors of messages: read-only, their document is the message on the language server.

import { Uri } from 'vscode';
import type {
  CustomDocument,
  CustomReadonlyEditorProvider,
  WebviewPanel,
  WebviewPanelSerializer,
} from 'vscode';

import { PreviewView } from './previewView.ts';
import type { PreviewContext } from './previewView.ts';
import type { Target } from './target.ts';

export class PreviewEditor implements CustomReadonlyEditorProvider {
  readonly #context: PreviewContext;
  readonly #shown: (panel: WebviewPanel, view: PreviewView) => void;

  constructor(context: PreviewContext, shown: (panel: WebviewPanel, view: PreviewView) => void) {
    this.#context = context;
    this.#shown = shown;
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    this.#shown(panel, new PreviewView(this.#context, panel, { uri }));
  }
}

/** Brings panels back when a window is opened again. */
export class PreviewPanels implements WebviewPanelSerializer {
  readonly #context: PreviewContext;
  readonly #shown: (panel: WebviewPanel, view: PreviewView) => void;

  constructor(context: PreviewContext, shown: (panel: WebviewPanel, view: PreviewView) => void) {
    this.#context = context;
    this.#shown = shown;
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const target = targetOf(state);
    if (target) this.#shown(panel, new PreviewView(this.#context, panel, target));
    else panel.dispose();
    return Promise.resolve();
  }
}

function targetOf(state: unknown): Target | undefined {
  const { target } = (state ?? {}) as { readonly target?: unknown };
  if (typeof target !== 'string') return undefined;
  const { uri, index } = JSON.parse(target) as { readonly uri?: unknown; readonly index?: unknown };
  if (typeof uri !== 'string') return undefined;
  return { uri: Uri.parse(uri, true), ...(typeof index === 'number' ? { index } : {}) };
}
