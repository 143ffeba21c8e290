// Tokenises mail with the built grammars, as the editor does, with stand-ins for the languages VS Code brings.
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

/** The language of a text: one message, or the messages of an mbox. */
export type Language = 'eml' | 'mbox';

const scopeNames: Readonly<Record<Language, string>> = { eml: 'text.eml.basic', mbox: 'text.mbox' };

async function load(): Promise<Readonly<Record<Language, IGrammar>>> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(rawGrammar(scopeName)),
  });
  const loaded = async (language: Language): Promise<IGrammar> => {
    const grammar = await registry.loadGrammar(scopeNames[language]);
    if (grammar === null) throw new Error(`The grammar of ${language} was not loaded.`);
    return grammar;
  };
  return { eml: await loaded('eml'), mbox: await loaded('mbox') };
}

function rawGrammar(scopeName: string): textmate.IRawGrammar | null {
  if (embedded.has(scopeName)) return textmate.parseRawGrammar(standIn(scopeName), 'stand-in.json');
  const language = (['eml', 'mbox'] as const).find((each) => scopeNames[each] === scopeName);
  if (language === undefined) return null;
  const file = join(root, 'syntaxes', `${language}.tmLanguage.json`);
  return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
}

const grammars = await load();

/** The tokens of every line. The line ends are not part of the text, as in the editor. */
export function tokenize(text: string, language: Language = 'eml'): TokenizedLine[] {
  const grammar = grammars[language];
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
export function slowLines(text: string, limit: number, language: Language = 'eml'): number[] {
  const grammar = grammars[language];
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
