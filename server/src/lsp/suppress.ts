// Code actions that switch the rule of a finding off in a `.mailworkbench.json`. The mail itself is never annotated.

import { CodeActionKind, CreateFile } from './protocolValues.ts';
import type { CodeAction, Diagnostic, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';

import { applyEdits, textSnapshot } from '../core/index.ts';
import {
  CONFIG_FILE_NAME,
  configSource,
  decodedPath,
  layersFor,
  parentFolder,
  suppressRule,
  suppressingConfig,
} from '../config/index.ts';
import type { ConfigSource, Suppression } from '../config/index.ts';
import type { TextEdit } from '../core/index.ts';
import type { DocumentFiles } from './configuration.ts';
import type { ServerContext } from './context.ts';

/**
 * Up to three actions for a rule with findings: off in this file, in its folder, everywhere. One that would change
 * nothing, because a nearer configuration says otherwise, is left out.
 * @param diagnostics what the actions silence.
 */
export async function suppressions(
  context: ServerContext,
  uri: string,
  rule: string,
  diagnostics: Diagnostic[],
): Promise<CodeAction[]> {
  if (!context.client.documentChanges) return [];
  const files = await context.configuration.filesOf(uri);
  if (!files) return [];
  return PLACES.flatMap(({ kind, title }) => {
    const change = changeOf(context, files, uri, rule, kind);
    if (!change || (change.text === undefined && !context.client.createFiles)) return [];
    return [
      { title: title(rule), kind: CodeActionKind.QuickFix, diagnostics, edit: configEdit(context, change) },
    ];
  });
}

interface ConfigChange {
  readonly path: string;
  /** What the file holds; undefined where there is none. */
  readonly text: string | undefined;
  readonly edits: readonly TextEdit[];
}

function changeOf(
  context: ServerContext,
  files: DocumentFiles,
  uri: string,
  rule: string,
  kind: Suppression['kind'],
): ConfigChange | undefined {
  const { sources, workspaceFolder } = files;
  const nearest = sources.at(-1)?.folder;
  const folder = kind === 'everywhere' ? workspaceFolder : (nearest ?? workspaceFolder ?? parentFolder(uri));
  if (folder === undefined) return undefined;
  const where: Suppression =
    kind === 'everywhere' ? { kind } : { kind, path: relativePath(folder, kind, uri) };
  const path = `${folder}/${CONFIG_FILE_NAME}`;
  const text = sources.find((source) => source.path === path)?.text;
  const edits =
    text === undefined
      ? [{ from: 0, to: 0, insert: suppressingConfig(rule, where) }]
      : suppressRule(text, rule, where);
  if (!edits) return undefined;
  const after = configSource(path, applyEdits(text ?? '', edits), context.service.rules);
  return isOff(context, files, after, uri, rule) ? { path, text, edits } : undefined;
}

function relativePath(folder: string, kind: 'file' | 'folder', uri: string): string {
  const whole = kind === 'file' ? uri : (parentFolder(uri) ?? '');
  return decodedPath(whole.slice(folder.length + 1), uri);
}

/** Whether the rule is off for the document once a configuration file says what `after` says. */
function isOff(
  { service }: ServerContext,
  { settings, sources }: DocumentFiles,
  after: ConfigSource,
  uri: string,
  rule: string,
): boolean {
  const known = sources.some(({ path }) => path === after.path);
  const all = known
    ? sources.map((source) => (source.path === after.path ? after : source))
    : [...sources, after].sort((a, b) => a.folder.length - b.folder.length);
  const root = all.findLastIndex(({ config }) => config.root);
  const counting = all.slice(Math.max(0, root));
  const config = service.configure(settings, ...counting.flatMap((source) => layersFor(source, uri)));
  return counting.includes(after) && config.active.every((active) => active.rule.id !== rule);
}

function configEdit({ positions }: ServerContext, { path, text, edits }: ConfigChange): WorkspaceEdit {
  const snapshot = textSnapshot(text ?? '');
  const change: TextDocumentEdit = {
    textDocument: { uri: path, version: null },
    edits: edits.map((edit) => ({ range: positions.range(snapshot, edit), newText: edit.insert })),
  };
  return { documentChanges: text === undefined ? [CreateFile.create(path), change] : [change] };
}

const PLACES: readonly { readonly kind: Suppression['kind']; readonly title: (rule: string) => string }[] = [
  { kind: 'file', title: (rule) => `Switch off ${rule} in this file` },
  { kind: 'folder', title: (rule) => `Switch off ${rule} in this folder` },
  { kind: 'everywhere', title: (rule) => `Switch off ${rule} everywhere in the workspace` },
];
