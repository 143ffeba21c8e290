// The document of the preview's web view: it runs our script only, and loads nothing that is not ours.

import type { ImagePolicy } from './messages.ts';

/** What the document is made of: addresses that the web view can read, and where those come from. */
export interface OuterDocument {
  readonly script: string;
  readonly style: string;
  readonly source: string;
  readonly nonce: string;
  readonly locale: string;
  readonly title: string;
  /** A frame has the policy of the document around it too: images from elsewhere are refused twice. */
  readonly images: ImagePolicy;
}

/** The whole document. */
export function outerDocument(parts: OuterDocument): string {
  const { script, style, nonce, locale, title } = parts;
  return `<!doctype html>
<html lang="${attribute(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy(parts))}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${attribute(title)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<main id="preview" aria-busy="true"></main>
<script type="module" nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function policy({ source, nonce, images }: OuterDocument): string {
  const pictures = images === 'blocked' ? 'data: blob:' : 'data: blob: https: http:';
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    // The frame with the message inherits this: styles that stand in it count, none is loaded but ours.
    `style-src ${source} 'unsafe-inline'`,
    `img-src ${pictures}`,
    'font-src data:',
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
