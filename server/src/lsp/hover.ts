// Hovers: what the core explains, with the hashes that the host makes, as the client shows it.

import { MarkupKind } from 'vscode-languageserver';
import type { Hover, HoverParams } from 'vscode-languageserver';

import type { Hover as Explanation } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { plainText } from './markup.ts';

/** Answers `textDocument/hover`. */
export function hover(context: ServerContext): Handler<HoverParams, Hover | null> {
  const { runtime, positions, locale, client, documents } = context;
  const ports = {
    now: runtime.now,
    localTime: (epochMs: number): string => runtime.localTime(epochMs, locale),
    pictures: client.markdownHover && client.options.pictures === true,
  };
  return async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    await document.octetsRead;
    const { snapshot } = document;
    const found = document.mail.hover(positions.offset(snapshot, position), ports);
    if (!found) return null;
    const markdown = found.markdown + (await hashes(context, found));
    return {
      contents: client.markdownHover
        ? { kind: MarkupKind.Markdown, value: markdown }
        : { kind: MarkupKind.PlainText, value: plainText(markdown) },
      range: positions.range(snapshot, found),
    };
  };
}

/** The hashes of the part that is explained, as a list of their own. */
async function hashes({ runtime }: ServerContext, { octets }: Explanation): Promise<string> {
  if (!octets) return '';
  const digests = await runtime.digests(octets());
  return ['\n', ...digests.map(({ algorithm, hex }) => `- ${algorithm} \`${hex}\``)].join('\n');
}
