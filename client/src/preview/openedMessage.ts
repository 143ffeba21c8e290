// One message that a preview has open on the language server, and what can be asked about it.

import type { CancellationToken, Disposable, Uri } from 'vscode';
import { l10n } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

import {
  authenticationMethod,
  carriedMessageMethod,
  partAtMethod,
  partContentMethod,
  partHashesMethod,
  previewEndMethod,
  previewMethod,
  reportMethod,
  routeMethod,
} from '../../../server/src/lsp/protocol.ts';
import type {
  AuthenticationResult,
  CarriedMessageParams,
  CarriedMessageResult,
  PartAtResult,
  PartContentParams,
  PartContentResult,
  PartHashesResult,
  PreviewResult,
  ReportResult,
  RouteResult,
} from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import type { LoadFormats } from './formats.ts';
import type { InspectionName } from './inspections/questions.ts';
import type { QuestionName, Questions, ShownMessage } from './messages.ts';
import { sourceOf } from './target.ts';
import type { Target } from './target.ts';

type Content<As> = Extract<NonNullable<PartContentResult>, { readonly as: As }>;
type ServerQuestion = Exclude<QuestionName, InspectionName>;
type Answering = {
  readonly [Name in ServerQuestion]: (
    ask: Questions[Name]['ask'],
    token?: CancellationToken,
  ) => Promise<Questions[Name]['answer']>;
};

/** Is thrown where the message has changed since: its preview is about to be made anew. */
export class Outdated extends Error {
  constructor() {
    super(l10n.t('The message has changed.'));
  }
}

/** A message as it was read, until it changes or is disposed of. */
export class OpenedMessage implements Disposable {
  readonly message: ShownMessage;
  /** In sentences. */
  readonly notes: readonly string[];
  readonly #client: BaseLanguageClient;
  readonly #answering: Answering;

  private constructor(client: BaseLanguageClient, message: ShownMessage, notes: readonly string[]) {
    this.#client = client;
    this.message = message;
    this.notes = notes;
    this.#answering = {
      text: (ask, token) => this.#text(ask, token),
      paragraphs: ({ id }, token) => this.#content({ id, as: 'paragraphs' }, token),
      octets: async ({ id, limit }, token) => ({ octets: await this.octets(id, limit, token) }),
      hashes: ({ id }, token) => this.#request<PartHashesResult>(partHashesMethod, { id }, token),
      route: (_, token) => this.#request<RouteResult>(routeMethod, {}, token),
      authentication: (_, token) => this.#request<AuthenticationResult>(authenticationMethod, {}, token),
      report: async (_, token) => ({
        report: await this.#asked<ReportResult>(reportMethod, {}, token),
      }),
    };
  }

  /**
   * Rejects with a sentence where the message cannot be read.
   * @param replaced is forgotten by the server.
   */
  static async open(
    server: LanguageServer,
    target: Target,
    formats: LoadFormats,
    replaced?: OpenedMessage,
  ): Promise<OpenedMessage> {
    const client = await server.running();
    const asUri = client.code2ProtocolConverter.asUri.bind(client.code2ProtocolConverter);
    const { params, notes } = await sourceOf(target, asUri, formats);
    const message = await client.sendRequest<PreviewResult>(previewMethod, {
      ...params,
      ...(replaced && { replaces: replaced.message.preview }),
    });
    if (!message) throw new Error(l10n.t('There is no message here that can be shown.'));
    return new OpenedMessage(client, message, notes);
  }

  dispose(): void {
    const { preview } = this.message;
    // A server that has ended has forgotten it anyway.
    this.#client.sendNotification(previewEndMethod, { preview }).catch(() => undefined);
  }

  /** Rejects with `Outdated` where the message has changed. */
  ask<Name extends ServerQuestion>(
    name: Name,
    ask: Questions[Name]['ask'],
    token?: CancellationToken,
  ): Promise<Questions[Name]['answer']> {
    return this.#answering[name](ask, token);
  }

  /** The message at a place of a session, as it was sent; undefined where there is none. */
  async carriedText(uri: Uri, { at }: ShownMessage): Promise<string | undefined> {
    const asUri = this.#client.code2ProtocolConverter.asUri(uri);
    const params: CarriedMessageParams = { uri: asUri, position: at.start };
    return (await this.#client.sendRequest<CarriedMessageResult>(carriedMessageMethod, params))?.text;
  }

  /** The part at a place of the source; undefined where there is none. */
  async partAt(position: { readonly line: number; readonly character: number }): Promise<string | undefined> {
    const found = await this.#asked<PartAtResult>(partAtMethod, { position });
    return found?.id;
  }

  /** The decoded octets of a part. Rejects with a sentence where there are more than `limit`. */
  async octets(id: string, limit: number, token?: CancellationToken): Promise<Uint8Array<ArrayBuffer>> {
    let all: Uint8Array<ArrayBuffer> | undefined;
    for (let from = 0; ;) {
      const { base64, total } = await this.#content({ id, as: 'octets', from }, token);
      if (total > limit) throw new Error(l10n.t('The part is too large to be opened: {0} octets.', total));
      all ??= new Uint8Array(total);
      const piece = atob(base64);
      for (let at = 0; at < piece.length; at++) all[from + at] = piece.charCodeAt(at);
      from += piece.length;
      if (piece.length === 0 || from >= total) return all;
    }
  }

  /** The text of a part as far as `length`, decoded; its source with `source`. */
  async #text(
    { id, source, length }: Questions['text']['ask'],
    token?: CancellationToken,
  ): Promise<Questions['text']['answer']> {
    const as = source === true ? 'source' : 'text';
    let text = '';
    for (;;) {
      const slice = await this.#content({ id, as, from: text.length, length: length - text.length }, token);
      text += slice.text;
      const { total, charset, faults } = slice;
      if (slice.text === '' || text.length >= Math.min(total, length)) {
        return { text, total, charset, faults };
      }
    }
  }

  #content<As extends PartContentParams['as']>(
    params: Omit<PartContentParams, 'preview'> & { readonly as: As },
    token?: CancellationToken,
  ): Promise<Content<As>> {
    return this.#request<Content<As> | null>(partContentMethod, params, token);
  }

  async #request<R>(method: string, params: object, token?: CancellationToken): Promise<NonNullable<R>> {
    const answer = await this.#asked<R>(method, params, token);
    if (answer === null || answer === undefined) throw new Outdated();
    return answer;
  }

  #asked<R>(method: string, params: object, token?: CancellationToken): Promise<R> {
    const all = { preview: this.message.preview, ...params };
    // A token that is undefined would be sent as one more parameter.
    return token ? this.#client.sendRequest<R>(method, all, token) : this.#client.sendRequest<R>(method, all);
  }
}
