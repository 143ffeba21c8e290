// A message that is open in a preview: bound to the version of the text it was read from, and asked part by part.

import type { Decoding } from '../../message/charsets.ts';
import type { MailDocument } from '../../message/document.ts';
import type { Part } from '../../message/part.ts';
import type { Steps } from '../../transcript/steps.ts';
import type { Paragraph } from '../compose/paragraphs.ts';
import { messageAt, placeAt } from '../locate.ts';
import { authentication } from './authentication.ts';
import type { Authentication } from './authenticationTypes.ts';
import { embeddedFiles } from './embeddedFiles.ts';
import type { EmbeddedFile } from './embeddedFiles.ts';
import { carriedMessage, numberedParts } from './numberedParts.ts';
import type { NumberedParts } from './numberedParts.ts';
import { partOctets } from './partOctets.ts';
import type { PartOctets } from './partOctets.ts';
import { partParagraphs, partText } from './partText.ts';
import { messagePreview } from './preview.ts';
import type { MessagePreview, PartText } from './previewTypes.ts';
import { mailReport } from './report.ts';
import type { MailReport } from './reportTypes.ts';
import { route } from './route.ts';
import type { Route } from './routeTypes.ts';

/** Which message of a document: the one at a host offset, else that of a number from 0; the first where left out. */
export interface PreviewedAt {
  readonly offset?: number | undefined;
  readonly index?: number | undefined;
  /** The number of a part that carries a message: that one is meant. */
  readonly part?: string | undefined;
}

/**
 * A message in a preview. What asks for a part gives undefined where there is none of that number. The content of a
 * part comes in steps, for a large one takes a while.
 */
export interface PreviewedMessage {
  /** Which of the document's messages it is or stands in, and how many there are. */
  readonly index: number;
  readonly count: number;
  /** What is shown at first. */
  show(): MessagePreview;
  text(id: string): Steps<PartText | undefined>;
  /** A text in paragraphs; those of the first `limit` UTF-16 units. */
  paragraphs(text: PartText, id: string, limit: number): readonly Paragraph[];
  octets(id: string): Steps<PartOctets | undefined>;
  /** Header and body as they stand in the document. */
  source(id: string): string | undefined;
  /** The innermost part at a host offset. */
  partAt(offset: number): { readonly id: string; readonly inHeader: boolean } | undefined;
  route(): Route;
  authentication(): Authentication;
  /** Undefined for what is no report. */
  report(): MailReport | undefined;
}

/** Opens a message of a document; undefined where there is none. */
export function previewedMessage(
  document: MailDocument,
  at: PreviewedAt,
  decoding: Decoding,
): PreviewedMessage | undefined {
  const found = at.offset === undefined ? undefined : messageAt(document, at.offset);
  const index = found ? indexOf(document, found) : (at.index ?? 0);
  const whole = found ?? document.messages.at(index);
  if (!whole) return undefined;
  const inside = at.part === undefined ? whole : innerMessage(whole, at.part);
  if (!inside) return undefined;
  return new Previewed(document, inside, decoding, index);
}

/** The number of a message of the document; a list that parses its messages when they are asked for parses few. */
function indexOf({ messages }: MailDocument, message: Part): number {
  let low = 0;
  let high = messages.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages.at(middle)?.from ?? 0) < message.from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function innerMessage(whole: Part, id: string): Part | undefined {
  const part = numberedParts(whole).parts.find((each) => each.id === id)?.part;
  return (part && carriedMessage(part)) ?? (part?.role === 'message' ? part : undefined);
}

class Previewed implements PreviewedMessage {
  readonly index: number;
  readonly #document: MailDocument;
  readonly #message: Part;
  readonly #decoding: Decoding;
  readonly #numbered: NumberedParts;
  readonly #byId: ReadonlyMap<string, Part>;
  readonly #files: readonly EmbeddedFile[];

  constructor(document: MailDocument, message: Part, decoding: Decoding, index: number) {
    this.#document = document;
    this.#message = message;
    this.#decoding = decoding;
    this.#numbered = numberedParts(message);
    this.#byId = new Map(this.#numbered.parts.map(({ id, part }) => [id, part]));
    this.#files = embeddedFiles(this.#numbered.parts);
    this.index = index;
  }

  get count(): number {
    return this.#document.messages.length;
  }

  show(): MessagePreview {
    return messagePreview(this.#message, this.#numbered, this.#files, this.#decoding);
  }

  *text(id: string): Steps<PartText | undefined> {
    const octets = yield* this.octets(id);
    const part = this.#byId.get(id) ?? this.#file(id)?.around.part;
    return part && octets && partText(part, octets, this.#decoding);
  }

  paragraphs({ text }: PartText, id: string, limit: number): readonly Paragraph[] {
    const part = this.#byId.get(id);
    return part ? partParagraphs(part, text.slice(0, limit), this.#decoding) : [];
  }

  *octets(id: string): Steps<PartOctets | undefined> {
    const part = this.#byId.get(id);
    if (part) return yield* partOctets(part, this.#decoding.host);
    const octets = this.#file(id)?.octets;
    return octets && { octets, faults: [] };
  }

  source(id: string): string | undefined {
    const at = this.#byId.get(id) ?? this.#file(id)?.file;
    return at && this.#document.snapshot.slice(at.from, at.to);
  }

  partAt(offset: number): { readonly id: string; readonly inHeader: boolean } | undefined {
    const place = placeAt(this.#document, offset);
    for (let part = place?.part; part; part = part.parent) {
      const id = this.#numbered.parts.find((each) => each.part === part)?.id;
      if (id === undefined) continue;
      const file = this.#files.find(({ file: at }) => at.from <= offset && offset < at.to);
      return { id: file?.id ?? id, inHeader: offset < (file?.file.dataFrom ?? part.bodyFrom) };
    }
    return undefined;
  }

  route(): Route {
    return route(this.#message);
  }

  authentication(): Authentication {
    return authentication(this.#message);
  }

  report(): MailReport | undefined {
    return mailReport(this.#numbered.parts, this.#decoding);
  }

  #file(id: string): EmbeddedFile | undefined {
    return this.#files.find((file) => file.id === id);
  }
}
