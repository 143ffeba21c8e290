// Parts of messages as files: of each only its own octets are read, in pieces, and written as they come.

import { detail } from '../faultDetails.ts';
import { MailError } from '../faults.ts';
import type { Files } from '../local/files.ts';
import type { Cancellation, MailStore, MessageId, OutlinePart } from '../mailStore.ts';
import type { Structure } from '../wholeParts.ts';
import { rangeOf, sectionsOf } from '../sections.ts';
import { attachmentsOf, decodedOctets, joined } from './attachments.ts';
import { attachmentFileName } from './names.ts';
import { decoderOf } from './transferDecoder.ts';

/** What parts are read from. */
export type PartStore = Pick<MailStore, 'outline' | 'readPart'>;

/** A part that is to become a file. */
export interface PartFile {
  readonly id: MessageId;
  /** RFC 9051 6.4.5.1. */
  readonly section: string;
  /** Safe as the name of a file. */
  readonly name: string;
  /** Content-Transfer-Encoding. */
  readonly encoding: string;
  /** Octets, still encoded. */
  readonly size: number;
}

/** The attachments of a message, by what its store tells of it; nothing of them is read but their headers. */
export async function attachmentFiles(
  store: PartStore,
  id: MessageId,
  structure: Structure,
  cancel: Cancellation,
): Promise<readonly PartFile[]> {
  const outline = await store.outline?.(id, cancel, true);
  if (!outline) throw new MailError('not-supported', [id.folder, detail('its messages are read whole only')]);
  const found: PartFile[] = [];
  for (const part of outline.parts) {
    // A message that is one part has no other header.
    const isAll = outline.nodes.length === 1;
    const file = await partFile(store, id, part, structure, cancel, isAll ? outline.header : undefined);
    if (file) found.push(file);
  }
  return found;
}

/**
 * A part as a file, by its own header: a server tells names as they are written, not as they are meant.
 * @param header its header where it is known already.
 * @returns undefined where it is no attachment.
 */
async function partFile(
  store: PartStore,
  id: MessageId,
  part: OutlinePart,
  structure: Structure,
  cancel: Cancellation,
  header?: Uint8Array,
): Promise<PartFile | undefined> {
  const { section, size } = part;
  const octets = header ?? (await collected(sectionOf(store, id, `${section}.MIME`, cancel), MAX_HEADER));
  const [own] = await structure(octets, cancel);
  if (!own || attachmentsOf([own]).length === 0) return undefined;
  return { id, section, size, encoding: own.encoding, name: attachmentFileName(own.filename, own.type) };
}

/** What a part says, decoded, as it comes. @param told gets the octets that have come, still encoded. */
export async function* partOctets(
  store: PartStore,
  { id, section, encoding }: PartFile,
  cancel: Cancellation,
  told: (octets: number) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = decoderOf(encoding);
  for await (const chunk of counted(sectionOf(store, id, section, cancel), told)) {
    cancel.signal.throwIfAborted();
    const decoded = decoder.push(chunk);
    if (decoded.length > 0) yield decoded;
  }
  const rest = decoder.end();
  if (rest.length > 0) yield rest;
}

/** As `partOctets`, from the whole message: where its store sees other parts in it than the language server. */
export async function* wholePartOctets(
  store: Pick<MailStore, 'read'>,
  { id, section }: PartFile,
  structure: Structure,
  cancel: Cancellation,
  told: (octets: number) => void,
): AsyncGenerator<Uint8Array> {
  const message = await collected(counted(store.read(id, undefined, cancel), told));
  const parts = await structure(message, cancel);
  const place = rangeOf(parts, section);
  const part = parts[sectionsOf(parts).indexOf(section)];
  if (!place) throw new MailError('command-refused', [id.folder, section, detail('there is no such part')]);
  yield decodedOctets(message, {
    bodyFrom: place.from,
    bodyTo: place.to,
    encoding: part?.encoding ?? '7bit',
  });
}

/** The same octets; tells how many have come. */
export async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  told: (octets: number) => void,
): AsyncGenerator<Uint8Array> {
  let come = 0;
  for await (const chunk of chunks) {
    told((come += chunk.length));
    yield chunk;
  }
}

/** All of what comes. Rejects with `answer-too-large` where that is more than `most` octets. */
export async function collected(chunks: AsyncIterable<Uint8Array>, most = MAX_HELD): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw new MailError('answer-too-large', ['', detail('{0} octets', most)]);
    all.push(chunk);
  }
  return joined(all);
}

/**
 * Writes a file as its octets come, which are never held all at once. What is given up or fails leaves no file behind,
 * and one that was there as it was.
 */
export async function writeAsItComes(
  files: Files,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const making = `${name}.${crypto.randomUUID().slice(0, 8)}.part`;
  let held: Uint8Array[] = [];
  let octets = 0;
  await files.create(making, new Uint8Array(0));
  try {
    for await (const chunk of chunks) {
      held.push(chunk);
      octets += chunk.length;
      if (octets < WRITTEN_AT_ONCE) continue;
      await files.append(making, joined(held));
      held = [];
      octets = 0;
    }
    if (octets > 0) await files.append(making, joined(held));
    await files.rename(making, name, true);
  } catch (error) {
    await files.remove(making).catch(() => undefined);
    throw error;
  }
}

function sectionOf(
  store: PartStore,
  id: MessageId,
  section: string,
  cancel: Cancellation,
): AsyncIterable<Uint8Array> {
  const read = store.readPart?.(id, section, undefined, cancel);
  if (!read) throw new MailError('not-supported', [id.folder, detail('its messages are read whole only')]);
  return read;
}

/** Octets. */
const MAX_HEADER = 1024 * 1024;
const MAX_HELD = 256 * 1024 * 1024;
const WRITTEN_AT_ONCE = 4 * 1024 * 1024;
