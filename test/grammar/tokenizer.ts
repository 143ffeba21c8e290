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
      // Markdown has lists, in which fenced blocks are indented.
      ...(scopeName === 'text.html.markdown' ? [{ name: 'markup.list.stand-in', match: '^- ' }] : []),
      { name: 'meta.tag.stand-in', begin: '<', end: '>' },
      { name: 'meta.block.stand-in', begin: '\\{', end: '\\}' },
      { name: `word.${scopeName}`, match: '\\w+' },
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

const scopeNames = {
  eml: 'text.eml.basic',
  mbox: 'text.mbox',
  smtp: 'text.smtp',
  imap: 'text.imap',
  pop3: 'text.pop3',
  'mail-session': 'text.mail-session',
  markdown: 'text.html.markdown',
} as const;

/** The language of a text: one message, the messages of an mbox, sessions, or Markdown with blocks of these. */
export type Language = keyof typeof scopeNames;

/** The grammars that are files of the extension, by scope. */
const files: ReadonlyMap<string, string> = new Map([
  ...Object.entries(scopeNames)
    .filter(([language]) => language !== 'markdown')
    .map(([language, scope]) => [scope, language] as const),
  ['markdown.sessions.codeblock', 'markdown-sessions'],
]);

async function load(): Promise<ReadonlyMap<Language, IGrammar>> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(rawGrammar(scopeName)),
    getInjections: (scopeName) =>
      scopeName === scopeNames.markdown ? ['markdown.sessions.codeblock'] : undefined,
  });
  const loaded = new Map<Language, IGrammar>();
  for (const [language, scope] of Object.entries(scopeNames)) {
    const grammar = await registry.loadGrammar(scope);
    if (grammar === null) throw new Error(`The grammar of ${language} was not loaded.`);
    loaded.set(language as Language, grammar);
  }
  return loaded;
}

function rawGrammar(scopeName: string): textmate.IRawGrammar | null {
  const name = files.get(scopeName);
  if (name === undefined) {
    return embedded.has(scopeName) ? textmate.parseRawGrammar(standIn(scopeName), 'stand-in.json') : null;
  }
  const file = join(root, 'syntaxes', `${name}.tmLanguage.json`);
  return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
}

const grammars = await load();

function grammarOf(language: Language): IGrammar {
  const grammar = grammars.get(language);
  if (!grammar) throw new Error(`The grammar of ${language} was not loaded.`);
  return grammar;
}

/** The tokens of every line. The line ends are not part of the text, as in the editor. */
export function tokenize(text: string, language: Language = 'eml'): TokenizedLine[] {
  const grammar = grammarOf(language);
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
  const grammar = grammarOf(language);
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
