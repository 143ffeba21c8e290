// What kind of file octets are by how they start, whatever a message calls them.

import { decodeLatin1 } from './body/octets.ts';

/** A kind of file. */
export interface MagicType {
  /** Its media type in lower case. */
  readonly type: string;
  /** Its name for people, with its article. */
  readonly name: string;
}

/** How many octets of a file are needed to tell its kind. */
export const MAGIC_OCTETS = 4096;

/** The kind of file that starts with these octets; undefined where it is not in the table, as for plain text. */
export function magicType(octets: Uint8Array): MagicType | undefined {
  const start = decodeLatin1(octets.subarray(0, MAGIC_OCTETS));
  return rows.find(
    ({ at, magic, holds }) => start.startsWith(magic, at) && (holds === '' || start.includes(holds)),
  );
}

interface MagicRow extends MagicType {
  /** One character an octet. */
  readonly magic: string;
  /** Where it stands. */
  readonly at: number;
  /** What else stands among the first octets. */
  readonly holds: string;
}

function row(type: string, name: string, magic: string, { at = 0, holds = '' } = {}): MagicRow {
  return { type, name, magic, at, holds };
}

const ZIP = 'PK\x03\x04';
const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'mimetypeapplication/vnd.oasis.opendocument';
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const CONTAINER = { at: 4 };

