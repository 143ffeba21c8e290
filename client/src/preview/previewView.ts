// One preview on the screen: what its web view asks is answered, and it follows its message.

import {
  CancellationTokenSource,
  RelativePattern,
  Selection,
  Uri,
  ViewColumn,
  env,
  window,
  workspace,
} from 'vscode';
import type { Disposable, TextEditor, WebviewPanel } from 'vscode';

import type { LanguageServer } from '../languageServer.ts';
import { answerInspection, isInspection } from './inspections/answers.ts';
import type { Inspections } from './inspections/answers.ts';
import { unpainted } from './inspections/unpainted.ts';
import { labels } from './labels.ts';
import type { HostMessage, ImagePolicy, PreviewMessage, ShownRange } from './messages.ts';
import { OpenedMessage, Outdated } from './openedMessage.ts';
import { openLink } from './openLink.ts';
import { outerDocument } from './outerDocument.ts';
import { actOnPart, partFiles, saveAllParts } from './partActions.ts';
import { partUri } from './partUri.ts';
import type { RememberedSenders } from './rememberedSenders.ts';
import { senderOf } from './rememberedSenders.ts';
import { look } from './settings.ts';
import { isConverted, targetName } from './target.ts';
import type { Target } from './target.ts';

/** What all previews share. */
export interface PreviewContext extends Inspections {
  readonly server: LanguageServer;
  readonly senders: RememberedSenders;
  /** Where the script and the style of the web view lie. */
  readonly media: Uri;
}

export class PreviewView implements Disposable {
  readonly #context: PreviewContext;
  readonly #panel: WebviewPanel;
  readonly target: Target;
  readonly #subscriptions: Disposable[] = [];
  #opened: Promise<OpenedMessage>;
  #images: ImagePolicy = 'blocked';
  /** The policy that the document in the web view was made for. */
  #documentImages: ImagePolicy | undefined;
  #ready = false;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #follow: ReturnType<typeof setTimeout> | undefined;
  readonly #closed = new CancellationTokenSource();

