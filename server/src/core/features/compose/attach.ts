// Files attached to a message that is being written: the message becomes a multipart where it is none.

import { decodeUtf8 } from '../../message/body/octets.ts';
import { magicType } from '../../message/magic.ts';
import { createDocument } from '../../message/document.ts';
import { walkParts } from '../../message/part.ts';
import type { Part } from '../../message/part.ts';
import { applyEdits, hostEdits } from '../../text/edits.ts';
import type { TextEdit } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { EditHistory } from '../editHistory.ts';
import { filePart, newBoundary } from './mimeText.ts';
import { appendParts, wrapPart } from './wrapPart.ts';

/** A file to be attached. */
export interface NewFile {
  readonly name: string;
  readonly octets: Uint8Array;
  /** The media type; found from the octets and the name where left out. */
  readonly type?: string | undefined;
  /** True: a picture that the HTML shows by its Content-ID. */
  readonly inline?: boolean | undefined;
}

/** How files are attached. */
export interface Attached {
  /** Host edits in order, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** For each file its Content-ID without brackets, null where it is not inline. */
  readonly contentIds: readonly (string | null)[];
}

/**
 * Attaches files to a message that is a whole document.
 * @param unique letters and digits that the message does not hold.
 */
export function attach(message: Part, files: readonly NewFile[], unique: string): Attached {
  const contentIds = files.map(({ inline }, i) =>
    inline === true ? `${unique}.${String(i)}@inline.invalid` : null,
  );
  const parts = files.map((file, i) => ({
    text: newPart(file, contentIds[i] ?? undefined),
    inline: typeof contentIds[i] === 'string',
  }));
  const inline = parts.filter((part) => part.inline).map(({ text }) => text);
  const others = parts.filter((part) => !part.inline).map(({ text }) => text);
  const original = message.lens.snapshot.slice(0, message.lens.snapshot.length);
  const history = new EditHistory(original.length);
  let text = original;
  const round = (more: readonly string[], editsOf: (root: Part) => readonly TextEdit[]): void => {
    const [root] = createDocument({ snapshot: textSnapshot(text) }).messages;
    if (!root || more.length === 0) return;
    const edits = hostEdits(root.lens, editsOf(root));
    history.apply(edits);
    text = applyEdits(text, edits);
  };
  round(inline, (root) => related(root, inline, newBoundary(unique, 1)));
  round(others, (root) => mixed(root, others, newBoundary(unique, 0)));
  return { edits: history.edits(), contentIds };
}

function mixed(root: Part, parts: readonly string[], boundary: string): readonly TextEdit[] {
  const own = root.multipart?.boundary;
  if (root.mediaType.name === 'multipart/mixed' && own !== undefined) return [appendParts(root, own, parts)];
  return wrapPart(root, { subtype: 'mixed', boundary, after: parts });
}

/** RFC 2387: pictures stand beside the HTML that shows them; without HTML they are attachments that are shown. */
function related(root: Part, parts: readonly string[], boundary: string): readonly TextEdit[] {
  const html = walkParts(root).find(({ mediaType }) => mediaType.name === 'text/html');
  if (!html) return mixed(root, parts, boundary);
  const own = html.parent?.multipart?.boundary;
  if (html.parent?.mediaType.name === 'multipart/related' && own !== undefined) {
    return [appendParts(html.parent, own, parts)];
  }
  return wrapPart(html, { subtype: 'related', parameters: '; type="text/html"', boundary, after: parts });
}

function newPart({ name, octets, type, inline }: NewFile, contentId: string | undefined): string {
  const found = type ?? typeOf(name, octets);
  const utf8 = found.startsWith('text/') && decodeUtf8(octets, true) !== undefined;
  return filePart({
    name,
    // A message must not be in base64, and its octets must stay as they are.
    type: /^(?:message|multipart)\//i.test(found) ? 'application/octet-stream' : found,
    charset: utf8 ? 'utf-8' : undefined,
    disposition: inline === true ? 'inline' : 'attachment',
    contentId,
    octets,
  });
}

/** The media type of a file: by how it starts, else by its name. */
function typeOf(name: string, octets: Uint8Array): string {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return magicType(octets)?.type ?? TYPES[ending] ?? 'application/octet-stream';
}

/** What does not tell itself by its octets. */
const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  diff: 'text/x-diff',
  patch: 'text/x-diff',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  xml: 'application/xml',
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  svg: 'image/svg+xml',
  js: 'text/javascript',
  pem: 'application/x-pem-file',
};
