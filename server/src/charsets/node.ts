// The charsets of a host that runs in Node: the platform's, and iconv-lite's, loaded when the first such text is met.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { CharsetDecoder } from '../core/message/charsets.ts';
import { textDecoderCharsets } from './textDecoder.ts';

/** A bundle of its own beside the host's; it is not there while the sources run unbundled. */
const bundle = fileURLToPath(new URL('./charsets.cjs', import.meta.url));
let more: CharsetDecoder | undefined;

/** Every charset that TextDecoder, the core and iconv-lite know. */
export const nodeCharsets: CharsetDecoder = textDecoderCharsets(() => {
  if (!more && existsSync(bundle)) {
    more = (createRequire(import.meta.url)(bundle) as { iconvCharsets: CharsetDecoder }).iconvCharsets;
  }
  return more;
});
