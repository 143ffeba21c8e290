// File names made of text from mail: safe on every system, whatever the text.

/**
 * A name for a new file, without path separators, control and bidi characters, names of devices, or what another
 * system forbids; never empty, at most 180 octets of UTF-8 with its extension.
 * @param extension with its dot.
 */
export function safeFileName(text: string, { extension = '' }: { readonly extension?: string } = {}): string {
  const plain = text
    .normalize('NFC')
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .~-]+/, '');
  const cut = clipped(plain, MAX_OCTETS - octetsOf(extension)).replace(/[ .]+$/, '');
  // Windows takes `nul.eml` for the device, too.
  const name = DEVICE.test(cut) ? `_${cut}` : cut;
  return `${name === '' ? 'message' : name}${extension}`;
}

/** At most so many octets, cut between characters. */
function clipped(text: string, octets: number): string {
  let length = 0;
  let clip = '';
  for (const character of text) {
    length += octetsOf(character);
    if (length > octets) return clip;
    clip += character;
  }
  return clip;
}

function octetsOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}/\\:*?"<>|\ufffd]/gu;
const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)(?:\.|$)/i;
const MAX_OCTETS = 180;
