// The scopes of transcripts: every notation and protocol, and fenced blocks of Markdown.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import type { IGrammar, StateStack } from 'vscode-textmate';

type Language = 'smtp' | 'imap' | 'pop3' | 'mail-session' | 'markdown';

const root = join(import.meta.dirname, '..', '..');
const injection = 'markdown.sessions.codeblock';

const files: Readonly<Record<string, string>> = {
  'text.eml.basic': 'eml',
  'text.smtp': 'smtp',
  'text.imap': 'imap',
  'text.pop3': 'pop3',
  'text.mail-session': 'mail-session',
  [injection]: 'markdown-sessions',
};

/** A stand-in for a language that VS Code brings; that of Markdown has a list, as the real one. */
function standIn(scopeName: string): string {
  return JSON.stringify({ scopeName, patterns: [{ name: 'markup.list.stand-in', match: '^- ' }] });
}

await oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')));

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: (scopeName) => {
    const name = files[scopeName];
    if (name === undefined) return Promise.resolve(textmate.parseRawGrammar(standIn(scopeName), 'stand-in.json'));
    const file = join(root, 'syntaxes', `${name}.tmLanguage.json`);
    return Promise.resolve(textmate.parseRawGrammar(readFileSync(file, 'utf8'), file));
  },
  getInjections: (scopeName) => (scopeName === 'text.html.markdown' ? [injection] : undefined),
});

async function load(scopeName: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scopeName);
  assert.ok(grammar !== null, scopeName);
  return grammar;
}

const grammars: Readonly<Record<Language, IGrammar>> = {
  smtp: await load('text.smtp'),
  imap: await load('text.imap'),
  pop3: await load('text.pop3'),
  'mail-session': await load('text.mail-session'),
  markdown: await load('text.html.markdown'),
};

interface Token {
  readonly line: string;
  readonly text: string;
  readonly scopes: readonly string[];
}

function tokens(text: string, language: Language): Token[] {
  let state: StateStack = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const result = grammars[language].tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      line,
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

/** Each token as `text=scope`, with the innermost scope that says more than what kind of line it stands on. */
export function brief(text: string, language: Language = 'mail-session'): string[] {
  return tokens(text, language).map((t) => `${t.text}=${t.scopes.slice(1).join(' ')}`);
}
if (process.env['DUMP']) {
  for (const l of readFileSync(process.env['DUMP'], 'utf8').split('\n').slice(0, Number(process.env['N'] ?? 60)).length ? [0] : []) void l;
  const text = readFileSync(process.env['DUMP'], 'utf8').split('\n').slice(0, Number(process.env['N'] ?? 60)).join('\n');
  for (const t of tokens(text, (process.env['L'] ?? 'mail-session') as Language)) {
    console.log(JSON.stringify(t.text).slice(0, 60).padEnd(40), t.scopes.slice(1).filter((s) => !s.startsWith('meta.line')).join(' '));
  }
}
void existsSync; void readdirSync; void test;
