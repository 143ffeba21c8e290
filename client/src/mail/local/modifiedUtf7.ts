// Names of folders in modified UTF-7 (RFC 3501 5.1.3), as Maildir++ has them on the disk.

/** A name as it is written in ASCII. */
export function encodeModifiedUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => (run === '&' ? '&-' : `&${encoded(run)}-`));
}

/** The name for people; as it is where it is not modified UTF-7. */
export function decodeModifiedUtf7(name: string): string {
  const decoded = name.replace(/&([A-Za-z0-9+,]*)-/g, (run, base64: string) =>
    base64 === '' ? '&' : (decodedRun(base64) ?? run),
  );
  return encodeModifiedUtf7(decoded) === name ? decoded : name;
}

/** UTF-16 in big-endian order, in base64 with `,` for `/` and without padding. */
function encoded(text: string): string {
  let octets = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    octets += String.fromCharCode(unit >> 8, unit & 0xff);
  }
  return btoa(octets).replaceAll('/', ',').replace(/=+$/, '');
}

function decodedRun(base64: string): string | undefined {
  // A group of one digit holds no octet, and is no base64.
  if (base64.length % 4 === 1) return undefined;
  const octets = atob(base64.replaceAll(',', '/'));
  let text = '';
  for (let i = 0; i + 1 < octets.length; i += 2) {
    text += String.fromCharCode((octets.charCodeAt(i) << 8) | octets.charCodeAt(i + 1));
  }
  return text;
}
