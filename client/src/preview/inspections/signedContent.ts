// What an opaque signature wraps, as a message of its own: the fields of the one around it, and the content.

import { l10n } from 'vscode';

import type { LoadInspect } from './inspect.ts';
import { messageOctets } from './messageOctets.ts';
import type { MessageSource } from './messageOctets.ts';

/** @param id of the part with the signature; of one inside another, the ids with `/` between them. Rejects with a sentence. */
export async function signedContent(
  source: MessageSource,
  id: string,
  inspect: LoadInspect,
): Promise<Uint8Array> {
  const { securityOf } = await inspect();
  const octets = await messageOctets(source);
  let parts = await securityOf(octets);
  let content: Uint8Array | undefined;
  for (const step of id.split('/')) {
    const found = parts.find((part) => part.id === step && part.content !== undefined);
    content = found?.content;
    parts = found?.inside ?? [];
  }
  if (!content) throw new Error(l10n.t('There is no signed content here.'));
  return joined(fieldsAround(octets), content);
}

/** The header without what describes its body (RFC 8551 3.1). */
function fieldsAround(octets: Uint8Array): Uint8Array {
  const text = Array.from(octets.subarray(0, MOST_HEADER), (octet) => String.fromCharCode(octet)).join('');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? 0;
  const fields = text.slice(0, end).split(/\r?\n(?![ \t])/);
  const kept = fields.filter((field) => field !== '' && !/^(?:content-[^:]*|mime-version)\s*:/i.test(field));
  return Uint8Array.from([...kept, ''].join('\r\n'), (character) => character.charCodeAt(0));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Octets. */
const MOST_HEADER = 256 * 1024;
