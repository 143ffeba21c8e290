// Builds the TextMate grammars: syntaxes/*.tmLanguage.yaml becomes syntaxes/*.tmLanguage.json.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Row = Readonly<Record<string, string>>;
type Mapping = Record<string, Json>;

type Tables = Readonly<Record<string, readonly Row[]>>;

const root = join(import.meta.dirname, '..');
const folder = join(root, 'syntaxes');
const source = '.tmLanguage.yaml';

/** A generated file: its path from the project's root with `/`, and the text it must have. */
export interface GrammarFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The TextMate grammar that one YAML source describes.
 *
 * `{{name}}` in a key or a string is replaced by the variable or column of that name, and an entry with
 * `each: table` stands once per row of the table. Throws when a name or a table is unknown.
 */
export function compileGrammar(yaml: string): Mapping {
  const { variables = {}, tables = {}, ...grammar } = parse(yaml) as Mapping;
  return expandMapping(grammar, variables as Row, tables as unknown as Tables);
}

/** Every generated grammar, in the order of the file names. */
export function grammarFiles(): GrammarFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(source))
    .sort()
    .map((name) => ({
      path: `syntaxes/${name.replace(/yaml$/, 'json')}`,
      text: `${JSON.stringify(compileGrammar(readFileSync(join(folder, name), 'utf8')), null, 2)}\n`,
    }));
}

/**
 * Writes the grammars that are stale, or with `check` only looks for them.
 *
 * @returns the paths, from the project's root, of the files that were stale
 */
export function buildGrammars({ check }: { readonly check: boolean }): string[] {
  const stale = grammarFiles().filter(({ path, text }) => readText(join(root, path)) !== text);
  if (!check) for (const { path, text } of stale) writeFileSync(join(root, path), text);
  return stale.map(({ path }) => path);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function expand(value: Json, row: Row, tables: Tables): Json {
  if (typeof value === 'string') return fill(value, row);
  if (Array.isArray(value)) {
    return value.flatMap((entry) =>
      rows(entry, row, tables).map((each) => expand(withoutEach(entry), each, tables)),
    );
  }
  return value !== null && typeof value === 'object' ? expandMapping(value, row, tables) : value;
}

function expandMapping(mapping: Mapping, row: Row, tables: Tables): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([key, value]) =>
      rows(value, row, tables).map((each) => [fill(key, each), expand(withoutEach(value), each, tables)]),
    ),
  );
}

/** The variables an entry is expanded with: once, or once per row of the table that its `each` names. */
function rows(value: Json, row: Row, tables: Tables): Row[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [row];
  const name = value['each'];
  if (typeof name !== 'string') return [row];
  const table = tables[name];
  if (table === undefined) throw new Error(`No table is called "${name}".`);
  return table.map((each) => ({ ...row, ...each }));
}

function withoutEach(value: Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const { each: _, ...rest } = value;
  return rest;
}

/** A column may itself use variables, so filling goes on until none is left. */
function fill(text: string, row: Row): string {
  let filled = text;
  for (let depth = 0; depth < 5 && filled.includes('{{'); depth++) {
    filled = filled.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = row[name];
      if (value === undefined) throw new Error(`Nothing is called "${name}" in "${text}".`);
      return value;
    });
  }
  return filled;
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const stale = buildGrammars({ check });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run generate` : `wrote ${path}`);
  if (check && stale.length > 0) process.exitCode = 1;
}
