// Files that stand uuencoded in a text, as old mail carries them: parts of their own to whoever reads it.

import { transferEncodingOf } from '../../message/body/bodyText.ts';
import { hostOctetLength } from '../../message/body/octets.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import { encodedFiles, fileOctets } from '../../message/body/uuencode.ts';
import type { EncodedFile } from '../../message/body/uuencode.ts';
import { magicType } from '../../message/magic.ts';
import type { NumberedPart } from './numberedParts.ts';
import { magicOf } from './partMagic.ts';
import type { PreviewPart } from './previewTypes.ts';

/** A file in the text of a part. */
export interface EmbeddedFile {
  /** `1:1` for the first file in part 1. */
  readonly id: string;
  readonly around: NumberedPart;
  readonly file: EncodedFile;
  readonly octets: Uint8Array;
}

/** The files in the texts of a message, in order; bounded. What is yEnc has lost octets in a decoded text: it stays text. */
export function embeddedFiles(parts: readonly NumberedPart[]): readonly EmbeddedFile[] {
  const found: EmbeddedFile[] = [];
  let left = MAX_LENGTH;
  for (const around of parts) {
    const { part, id } = around;
    if (part.mediaType.name !== 'text/plain' || transferEncodingOf(part) !== 'identity') continue;
    left -= part.bodyTo - part.bodyFrom;
    if (left < 0 || found.length >= MAX_FILES) break;
    let number = 0;
    for (const file of encodedFiles(part)) {
      const octets = fileOctets(part, file);
      // A line that starts with "begin" is no file yet.
      if (!octets || octets.length === 0 || !file.complete) continue;
      found.push({ id: `${id}:${String(++number)}`, around, file, octets });
    }
  }
  return found;
}

/** Such a file as a part. */
export function embeddedPart({ id, around, file, octets }: EmbeddedFile, host: HostEncoding): PreviewPart {
  const { snapshot } = around.part.lens;
  const magic = magicType(octets);
  return {
    id,
    parent: around.id,
    depth: around.depth + 1,
    use: 'attachment',
    type: 'application/octet-stream',
    declared: false,
    parameters: {},
    charset: null,
    name: file.name,
    disposition: null,
    contentId: null,
    location: null,
    description: null,
    encoding: file.encoding,
    size: {
      encoded: hostOctetLength(snapshot.slice(file.dataFrom, file.dataTo), host),
      decoded: octets.length,
      exact: true,
    },
    magic: magic ? magicOf(magic, 'application/octet-stream') : null,
    subject: null,
    header: { from: file.from, to: file.dataFrom },
    body: { from: file.dataFrom, to: file.dataTo },
  };
}

const MAX_FILES = 200;
/** UTF-16 units of all texts together. */
const MAX_LENGTH = 4 * 1024 * 1024;
