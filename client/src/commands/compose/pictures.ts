// The text that shows attached pictures at the cursor, where that stands in HTML.

import type { ParsedPart } from '../../../../server/src/lsp/protocol.ts';

/** A picture that is attached. */
export interface AttachedPicture {
  readonly name: string;
  /** Without brackets; null for what is no picture of the text. */
  readonly contentId: string | null;
}

/**
 * What is to be written at a place so that pictures are shown there (RFC 2392); empty outside of HTML that one can type.
 * @param offset of the document, in UTF-16 units.
 */
export function pictureText(
  parts: readonly Pick<ParsedPart, 'type' | 'encoding' | 'bodyFrom' | 'bodyTo'>[],
  offset: number,
  pictures: readonly AttachedPicture[],
): string {
  const part = parts.find(
    ({ type, bodyFrom, bodyTo }) => type === 'text/html' && offset >= bodyFrom && offset <= bodyTo,
  );
  if (!part || part.encoding === 'base64') return '';
  const html = pictures.flatMap(({ name, contentId }) =>
    contentId === null ? [] : [`<img src="cid:${contentId}" alt="${alternativeText(name)}">`],
  );
  const text = html.join('\n');
  // RFC 2045 6.7: an equals sign starts an escape.
  return part.encoding === 'quoted-printable' ? text.replaceAll('=', '=3D') : text;
}

/** Nothing of a name ends the attribute, or needs an encoding that the part may not have. */
function alternativeText(name: string): string {
  return name.replace(/[^ !#-%'-;?-~]/g, '_').slice(0, MAX_NAME);
}

/** UTF-16 units, so that the line stays short. */
const MAX_NAME = 60;
