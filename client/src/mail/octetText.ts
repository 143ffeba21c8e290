// Octets as texts: one character an octet, so that offsets into the one are offsets into the other.

/** In pieces: a function takes only so many arguments. */
export function oneCharacterAnOctet(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < octets.length; at += PIECE) {
    pieces.push(String.fromCharCode(...octets.subarray(at, at + PIECE)));
  }
  return pieces.join('');
}

const PIECE = 8192;
