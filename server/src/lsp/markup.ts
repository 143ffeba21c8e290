// Our own Markdown for clients that show none.

/** The text without its marks; what comes from mail has its punctuation escaped. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
    .replace(/\*\*|`/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .trim();
}
