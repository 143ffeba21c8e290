// Names of folders as IMAP4rev1 writes them: modified UTF-7 (RFC 3501 5.1.3).

/** The name that is meant; what is no valid encoding stays as it is. */
export function decodeMailboxName(name: string): string {
  if (!name.includes('&')) return name;
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, base64: string) => {
    if (base64 === '') return '&';
    const octets = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return octets.length % 2 === 0 ? octets.swap16().toString('utf16le') : whole;
  });
}

/** As a server takes it. */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (text) => {
    if (text === '&') return '&-';
    const octets = Buffer.from(text, 'utf16le').swap16();
    return `&${octets.toString('base64').replaceAll('/', ',').replace(/=+$/, '')}-`;
  });
}
