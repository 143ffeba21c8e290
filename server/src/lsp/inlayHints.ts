// Inlay hints; each kind can be switched off in the settings.

import type { InlayHint, InlayHintParams } from 'vscode-languageserver';

import { inlayHintKinds } from '../core/index.ts';
import type { InlayHintKind } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import type { Settings } from './protocol.ts';

/** Answers `textDocument/inlayHint`. */
export function inlayHints({
  configuration,
  documents,
  positions,
}: ServerContext): Handler<InlayHintParams, InlayHint[]> {
  return async ({ textDocument, range }) => {
    const wanted = wantedHints(await configuration.settingsOf(textDocument.uri));
    const document = documents.get(textDocument.uri);
    if (!document || wanted.size === 0) return [];
    await document.octetsRead;
    const { snapshot, mail } = document;
    return mail.inlayHints(positions.textRange(snapshot, range), wanted).map(({ at, label }) => ({
      position: positions.position(snapshot, at),
      label,
      paddingLeft: true,
    }));
  };
}

/** The kinds that the settings do not switch off. */
export function wantedHints(given: unknown): ReadonlySet<InlayHintKind> {
  const { inlayHints } = (typeof given === 'object' && given !== null ? given : {}) as Settings;
  const switches: object = typeof inlayHints === 'object' && inlayHints !== null ? inlayHints : {};
  const off = new Set(Object.entries(switches).flatMap(([name, on]) => (on === false ? [name] : [])));
  return new Set(inlayHintKinds.filter((kind) => !off.has(SETTINGS[kind])));
}

/** The setting below `mailWorkbench.inlayHints` of each kind. */
const SETTINGS: Readonly<Record<InlayHintKind, string>> = {
  encodedWord: 'decodedWords',
  parameter: 'decodedParameters',
  hopDelay: 'hopDelays',
  timing: 'callTimes',
};
