// Markdown as HTML, by markdown-it: a file of its own, loaded when the first such text is met.

import MarkdownIt from 'markdown-it';

const renderer = new MarkdownIt({ html: false, linkify: true, breaks: true });

/** The HTML of Markdown. HTML in the text is shown as it is written; links of unsafe schemes are no links. */
export function renderMarkdown(text: string): string {
  return renderer.render(text);
}
