// What the content of a part starts like, and whether that is what the part is called.

import { bodyOctets, transferEncodingOf } from '../../message/body/bodyText.ts';
import type { HostEncoding } from '../../message/body/octets.ts';
import { MAGIC_OCTETS, magicType } from '../../message/magic.ts';
import type { MagicType } from '../../message/magic.ts';
import type { Part } from '../../message/part.ts';
import type { PartMagic } from './previewTypes.ts';

/** The kind of file a leaf starts like; null where it is none that is known. Reads no more than its start. */
export function partMagic(part: Part, host: HostEncoding): PartMagic | null {
  const octets = magicOctets(part, host);
  const magic = magicType(octets);
  if (!magic) return null;
  const { type } = magic;
  const declared = part.mediaType.name;
  // A text that starts like a file by chance has no zero octet.
  const isText = part.mediaType.type === 'text' && !octets.includes(0);
  if (isText && !type.startsWith('text/') && type !== 'application/pgp') return null;
  return magicOf(magic, declared);
}

/** A kind of file beside the type that was declared. */
export function magicOf({ type, name }: MagicType, declared: string): PartMagic {
  return { type, name, disagrees: !isSame(declared, type), program: PROGRAMS.has(type) };
}

/** The first octets of a body, as many as tell a kind of file. */
export function magicOctets(part: Part, host: HostEncoding): Uint8Array {
  // Such a body cannot be read by its start alone.
  const whole = transferEncodingOf(part) === 'uuencode';
  if (whole && part.bodyTo - part.bodyFrom > MAX_WHOLE) return new Uint8Array();
  return bodyOctets(part, host, SOURCE).subarray(0, MAGIC_OCTETS);
}

/** Whether a declared type can mean a kind of file. */
function isSame(declared: string, magic: string): boolean {
  if (declared === magic || SAYS_NOTHING.has(declared)) return true;
  const [type, subtype = ''] = declared.split('/');
  const [magicKind, magicSubtype = ''] = magic.split('/');
  // RFC 6648: `x-` tells nothing apart.
  if (plain(subtype) === plain(magicSubtype)) return true;
  if (type === 'text' && magicKind === 'text') return magic !== 'text/html' || subtype !== 'plain';
  return OTHER_NAMES.some(([kind, names]) => kind.test(magic) && names.test(declared));
}

function plain(subtype: string): string {
  return subtype.replace(/^(?:x-|vnd\.)+/, '');
}

/** Characters of a body that hold the first `MAGIC_OCTETS`: three for each where it is quoted-printable. */
const SOURCE = 3 * MAGIC_OCTETS;
const MAX_WHOLE = 262_144;
const SAYS_NOTHING = new Set([
  'application/octet-stream',
  'application/binary',
  'application/unknown',
  'application/x-download',
  'application/force-download',
]);
const OFFICE =
  /^application\/(?:ms|vnd[.]ms-|vnd[.]openxml|x-ms|x-dos_ms|vnd[.]oasis|vnd[.]visio|word|excel)/;
/** Kinds of files, and what else they are rightly called. */
const OTHER_NAMES: readonly (readonly [magic: RegExp, declared: RegExp])[] = [
  [/^image\/jpeg$/, /^image\/(?:jpg|pjpeg|jpe|jfif)$/],
  [/^image\/vnd[.]microsoft[.]icon$/, /^image\/(?:x-)?ico(?:n)?$/],
  [/^image\/(?:heic|heif|avif)$/, /^image\/hei[cf](?:-sequence)?$/],
  [/^image\/svg\+xml$|^application\/xml$/, /[/+]xml$|^text\/|^application\/(?:xhtml|rss|kml|gpx)/],
  [/^text\/html$/, /^application\/(?:xhtml\+xml|xml|vnd[.]ms-(?:excel|word)|msword)$/],
  [/^application\/zip$/, /zip|[+]zip$|^application\/(?:vnd[.]|epub|java-archive|x-java|x-xpinstall)/],
  [/officedocument|opendocument|[+]zip$|java-archive|android/, /zip/],
  [/officedocument|x-ole-storage/, OFFICE],
  [/^application\/x-ole-storage$/, /^(?:image\/vnd[.]|application\/(?:x-msi|vnd[.]ms-outlook|octet))/],
  [/^application\/rtf$/, /^(?:text\/(?:rtf|richtext)|application\/(?:msword|vnd[.]ms-word))/],
  [/^application\/gzip$/, /gzip|tgz|compressed|[+]gzip$|tlsrpt/],
  [/^application\/postscript$/, /postscript|eps|illustrator/],
  [/^application\/pdf$/, /pdf|illustrator/],
  [/^application\/pgp$/, /^application\/pgp-|^text\//],
  [/^application\/pkcs7-mime$/, /pkcs7|pkcs-7|x509|pkix/],
  [/^application\/x-pkcs12$/, /pkcs/],
  [/^application\/x-pem-file$/, /x509|pkix|pem|pkcs|^text\//],
  [/^audio\/mpeg$/, /^audio\/(?:mp3|x-mpeg|mpg|x-mp3|mpeg3)/],
  [/^audio\/vnd[.]wave$/, /^audio\/(?:x-)?wave?$/],
  [/^audio\/mp4$|^video\/(?:mp4|quicktime)$/, /^(?:audio|video)\/(?:x-)?(?:m4[av]|mp4|quicktime|3gpp2?|aac)/],
  [/^application\/ogg$/, /^(?:audio|video)\/(?:ogg|opus|vorbis)/],
  [/^video\/webm$/, /^(?:audio|video)\/(?:webm|x-matroska)/],
  [/^video\/vnd[.]avi$/, /^video\/(?:x-ms)?-?(?:avi|video)|^video\/x-msvideo$/],
  [
    /portable-executable/,
    /^application\/(?:x-msdos-program|x-dosexec|x-exe|exe|x-msdownload|x-ms-dos-executable)/,
  ],
  [/^application\/x-mach-binary$|^application\/x-elf$/, /executable|sharedlib|x-object/],
  [/^application\/vnd[.]rar$/, /rar/],
  [/^application\/vnd[.]sqlite3$/, /sqlite/],
  [/^text\/x-shellscript$/, /script|x-sh|perl|python|ruby/],
  [/^text\/calendar$/, /ics|calendar/],
  [/^font\//, /font/],
];
const PROGRAMS = new Set([
  'application/vnd.microsoft.portable-executable',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/wasm',
  'application/x-ms-shortcut',
  'application/x-shockwave-flash',
  'text/x-shellscript',
]);
