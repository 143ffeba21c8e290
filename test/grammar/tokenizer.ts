// Tokenises mail with the built grammar, as the editor does, with stand-ins for the languages VS Code brings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import type { IGrammar, StateStack } from 'vscode-textmate';

const root = join(import.meta.dirname, '..', '..');

/** The languages that the grammar embeds and VS Code defines. */
const embedded = new Set([
  'text.html.basic',
  'text.html.markdown',
  'text.xml',
  'source.css',
  'source.diff',
  'source.js',
  'source.json',
]);

/** A language that leaves open what it opens: what an unclosed tag or block does to a real one. */
function standIn(scopeName: string): string {
  return JSON.stringify({
    scopeName,
    patterns: [
      { name: 'meta.tag.stand-in', begin: '<', end: '>' },
      { name: 'meta.block.stand-in', begin: '\\{', end: '\\}' },
      { name: `keyword.${scopeName}`, match: '\\w+' },
    ],
  });
}

/** One token: UTF-16 columns within its line, half open, and its scopes from the outside in. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly scopes: readonly string[];
}

export interface TokenizedLine {
  readonly text: string;
  readonly tokens: readonly Token[];
}

async function load(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(rawGrammar(scopeName)),
  });
  const grammar = await registry.loadGrammar('text.eml.basic');
  if (grammar === null) throw new Error('The grammar was not loaded.');
  return grammar;
}

function rawGrammar(scopeName: string): textmate.IRawGrammar | null {
  if (embedded.has(scopeName)) return textmate.parseRawGrammar(standIn(scopeName), 'stand-in.json');
  if (scopeName !== 'text.eml.basic') return null;
  const file = join(root, 'syntaxes', 'eml.tmLanguage.json');
  return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
}

const grammar = await load();

/** The tokens of every line. The line ends are not part of the text, as in the editor. */
export function tokenize(text: string): TokenizedLine[] {
  let state: StateStack = textmate.INITIAL;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return {
      text: line,
      tokens: result.tokens.map(({ startIndex, endIndex, scopes }) => ({
        from: startIndex,
        to: Math.min(endIndex, line.length),
        scopes,
      })),
    };
  });
}

/**
 * The numbers, from 1, of the lines that the grammar cannot finish within `limit` milliseconds.
 *
 * Lines of more than 20,000 characters are left out: the editor does not tokenise them.
 */
export function slowLines(text: string, limit: number): number[] {
  let state: StateStack = textmate.INITIAL;
  const slow: number[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.length > 20_000) return;
    const result = grammar.tokenizeLine2(line, state, limit);
    state = result.ruleStack;
    if (result.stoppedEarly) slow.push(index + 1);
  });
  return slow;
}
