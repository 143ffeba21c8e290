// Tooltips as tables of a name and a value; text from mail goes in by `appendText` alone, which no markup survives.

import { MarkdownString } from 'vscode';

import { shownText } from '../mail/shownText.ts';

/**
 * @param title text of anybody.
 * @param rows names of ours, values of anybody; empty values are left out.
 */
export function tooltip(title: string, rows: readonly (readonly [string, string])[]): MarkdownString {
  const text = new MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  text.appendMarkdown('**').appendText(shownText(title, MAX_TITLE).trim()).appendMarkdown('**');
  for (const [name, value] of rows) {
    if (value === '') continue;
    text.appendMarkdown('  \n').appendText(`${name}: ${shownText(value, MAX_VALUE)}`);
  }
  return text;
}

const MAX_TITLE = 300;
const MAX_VALUE = 500;
