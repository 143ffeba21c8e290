// Code pages of Windows as charsets: the property stores of Outlook name the number.

/** Those whose label is not made of the number by a rule; labels of the Encoding Standard. */
const labels: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  20127: 'windows-1252',
  20866: 'koi8-r',
  20932: 'euc-jp',
  20936: 'gbk',
  21866: 'koi8-u',
  28591: 'windows-1252',
  28599: 'windows-1254',
  38598: 'iso-8859-8-i',
  50220: 'iso-2022-jp',
  50221: 'iso-2022-jp',
  50222: 'iso-2022-jp',
  51932: 'euc-jp',
  51936: 'gbk',
  51949: 'euc-kr',
  54936: 'gb18030',
  65001: 'utf-8',
};

/**
 * @param codePage a number of Windows: 1252, 65001.
 * @returns the label of the Encoding Standard; undefined where no decoder of the platform knows it.
 */
function charsetOf(codePage: number): string | undefined {
  const label = labels[codePage];
  if (label !== undefined) return label;
  if (codePage >= 1250 && codePage <= 1258) return `windows-${String(codePage)}`;
  if (codePage >= 28592 && codePage <= 28606) return `iso-8859-${String(codePage - 28590)}`;
  return undefined;
}

/** @returns whether text in a code page is read as it was meant. */
export function isKnown(codePage: number): boolean {
  return charsetOf(codePage) !== undefined;
}

/** @returns octets as text in a code page; in Windows-1252, which loses no octet, where the page is unknown. */
export function decodeCodePage(octets: Uint8Array, codePage: number): string {
  return new TextDecoder(charsetOf(codePage) ?? 'windows-1252').decode(octets);
}