  constructor(context: PreviewContext, panel: WebviewPanel, target: Target) {
    this.#context = context;
    this.#panel = panel;
    this.target = target;
    // The message is read while the web view starts.
    this.#opened = this.#open();
    this.#opened.catch(() => undefined);
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [context.media],
    };
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message: PreviewMessage) => void this.#receive(message)),
      panel.onDidDispose(() => this.dispose()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#followCursor(textEditor)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('mailWorkbench.preview')) void this.#show();
      }),
      ...this.#watch(),
    );
    this.#write();
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    clearTimeout(this.#follow);
    unpainted.closes(targetName(this.target));
    this.#closed.cancel();
    this.#closed.dispose();
    for (const one of this.#subscriptions.splice(0)) one.dispose();
    this.#opened.then((opened) => opened.dispose()).catch(() => undefined);
  }

  /** Shows the text of the message, at a range where one is given. */
  async showSource(range?: ShownRange): Promise<void> {
    const { uri } = this.target;
    const source = isConverted(uri)
      ? partUri('message.eml', { target: this.target, id: undefined, asText: true })
      : uri;
    const shown = window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === source.toString(),
    );
    const document = await workspace.openTextDocument(source);
    await window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
      ...(range && { selection: selectionOf(range) }),
    });
  }

  async #open(replaced?: OpenedMessage): Promise<OpenedMessage> {
    const { server, formats, senders } = this.#context;
    const opened = await OpenedMessage.open(server, this.target, formats, replaced);
    if (this.#images !== 'once') this.#images = senders.has(senderOf(opened.message)) ? 'sender' : 'blocked';
    return opened;
  }

  /** Writes the document anew where it has not the policy that is wanted: nothing loosens one that is in force. */
  #write(): void {
    if (this.#documentImages === this.#images) return;
    this.#documentImages = this.#images;
    this.#ready = false;
    const { webview, title } = this.#panel;
    const { media } = this.#context;
    webview.html = outerDocument({
      script: webview.asWebviewUri(Uri.joinPath(media, 'preview.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(media, 'preview.css')).toString(),
      source: webview.cspSource,
      nonce: nonce(),
      locale: env.language,
      title,
      images: this.#images,
    });
  }

  async #show(): Promise<void> {
    if (!this.#ready) return;
    try {
      const { message, notes } = await this.#opened;
      if (this.#documentImages !== this.#images) {
        this.#write();
        return;
      }
      const target = targetName(this.target);
      await this.#post({
        ...{ type: 'show', message, notes, labels: labels(), look: look() },
        calm: unpainted.has(target),
        ...{ images: this.#images, locale: env.language },
        target,
        files: partFiles(this.target, message),
      });
    } catch (error) {
      await this.#post({ type: 'failed', sentence: sentenceOf(error), labels: labels() });
    }
  }

  #renew(): void {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => {
      const before = this.#opened.catch(() => undefined);
      this.#opened = before.then((opened) => this.#open(opened));
      this.#opened.catch(() => undefined);
      void this.#show();
    }, SETTLED_MS);
  }

  async #receive(message: PreviewMessage): Promise<void> {
    try {
      await this.#answer(message);
    } catch (error) {
      if (!(error instanceof Outdated)) void window.showErrorMessage(sentenceOf(error));
    }
  }

  async #answer(message: PreviewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#show();
      case 'ask':
        return this.#reply(message);
      case 'again': {
        this.#renew();
        return;
      }
      case 'link':
        return openLink(message.target, message.text);
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'images':
        return this.#setImages(message.policy);
      case 'openSource':
        return this.showSource();
      case 'reveal':
        return this.showSource(message.range);
      case 'saveAll':
        return saveAllParts({ target: this.target, opened: await this.#opened }, message.ids);
      case 'part': {
        const opened = await this.#opened;
        if (message.action !== 'reveal') {
          return actOnPart({ target: this.target, opened }, message.action, message.id);
        }
        const part = opened.message.parts.find(({ id }) => id === message.id);
        return part && this.showSource({ start: part.header.start, end: part.body.end });
      }
    }
  }

  async #reply({ request, about, question, ask }: PreviewMessage & { readonly type: 'ask' }): Promise<void> {
    try {
      const opened = await this.#opened;
      // What is asked about another state of the message has no answer any more.
      if (opened.message.preview !== about) return;
      const { token } = this.#closed;
      const { target } = this;
      const answer = isInspection(question)
        ? await answerInspection(question, ask as never, { ...this.#context, target, opened, token })
        : await opened.ask(question, ask, token);
      await this.#post({ type: 'answer', request, answer });
    } catch (error) {
      // The server has forgotten it: it is asked for again.
      if (error instanceof Outdated) this.#renew();
      await this.#post({ type: 'noAnswer', request, sentence: sentenceOf(error) });
    }
  }

  async #setImages(policy: ImagePolicy): Promise<void> {
    const { message } = await this.#opened;
    const sender = senderOf(message);
    if (policy === 'sender' && sender !== undefined) await this.#context.senders.add(sender);
    if (policy === 'blocked' && sender !== undefined) await this.#context.senders.remove(sender);
    this.#images = policy === 'sender' && sender === undefined ? 'once' : policy;
    this.#write();
  }

  #watch(): Disposable[] {
    const name = this.target.uri.toString();
    const same = (uri: Uri): boolean => uri.toString() === name;
    const changed = (uri: Uri): void => {
      if (same(uri)) this.#renew();
    };
    const all: Disposable[] = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) changed(document.uri);
      }),
      workspace.onDidOpenTextDocument(({ uri }) => changed(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => changed(uri)),
      this.#context.server.onDidChangeState((state) => {
        if (state === 'running') this.#renew();
      }),
    ];
    if (this.target.uri.scheme === 'file') {
      const watcher = workspace.createFileSystemWatcher(fileOnly(this.target.uri));
      all.push(watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed));
    }
    return all;
  }

  #followCursor({ document, selection }: TextEditor): void {
    if (document.uri.toString() !== this.target.uri.toString()) return;
    clearTimeout(this.#follow);
    this.#follow = setTimeout(() => {
      const { line, character } = selection.active;
      this.#opened
        .then((opened) => opened.partAt({ line, character }))
        .then((id) => (id === undefined ? undefined : this.#post({ type: 'select', id })))
        .catch(() => undefined);
    }, FOLLOW_MS);
  }

  async #post(message: HostMessage): Promise<void> {
    if (!this.#closed.token.isCancellationRequested) await this.#panel.webview.postMessage(message);
  }
}

function fileOnly(uri: Uri): RelativePattern {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '?');
  return new RelativePattern(Uri.joinPath(uri, '..'), name);
}

function selectionOf({ start, end }: ShownRange): Selection {
  return new Selection(start.line, start.character, end.line, end.character);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** 128 bits that no message can know. */
function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) =>
    octet.toString(16).padStart(2, '0'),
  ).join('');
}

/** Milliseconds without a change after which a message is shown anew. */
const SETTLED_MS = 300;
const FOLLOW_MS = 150;