/** The first row that fits counts, so what is more special stands first. */
const rows: readonly MagicRow[] = [
  row('image/png', 'a PNG picture', '\x89PNG\r\n\x1a\n'),
  row('image/jpeg', 'a JPEG picture', '\xff\xd8\xff'),
  row('image/gif', 'a GIF picture', 'GIF87a'),
  row('image/gif', 'a GIF picture', 'GIF89a'),
  row('image/webp', 'a WebP picture', 'WEBP', { at: 8 }),
  row('image/bmp', 'a BMP picture', 'BM', { holds: '\0\0\0\0' }),
  row('image/tiff', 'a TIFF picture', 'II*\0'),
  row('image/tiff', 'a TIFF picture', 'MM\0*'),
  row('image/vnd.microsoft.icon', 'an icon', '\0\0\x01\0'),
  row('image/vnd.adobe.photoshop', 'a Photoshop picture', '8BPS'),
  row('image/avif', 'an AVIF picture', 'ftypavif', CONTAINER),
  row('image/heic', 'a HEIC picture', 'ftypheic', CONTAINER),
  row('image/heif', 'a HEIF picture', 'ftypmif1', CONTAINER),
  row('image/jp2', 'a JPEG 2000 picture', '\0\0\0\x0cjP  \r\n\x87\n'),
  row('image/jxl', 'a JPEG XL picture', '\xff\x0a'),
  row('image/emf', 'a Windows metafile', ' EMF', { at: 40 }),
  row('image/wmf', 'a Windows metafile', '\xd7\xcd\xc6\x9a'),
  row('application/pdf', 'a PDF document', '%PDF-'),
  row('application/postscript', 'a PostScript document', '%!PS'),
  row('application/rtf', 'an RTF document', '{\\rtf'),
  row(`${OOXML}.wordprocessingml.document`, 'a Word document', ZIP, { holds: 'word/' }),
  row(`${OOXML}.spreadsheetml.sheet`, 'an Excel workbook', ZIP, { holds: 'xl/' }),
  row(`${OOXML}.presentationml.presentation`, 'a PowerPoint presentation', ZIP, { holds: 'ppt/' }),
  row('application/vnd.oasis.opendocument.text', 'an OpenDocument text', ZIP, { holds: `${ODF}.text` }),
  row('application/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet', ZIP, {
    holds: `${ODF}.spreadsheet`,
  }),
  row('application/vnd.oasis.opendocument.presentation', 'an OpenDocument presentation', ZIP, {
    holds: `${ODF}.presentation`,
  }),
  row('application/epub+zip', 'an EPUB book', ZIP, { holds: 'mimetypeapplication/epub+zip' }),
  row('application/java-archive', 'a Java archive', ZIP, { holds: 'META-INF/MANIFEST.MF' }),
  row('application/vnd.android.package-archive', 'an Android package', ZIP, { holds: 'AndroidManifest.xml' }),
  row('application/zip', 'a ZIP archive', ZIP),
  row('application/zip', 'an empty ZIP archive', 'PK\x05\x06'),
  row('application/gzip', 'a gzip archive', '\x1f\x8b'),
  row('application/x-bzip2', 'a bzip2 archive', 'BZh'),
  row('application/x-xz', 'an xz archive', '\xfd7zXZ\0'),
  row('application/zstd', 'a Zstandard archive', '\x28\xb5\x2f\xfd'),
  row('application/x-7z-compressed', 'a 7-Zip archive', "7z\xbc\xaf'\x1c"),
  row('application/vnd.rar', 'a RAR archive', 'Rar!\x1a\x07'),
  row('application/x-tar', 'a tar archive', 'ustar', { at: 257 }),
  row('application/vnd.ms-cab-compressed', 'a Windows cabinet', 'MSCF\0\0\0\0'),
  row('application/x-ace-compressed', 'an ACE archive', '**ACE**', { at: 7 }),
  row('application/x-arj', 'an ARJ archive', '\x60\xea'),
  row('application/vnd.ms-tnef', 'Outlook’s winmail.dat', '\x78\x9f\x3e\x22'),
  row('application/x-ole-storage', 'an old Office document or Outlook message', OLE),
  row('application/vnd.microsoft.portable-executable', 'a Windows program', 'MZ'),
  row('application/x-elf', 'a Linux program', '\x7fELF'),
  row('application/x-mach-binary', 'a macOS program', '\xcf\xfa\xed\xfe'),
  row('application/java-vm', 'a Java class or macOS program', '\xca\xfe\xba\xbe'),
  row('application/wasm', 'a WebAssembly program', '\0asm'),
  row('application/x-ms-shortcut', 'a Windows shortcut', 'L\0\0\0\x01\x14\x02\0'),
  row('audio/amr', 'an AMR sound', '#!AMR'),
  row('text/x-shellscript', 'a script', '#!'),
  row('application/vnd.sqlite3', 'an SQLite database', 'SQLite format 3\0'),
  row('application/vnd.ms-outlook-pst', 'an Outlook mailbox file', '!BDN'),
  row('application/x-pkcs12', 'a file of keys', '\x30\x82', {
    holds: '\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01',
  }),
  row('application/pkcs7-mime', 'signed or encrypted data (CMS)', '\x30', {
    holds: '\x2a\x86\x48\x86\xf7\x0d\x01\x07',
  }),
  row('application/pgp', 'OpenPGP data', '-----BEGIN PGP '),
  row('application/x-pem-file', 'a certificate or key in PEM', '-----BEGIN '),
  row('audio/mpeg', 'an MP3 sound', 'ID3'),
  row('audio/mpeg', 'an MP3 sound', '\xff\xfb'),
  row('audio/vnd.wave', 'a WAV sound', 'WAVE', { at: 8 }),
  row('audio/flac', 'a FLAC sound', 'fLaC'),
  row('audio/midi', 'a MIDI sound', 'MThd'),
  row('audio/mp4', 'an MPEG-4 sound', 'ftypM4A', CONTAINER),
  row('application/ogg', 'an Ogg sound or film', 'OggS'),
  row('video/mp4', 'an MPEG-4 film', 'ftyp', CONTAINER),
  row('video/quicktime', 'a QuickTime film', 'moov', CONTAINER),
  row('video/webm', 'a WebM or Matroska film', '\x1a\x45\xdf\xa3'),
  row('video/vnd.avi', 'an AVI film', 'AVI ', { at: 8 }),
  row('video/mpeg', 'an MPEG film', '\0\0\x01\xba'),
  row('video/x-flv', 'a Flash film', 'FLV\x01'),
  row('video/x-ms-asf', 'a Windows Media file', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'),
  row('application/x-shockwave-flash', 'a Flash program', 'FWS'),
  row('font/woff2', 'a web font', 'wOF2'),
  row('font/woff', 'a web font', 'wOFF'),
  row('font/otf', 'a font', 'OTTO'),
  row('font/ttf', 'a font', '\0\x01\0\0\0'),
  row('application/xml', 'XML', '<?xml'),
  row('image/svg+xml', 'an SVG drawing', '<svg'),
  row('text/html', 'HTML', '<!DOCTYPE html'),
  row('text/html', 'HTML', '<html'),
  row('text/calendar', 'a calendar entry', 'BEGIN:VCALENDAR'),
  row('text/vcard', 'a business card', 'BEGIN:VCARD'),
];
