// Writes into a `.mailworkbench.json` that a rule is off for a file, a folder or everything below the configuration.

import { modify, parseTree } from 'jsonc-parser';
import type { JSONPath, Node, ParseError } from 'jsonc-parser';

import type { TextEdit } from '../core/index.ts';

/** Where a rule is to be off: one file, a folder with all below, or wherever the configuration counts. */
export type Suppression =
  /** The path is relative to the configuration's folder; `''` for that itself. */
  { readonly kind: 'file' | 'folder'; readonly path: string } | { readonly kind: 'everywhere' };

/**
 * The edits that switch a rule off in the text of a configuration; its comments and its formatting stay.
 * @returns undefined where the text is not JSON that could be changed.
 */
export function suppressRule(
  text: string,
  rule: string,
  where: Suppression,
): readonly TextEdit[] | undefined {
  if (text.trim() === '') return [{ from: 0, to: text.length, insert: suppressingConfig(rule, where) }];
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') return undefined;
  const { path, value, insert } = change(root, rule, where);
  const edits = modify(text, path, value, {
    formattingOptions: formattingOf(text),
    isArrayInsertion: insert,
  });
  return edits.map(({ offset, length, content }) => ({ from: offset, to: offset + length, insert: content }));
}

/** A new configuration that switches a rule off. */
export function suppressingConfig(rule: string, where: Suppression): string {
  const pattern = patternOf(where);
  const rules = { [rule]: 'off' };
  const config = pattern === undefined ? { rules } : { overrides: [{ files: [pattern], rules }] };
  return `${JSON.stringify(config, null, 2)}\n`;
}

interface Change {
  readonly path: JSONPath;
  readonly value: unknown;
  readonly insert: boolean;
}

function change(root: Node, rule: string, where: Suppression): Change {
  const pattern = patternOf(where);
  if (pattern === undefined) return levelIn(root, [], rule);
  const overrides = member(root, 'overrides');
  const entry = { files: [pattern], rules: { [rule]: 'off' } };
  if (overrides?.type !== 'array') return { path: ['overrides'], value: [entry], insert: false };
  const items = overrides.children ?? [];
  // A later override wins, so only the last one can take the rule in without a look at those behind it.
  const last = items.at(-1);
  const files = last && member(last, 'files');
  if (
    last &&
    files?.type === 'array' &&
    files.children?.length === 1 &&
    files.children[0]?.value === pattern
  ) {
    return levelIn(last, ['overrides', items.length - 1], rule);
  }
  return { path: ['overrides', items.length], value: entry, insert: true };
}

/** The level in an object's `rules`; the options beside it stay. */
function levelIn(object: Node, path: JSONPath, rule: string): Change {
  const rules = member(object, 'rules');
  if (rules?.type !== 'object') return { path: [...path, 'rules'], value: { [rule]: 'off' }, insert: false };
  const setting = member(rules, rule);
  const pair = setting?.type === 'array' && (setting.children?.length ?? 0) > 0;
  return { path: [...path, 'rules', rule, ...(pair ? [0] : [])], value: 'off', insert: false };
}

/** The glob pattern, from the configuration's folder; undefined where the rule is off for all. */
function patternOf(where: Suppression): string | undefined {
  if (where.kind === 'everywhere' || (where.kind === 'folder' && where.path === '')) return undefined;
  const path = where.path.replace(SPECIAL, (special) => (special === '\\' ? '?' : `\\${special}`));
  // Without a slash it would be meant for any folder.
  if (where.kind === 'file') return path.includes('/') ? path : `./${path}`;
  return `${path}/**`;
}

function member(object: Node, name: string): Node | undefined {
  const found = object.children?.findLast(({ children }) => children?.[0]?.value === name);
  return found?.children?.[1];
}

function formattingOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** What means something in a pattern; an escaped backslash does not always mean one. */
const SPECIAL = /[\\*?[\]{}()!+@|]/g;
