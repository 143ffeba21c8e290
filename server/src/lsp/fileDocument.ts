// A document made from the octets of a file that no editor has open.

import { decodeLatin1, textSnapshot } from '../core/index.ts';
import type { ServerContext } from './context.ts';
import { documentKind } from './documentKind.ts';
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
  const { facts } = await factsOf(inOne(octets), runtime.ticks);
  const text = facts.utf8 ? new TextDecoder().decode(octets) : decodeLatin1(octets);
  const kind = documentKind(languageOf(uri), uri);
  const document = new OpenDocument(service, { uri, serial: 0, snapshot: textSnapshot(text), kind });
  document.setHost(facts.utf8 ? 'utf-8' : 'latin1', true);
  document.setOctets(facts);
  return document;
}

/** The language that an editor would choose by the ending of a file. */
function languageOf(uri: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(uri)?.[1]?.toLowerCase() ?? '';
  return LANGUAGES[ending] ?? 'eml';
}

const LANGUAGES: Readonly<Record<string, string>> = {
  mbox: 'mbox',
  mbx: 'mbox',
  smtp: 'smtp',
  imap: 'imap',
  pop3: 'pop3',
  pop: 'pop3',
};

/** What fits a text of V8, with room for what is made of it. */
const MAX_OCTETS = 400 * 1024 * 1024;
