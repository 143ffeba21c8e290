// Hovers: what the core explains, with the hashes that the host makes, as the client shows it.

import { MarkupKind } from './protocolValues.ts';
import type { Hover, HoverParams } from 'vscode-languageserver';

import type { Hover as Explanation } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { plainText } from './markup.ts';
import type { Settings } from './protocol.ts';

/** Answers `textDocument/hover`. */
export function hover(context: ServerContext): Handler<HoverParams, Hover | null> {
  const { configuration, runtime, positions, locale, client, documents } = context;
  const ports = {
    now: runtime.now,
    localTime: (epochMs: number): string => runtime.localTime(epochMs, locale),
    pictures: client.markdownHover && client.options.pictures === true,
  };
  return async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    await document.octetsRead;
    const secrets = wantsSecrets(await configuration.settingsOf(textDocument.uri));
    const { snapshot } = document;
    const found = document.mail.hover(positions.offset(snapshot, position), { ...ports, secrets });
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

/** Whether the settings ask for the secrets of logins. */
function wantsSecrets(given: unknown): boolean {
  const { hover: switches } = (typeof given === 'object' && given !== null ? given : {}) as Settings;
  return (
    typeof switches === 'object' && switches !== null && 'secrets' in switches && switches.secrets === true
  );
}

/** The hashes of the part that is explained, as a list of their own. */
async function hashes({ runtime }: ServerContext, { octets }: Explanation): Promise<string> {
  if (!octets) return '';
  const digests = await runtime.digests(octets());
  return ['\n', ...digests.map(({ algorithm, hex }) => `- ${algorithm} \`${hex}\``)].join('\n');
}
