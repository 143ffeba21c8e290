// Answers what a preview shows: the message, the content of its parts, its way, its signatures, its reports.

import type { CancellationToken } from 'vscode-languageserver';

import { encodeBase64, textSnapshot } from '../core/index.ts';
import type { PreviewedMessage } from '../core/index.ts';
import { documentOf } from './api.ts';
import type { Handler, ServerContext } from './context.ts';
import { placed } from './convert.ts';
import { OpenDocument } from './documents.ts';
import type { Previews, OpenPreview } from './previews.ts';
import type {
  AboutPreview,
  PartAtParams,
  PartAtResult,
  PartContentParams,
  PartContentResult,
  PartHashesParams,
  PartHashesResult,
  Placed,
  PreviewParams,
  PreviewResult,
} from './protocol.ts';
import { whollyRead } from './reading.ts';
import type { ReadOctets } from './resources.ts';
import { inSlices } from './slices.ts';

/** Answers `preview`; null where the mail cannot be read, and where no message stands there. */
export function preview(
  context: ServerContext,
  read: ReadOctets,
  previews: Previews,
): Handler<PreviewParams, PreviewResult> {
  const { positions, runtime, documents } = context;
  return async (params, token) => {
    const document = await previewedDocument(context, read, params);
    if (params.replaces !== undefined) previews.end(params.replaces);
    if (!document) return null;
    if (!document.hostTold) await document.octetsRead;
    await whollyRead(document, runtime.ticks, token);
    const { snapshot, version } = document;
    const message = document.mail.preview({
      offset: params.position && positions.offset(snapshot, params.position),
      index: params.index,
      part: params.part,
    });
    if (!message) return null;
    return {
      ...placed(positions, snapshot, message.show()),
      preview: previews.add({ message, snapshot }),
      version: documents.get(document.uri) === document ? version : null,
      index: message.index,
      count: message.count,
    };
  };
}

/** Answers `partContent`. What is decoded for a slice is kept until the last one was asked for. */
export function partContent(
  { runtime }: ServerContext,
  previews: Previews,
): Handler<PartContentParams, PartContentResult> {
  return async ({ preview: name, id, as, from = 0, length = MAX_SLICE }, token) => {
    const open = previews.get(name);
    if (!open) return null;
    const { message } = open;
    const start = Math.max(0, Math.trunc(from) || 0);
    const end = start + Math.min(Math.max(1, Math.trunc(length) || 1), MAX_SLICE);
    const decoded = <T>(steps: () => Generator<undefined, T>, sizeOf: (value: T) => number): Promise<T> =>
      sliceOf(open, { key: `${as} ${id}`, end, sizeOf }, () => inSteps(steps(), runtime.ticks, token));
    if (as === 'octets') {
      const found = await decoded(
        () => message.octets(id),
        (value) => value?.octets.length ?? 0,
      );
      if (!found) return null;
      const { octets, faults } = found;
      const base64 = encodeBase64(octets.subarray(start, end));
      return { as, base64, from: start, total: octets.length, faults };
    }
    if (as === 'source') {
      const text = message.source(id);
      if (text === undefined) return null;
      const unknown = { charset: '', charsetFrom: 'guessed', faults: [] } as const;
      return { as, text: text.slice(start, end), from: start, total: text.length, ...unknown };
    }
    const found = await decoded(
      () => message.text(id),
      (value) => value?.text.length ?? 0,
    );
    if (!found) return null;
    if (as === 'text') {
      return { ...found, as, text: found.text.slice(start, end), from: start, total: found.text.length };
    }
    const { text, charset, charsetFrom, faults } = found;
    const paragraphs = message.paragraphs(found, id, MAX_PARAGRAPHS);
    return { as, paragraphs, cut: text.length > MAX_PARAGRAPHS, charset, charsetFrom, faults };
  };
}

/** Answers `partHashes`. */
export function partHashes(
  { runtime }: ServerContext,
  previews: Previews,
): Handler<PartHashesParams, PartHashesResult> {
  return async ({ preview: name, id }, token) => {
    const open = previews.get(name);
    const found = open && (await inSteps(open.message.octets(id), runtime.ticks, token));
    if (!found) return null;
    const { octets } = found;
    const hashes = octets.length > MAX_HASHED ? [] : await runtime.digests(octets);
    return { octets: octets.length, hashes };
  };
}

/** Answers `partAt`. */
export function partAt(
  { positions }: ServerContext,
  previews: Previews,
): Handler<PartAtParams, PartAtResult> {
  return ({ preview: name, position }) => {
    const open = previews.get(name);
    return open?.message.partAt(positions.offset(open.snapshot, position)) ?? null;
  };
}

/** Answers what is asked about a preview as a whole. */
export function aboutPreview<T>(
  { positions }: ServerContext,
  previews: Previews,
  ask: (message: PreviewedMessage) => T | undefined,
): Handler<AboutPreview, Placed<T> | null> {
  return ({ preview: name }) => {
    const open = previews.get(name);
    const found = open && ask(open.message);
    return open && found !== undefined ? placed<T>(positions, open.snapshot, found) : null;
  };
}

/** The document that is open, or that a resource or a text would be. */
async function previewedDocument(
  context: ServerContext,
  read: ReadOctets,
  params: PreviewParams,
): Promise<OpenDocument | undefined> {
  if ('uri' in params) return documentOf(context, read, params);
  const { text, format = 'message', encoding } = params;
  const document = new OpenDocument(context.service, {
    uri: NO_FILE,
    serial: 0,
    snapshot: textSnapshot(text),
    kind: { format },
  });
  if (encoding) document.setHost(encoding, true);
  return document;
}

/** Content for a slice that ends at `end`: what was decoded for the one before, kept until there is nothing behind it. */
async function sliceOf<T>(
  open: OpenPreview,
  { key, end, sizeOf }: { readonly key: string; readonly end: number; readonly sizeOf: (value: T) => number },
  make: () => Promise<T>,
): Promise<T> {
  // The key says of which kind it is.
  const value = open.content?.key === key ? (open.content.value as T) : await make();
  if (sizeOf(value) > end) open.content = { key, value };
  else delete open.content;
  return value;
}

/** Runs steps to their end, in slices. */
async function inSteps<T>(
  steps: Generator<undefined, T>,
  now: () => number,
  token: CancellationToken,
): Promise<T> {
  let result: { readonly value: T } | undefined;
  while (!result) {
    result = await inSlices(
      (over) => {
        for (;;) {
          const step = steps.next();
          if (step.done === true) return { value: step.value };
          if (over()) return undefined;
        }
      },
      now,
      token,
    );
  }
  return result.value;
}

/** Stands for a text that is in no file. */
const NO_FILE = 'untitled:mail.eml';
/** Octets, or UTF-16 units. */
const MAX_SLICE = 4 * 1024 * 1024;
const MAX_PARAGRAPHS = 1_000_000;
/** Octets. */
const MAX_HASHED = 64 * 1024 * 1024;
