// A document made from the octets of a file that no editor has open.

import { decodeLatin1, textSnapshot } from '../core/index.ts';
import type { ServerContext } from './context.ts';
import { OpenDocument } from './documents.ts';
import { factsOf } from './octets.ts';
import { inOne } from './resources.ts';
import type { ReadOctets } from './resources.ts';

/** Reads a file as the document it would be; undefined where it cannot be read. */
export async function fileDocument(
  { service, runtime }: ServerContext,
  read: ReadOctets,
  uri: string,
): Promise<OpenDocument | undefined> {
  const octets = await read(uri, MAX_OCTETS);
  if (!octets) return undefined;
  const { facts } = await factsOf(inOne(octets), runtime.now);
  const text = facts.utf8 ? new TextDecoder().decode(octets) : decodeLatin1(octets);
  const format = /\.mbo?x$/i.test(uri) ? 'mbox' : 'message';
  const document = new OpenDocument(service, { uri, serial: 0, snapshot: textSnapshot(text), format });
  document.setHost(facts.utf8 ? 'utf-8' : 'latin1', true);
  document.setOctets(facts);
  return document;
}

/** What fits a text of V8, with room for what is made of it. */
const MAX_OCTETS = 400 * 1024 * 1024;
