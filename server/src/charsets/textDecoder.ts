// The charsets of the platform's TextDecoder, and of a second decoder where the platform has none.

import { basicCharsets, normalizeCharset } from '../core/message/charsets.ts';
import type { CharsetDecoder } from '../core/message/charsets.ts';
import { charset } from '../core/registry/charsets.ts';

/**
 * Decodes what the WHATWG Encoding Standard knows by TextDecoder, UTF-7 by the core, the rest by `more`.
 * @param more asked for a charset nobody else knows; may return undefined while it is still being loaded.
 */
export function textDecoderCharsets(more?: () => CharsetDecoder | undefined): CharsetDecoder {
  const decoders = new Map<string, Decoder | null>();
  const decoderOf = (label: string): Decoder | null => {
    const known = decoders.get(label);
    if (known !== undefined) return known;
    const decoder = createDecoder(label);
    // Labels come from mail: a hostile message must not fill the memory.
    if (decoders.size < MAX_LABELS) decoders.set(label, decoder);
    return decoder;
  };
  return {
    decode(name, octets) {
      const label = normalizeCharset(name);
      const decoder = decoderOf(label);
      if (decoder) return decoder.decode(octets);
      return basicCharsets.decode(label, octets) ?? more?.()?.decode(label, octets);
    },
  };
}

/** A decoder for a normalised label; null where the platform has none. */
function createDecoder(label: string): Decoder | null {
  for (const spelling of [charset(label)?.decoder, label, label.replace(/^x-/, '')]) {
    if (spelling === undefined) continue;
    try {
      return new TextDecoder(spelling, { ignoreBOM: true });
    } catch {
      // Not a label of the Encoding Standard, or one it refuses.
    }
  }
  return null;
}

/** Node declares the constructor without its instance type. */
type Decoder = InstanceType<typeof TextDecoder>;

const MAX_LABELS = 200;
