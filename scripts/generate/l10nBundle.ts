// The sentences of the client that can be translated: `l10n/bundle.l10n.json`, from the calls of `l10n.t` and the tables behind them.

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { faultDetails } from '../../client/src/mail/faultDetails.ts';

export const L10N_BUNDLE = 'l10n/bundle.l10n.json';

/** Properties that hold a sentence of a table; what reads them gives them to `l10n.t`. */
const FROM_TABLES: ReadonlySet<string> = new Set(['sentence', 'summary', 'template']);

/** Where these tables stand; most of them know nothing of VS Code. */
const TABLES = /^client[/]src[/](?:mail|accounts)[/]/;

const PLACE = /\{\d\}/;

/** The bundle as JSON, sorted. Throws for a call whose words nobody can find. */
export function l10nBundle(root: string): string {
  const found = new Set<string>(faultDetails);
  for (const name of readdirSync(path.join(root, 'client/src'), { recursive: true, encoding: 'utf8' })) {
    const file = path.posix.join('client/src', name.split(path.sep).join('/'));
    if (!file.endsWith('.ts') || /[.]test[.]ts$|[.]d[.]ts$|[/]testing[/]/.test(file)) continue;
    for (const sentence of sentencesIn(file, readFileSync(path.join(root, file), 'utf8'))) {
      found.add(sentence);
    }
  }
  return JSON.stringify(Object.fromEntries([...found].sort().map((sentence) => [sentence, sentence])));
}

/** The sentences of one file. @param file path below the root, with slashes. */
export function sentencesIn(file: string, source: string): readonly string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isTranslation(node)) found.push(...wordsOf(node, file));
    else if (TABLES.test(file)) {
      if (ts.isStringLiteralLike(node) && PLACE.test(node.text)) found.push(node.text);
      if (ts.isPropertyAssignment(node) && isFromTables(node.name)) {
        found.push(...literalsOf(node.initializer));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...new Set(found)];
}

function isTranslation(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && /(?:^|[.])l10n[.]t$/.test(node.expression.getText());
}

function wordsOf(call: ts.CallExpression, file: string): readonly string[] {
  const [given] = call.arguments;
  const words = given ? literalsOf(given) : [];
  const name = given && ts.isPropertyAccessExpression(given) ? given.name : given;
  const isKnown = name !== undefined && ts.isIdentifier(name) && isFromTables(name);
  if (words.length === 0 && !isKnown) {
    throw new Error(`${file}: the words of ${call.getText()} cannot be found for a translation`);
  }
  return words;
}

/** The texts that an expression may have, where it says so itself; none where it does not. */
function literalsOf(expression: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(expression)) return literalsOf(expression.expression);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression)) {
    const [one, other] = [literalsOf(expression.whenTrue), literalsOf(expression.whenFalse)];
    return one.length === 0 || other.length === 0 ? [] : [...one, ...other];
  }
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literalsOf(expression.left), literalsOf(expression.right)];
    return left.flatMap((start) => right.map((end) => start + end));
  }
  return [];
}

function isFromTables(name: ts.PropertyName | ts.MemberName): boolean {
  return FROM_TABLES.has(name.getText());
}
