// The bodies of a message of a property store: text, HTML, or RTF that holds one of them.

import { decodeCodePage } from './codePages.ts';
import { numberOf, octetsOf, textOf, type MapiProperties } from './mapiObject.ts';
import { properties } from './properties.ts';
import { rtfBody } from './rtfBody.ts';

/** What there is. */
export interface Bodies {
  readonly text?: string;
  readonly html?: string;
}

const utf8 = 65001;

function htmlOf(own: MapiProperties): string | undefined {
  const octets = octetsOf(own, properties.html);
  if (octets === undefined) return textOf(own, properties.html);
  return decodeCodePage(octets, numberOf(own, properties.internetCodepage) ?? utf8);
}

/** @param lost is told where only RTF is there, and it cannot be read. */
export function bodiesOf(own: MapiProperties, lost: () => void): Bodies {
  const text = textOf(own, properties.body);
  const html = htmlOf(own);
  const rtf = octetsOf(own, properties.rtfCompressed);
  if (html !== undefined || rtf === undefined) {
    return { ...(text !== undefined && { text }), ...(html !== undefined && { html }) };
  }
  const read = rtfBody(rtf);
  if (read === undefined && text === undefined) lost();
  const plain = text ?? read?.text;
  return {
    ...(plain !== undefined && { text: plain }),
    ...(read?.html !== undefined && { html: read.html }),
  };
}
