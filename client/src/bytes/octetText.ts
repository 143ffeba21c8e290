// Octets as text in which each of them can be seen and edited, and back: one to one.

/**
 * The text of octets. CRLF is a line end; a bare LF is `␊` and a line end, a bare CR `␍` and a line end. Other controls
 * but TAB are their pictures (U+2400 to U+2421), everything else is the Latin-1 character of its number.
 */
export function textOfOctets(octets: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < octets.length; at += STEP) {
    pieces.push(String.fromCharCode(...octets.subarray(at, at + STEP)));
  }
  return pieces.join('').replace(NOT_ITSELF, (found) => (found === '\r\n' ? '\n' : pictureOf(found)));
}

/**
 * The octets of such a text, whatever its line ends have become.
 * @throws NoOctet for a character that stands for none.
 */
export function octetsOfText(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.replace(WRITTEN, (found) => {
    if (found.length > 1 && !found.startsWith('\r')) return found.startsWith('␊') ? '\n' : '\r';
    if (found === '\n' || found === '\r\n' || found === '\r') return '\r\n';
    const code = found.charCodeAt(0) - PICTURES;
    return String.fromCharCode(code === DELETE_PICTURE ? DELETE : code);
  });
  const octets = new Uint8Array(plain.length);
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (code > 0xff) throw new NoOctet(String.fromCodePoint(plain.codePointAt(i) ?? code));
    octets[i] = code;
  }
  return octets;
}

/** A character that no single octet stands for. */
export class NoOctet extends Error {
  readonly character: string;

  constructor(character: string) {
    super(`“${character}” is not one octet`);
    this.character = character;
  }
}

function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  const picture = String.fromCharCode(PICTURES + (code === DELETE ? DELETE_PICTURE : code));
  return control === '\n' || control === '\r' ? `${picture}\n` : picture;
}

const PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = 0x21;
/** A function takes only so many arguments. */
const STEP = 8192;

const NOT_ITSELF = /\r\n|[\0-\x08\x0a-\x1f\x7f]/g;
/** Pictures with the line end that belongs to them, line ends, pictures. */
const WRITTEN = /[␊␍](?:\r\n|\n|\r)|\r\n|\n|\r|[\u2400-\u2408\u240a-\u241f\u2421]/g;
