// The charsets of mail: names, aliases, and the decoder each is read with.
import type { Reference } from './reference.ts';
import { page, rfc } from './reference.ts';

/** One charset. */
export interface Charset {
  /** The preferred MIME name, in canonical case. */
  readonly name: string;
  /** Further labels, in lower case: IANA's aliases, those of the WHATWG Encoding Standard and common misspellings. */
  readonly aliases: readonly string[];
  /**
   * Name of the WHATWG decoder that reads it, in lower case; `undefined` where there is none.
   * A decoder may know more characters than the charset (ISO-8859-1 is read as windows-1252).
   */
  readonly decoder?: string;
  /**
   * - `ascii`: octets 0 to 127 only
   * - `single`: one octet per character
   * - `multi`: several octets per character, ASCII octets mean themselves where they stand alone
   * - `stateful`: escape sequences or shifts change what octets mean
   * - `wide`: units of two or four octets; not allowed for text in mail
   */
  readonly form: 'ascii' | 'single' | 'multi' | 'stateful' | 'wide';
  readonly summary: string;
  readonly reference: Reference;
}

const whatwg = page('Encoding Standard', 'https://encoding.spec.whatwg.org/');
const iana = page(
  'Character sets registry',
  'https://www.iana.org/assignments/character-sets/character-sets.xhtml',
);

type Row = readonly [
  name: string,
  form: Charset['form'],
  decoder: string,
  aliases: string,
  summary: string,
  reference?: Reference,
];

const rows: readonly Row[] = [
  [
    'US-ASCII',
    'ascii',
    'windows-1252',
    'ascii ansi_x3.4-1968 ansi_x3.4-1986 iso646-us iso_646.irv:1991 iso-ir-6 us ibm367 cp367 csascii us_ascii',
    'The 128 characters of plain English text. The default where no charset is named.',
    rfc(2046, '4.1.2'),
  ],
  [
    'UTF-8',
    'multi',
    'utf-8',
    'utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 csutf8 utf_8',
    'Unicode in one to four octets per character. The charset to use for anything new.',
    rfc(3629),
  ],
  [
    'UTF-7',
    'stateful',
    '',
    'unicode-1-1-utf-7 utf7 csutf7 x-utf-7',
    'Unicode in seven-bit octets with base64 runs. Obsolete, and used to slip text past filters.',
    rfc(2152),
  ],
  [
    'UTF-16',
    'wide',
    'utf-16le',
    'utf16 unicode csunicode iso-10646-ucs-2 ucs-2 csutf16',
    'Unicode in units of two octets. Not allowed for text in mail.',
    rfc(2781),
  ],
  [
    'UTF-16LE',
    'wide',
    'utf-16le',
    'utf16le unicodefeff csutf16le',
    'Unicode in units of two octets, the lower octet first.',
    rfc(2781),
  ],
  [
    'UTF-16BE',
    'wide',
    'utf-16be',
    'utf16be unicodefffe csutf16be',
    'Unicode in units of two octets, the higher octet first.',
    rfc(2781),
  ],
  [
    'UTF-32',
    'wide',
    '',
    'utf32 csutf32 utf-32le utf-32be ucs-4 iso-10646-ucs-4',
    'Unicode in units of four octets. Not allowed for text in mail.',
    iana,
  ],
  [
    'ISO-8859-1',
    'single',
    'windows-1252',
    'iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 ibm819 cp819 csisolatin1 iso-8859-1-windows-3.0-latin-1',
    'Latin letters of Western Europe. Much mail that says so is really windows-1252.',
  ],
  [
    'ISO-8859-2',
    'single',
    'iso-8859-2',
    'iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2',
    'Latin letters of Central Europe, such as Polish, Czech and Hungarian.',
  ],
  [
    'ISO-8859-3',
    'single',
    'iso-8859-3',
    'iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3',
    'Latin letters of Southern Europe, Maltese and Esperanto.',
  ],
  [
    'ISO-8859-4',
    'single',
    'iso-8859-4',
    'iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4',
    'Latin letters of the Baltic countries, in an early form.',
  ],
  [
    'ISO-8859-5',
    'single',
    'iso-8859-5',
    'iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic',
    'Cyrillic letters. Rare in mail, where KOI8-R and windows-1251 won.',
  ],
  [
    'ISO-8859-6',
    'single',
    'iso-8859-6',
    'iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 ecma-114 asmo-708 arabic csisolatinarabic iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i',
    'Arabic letters.',
  ],
  [
    'ISO-8859-7',
    'single',
    'iso-8859-7',
    'iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 elot_928 ecma-118 greek greek8 sun_eu_greek csisolatingreek',
    'Greek letters.',
  ],
  [
    'ISO-8859-8',
    'single',
    'iso-8859-8',
    'iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew visual iso-8859-8-e csiso88598e csisolatinhebrew',
    'Hebrew letters in the order in which they are seen.',
    rfc(1555),
  ],
  [
    'ISO-8859-8-I',
    'single',
    'iso-8859-8-i',
    'logical csiso88598i',
    'Hebrew letters in the order in which they are read.',
    rfc(1555),
  ],
  [
    'ISO-8859-9',
    'single',
    'windows-1254',
    'iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 csisolatin5',
    'Like ISO-8859-1, with letters for Turkish.',
  ],
  [
    'ISO-8859-10',
    'single',
    'iso-8859-10',
    'iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6',
    'Latin letters of the Nordic languages.',
  ],
  [
    'ISO-8859-11',
    'single',
    'windows-874',
    'iso8859-11 iso885911',
    'Thai letters, the same as TIS-620 with a fixed space.',
  ],
  [
    'ISO-8859-13',
    'single',
    'iso-8859-13',
    'iso8859-13 iso885913 csiso885913',
    'Latin letters of the Baltic countries.',
  ],
  [
    'ISO-8859-14',
    'single',
    'iso-8859-14',
    'iso8859-14 iso885914 iso-ir-199 iso-celtic latin8 l8 csiso885914',
    'Latin letters of the Celtic languages.',
  ],
  [
    'ISO-8859-15',
    'single',
    'iso-8859-15',
    'iso8859-15 iso885915 iso_8859-15 latin-9 latin9 l9 csisolatin9 csiso885915',
    'ISO-8859-1 with the euro sign and a few more letters of French and Finnish.',
  ],
  [
    'ISO-8859-16',
    'single',
    'iso-8859-16',
    'iso-ir-226 latin10 l10 csiso885916',
    'Latin letters of South-Eastern Europe, among them Romanian.',
  ],
  ['windows-874', 'single', 'windows-874', 'dos-874 cp874 x-windows-874', "Microsoft's Thai letters."],
  ['TIS-620', 'single', 'windows-874', 'tis620 cstis620', 'The national standard for Thai.'],
  [
    'windows-1250',
    'single',
    'windows-1250',
    'cp1250 x-cp1250 cswindows1250',
    "Microsoft's letters for Central Europe.",
  ],
  [
    'windows-1251',
    'single',
    'windows-1251',
    'cp1251 x-cp1251 cswindows1251',
    "Microsoft's Cyrillic letters, usual in Russian and Bulgarian mail.",
  ],
  [
    'windows-1252',
    'single',
    'windows-1252',
    'cp1252 x-cp1252 cswindows1252 x-ansi win-1252',
    "Microsoft's letters for Western Europe: ISO-8859-1 with quotation marks, dashes and the euro sign.",
  ],
  ['windows-1253', 'single', 'windows-1253', 'cp1253 x-cp1253 cswindows1253', "Microsoft's Greek letters."],
  ['windows-1254', 'single', 'windows-1254', 'cp1254 x-cp1254 cswindows1254', "Microsoft's Turkish letters."],
  [
    'windows-1255',
    'single',
    'windows-1255',
    'cp1255 x-cp1255 cswindows1255',
    "Microsoft's Hebrew letters, with vowel points.",
  ],
  ['windows-1256', 'single', 'windows-1256', 'cp1256 x-cp1256 cswindows1256', "Microsoft's Arabic letters."],
  ['windows-1257', 'single', 'windows-1257', 'cp1257 x-cp1257 cswindows1257', "Microsoft's Baltic letters."],
  [
    'windows-1258',
    'single',
    'windows-1258',
    'cp1258 x-cp1258 cswindows1258',
    "Microsoft's Vietnamese letters.",
  ],
  [
    'KOI8-R',
    'single',
    'koi8-r',
    'koi8 koi koi8_r cskoi8r',
    'Russian letters, arranged so that text stays readable when the eighth bit is lost.',
    rfc(1489),
  ],
  ['KOI8-U', 'single', 'koi8-u', 'koi8-ru cskoi8u', 'KOI8-R with Ukrainian letters.', rfc(2319)],
  ['IBM866', 'single', 'ibm866', '866 cp866 csibm866', 'Cyrillic letters of DOS.'],
  [
    'IBM437',
    'single',
    '',
    'cp437 437 cspc8codepage437',
    'The first character set of the PC, with line drawing.',
  ],
  ['IBM850', 'single', '', 'cp850 850 cspc850multilingual', 'Western European letters of DOS.'],
  ['IBM852', 'single', '', 'cp852 852 cspcp852', 'Central European letters of DOS.'],
  ['IBM855', 'single', '', 'cp855 855 csibm855', 'An older set of Cyrillic letters of DOS.'],
  ['IBM857', 'single', '', 'cp857 857 csibm857', 'Turkish letters of DOS.'],
  ['IBM862', 'single', '', 'cp862 862 cspc862latinhebrew', 'Hebrew letters of DOS.'],
  ['IBM00858', 'single', '', 'cp858 ccsid00858 cp00858', 'IBM850 with the euro sign.'],
  [
    'macintosh',
    'single',
    'macintosh',
    'mac x-mac-roman macroman csmacintosh',
    "Western European letters of Apple's older systems.",
  ],
  [
    'x-mac-cyrillic',
    'single',
    'x-mac-cyrillic',
    'x-mac-ukrainian',
    "Cyrillic letters of Apple's older systems.",
  ],
  [
    'x-mac-ce',
    'single',
    '',
    'x-mac-centraleurroman maccentraleurope',
    "Central European letters of Apple's older systems.",
  ],
  ['VISCII', 'single', '', 'csviscii', 'Vietnamese letters with all accents in one octet.', rfc(1456)],
  ['TCVN', 'single', '', 'tcvn-5712 tcvn5712-1', 'The national standard for Vietnamese.'],
  [
    'GB2312',
    'multi',
    'gbk',
    'gb_2312 gb_2312-80 gb2312-80 csgb2312 csiso58gb231280 iso-ir-58 chinese euc-cn x-euc-cn',
    'Simplified Chinese. Much mail that says so uses characters of GBK.',
  ],
  [
    'GBK',
    'multi',
    'gbk',
    'cp936 ms936 windows-936 x-gbk csgbk',
    'Simplified Chinese with many more characters than GB2312.',
  ],
  ['GB18030', 'multi', 'gb18030', 'csgb18030 gb-18030', "China's standard set, which covers all of Unicode."],
  [
    'HZ-GB-2312',
    'stateful',
    'replacement',
    'hz',
    'Simplified Chinese in seven-bit octets with tilde sequences, known from newsgroups.',
    rfc(1843),
  ],
  [
    'ISO-2022-CN',
    'stateful',
    'replacement',
    'csiso2022cn iso-2022-cn-ext',
    'Chinese in seven-bit octets with escape sequences.',
    rfc(1922),
  ],
  ['Big5', 'multi', 'big5', 'big-5 cn-big5 csbig5 x-x-big5', 'Traditional Chinese as used in Taiwan.'],
  [
    'Big5-HKSCS',
    'multi',
    'big5',
    'big5hkscs csbig5hkscs',
    'Traditional Chinese with the additions of Hong Kong.',
  ],
  [
    'ISO-2022-JP',
    'stateful',
    'iso-2022-jp',
    'csiso2022jp jis',
    'Japanese in seven-bit octets with escape sequences, long the usual charset of Japanese mail.',
    rfc(1468),
  ],
  ['ISO-2022-JP-1', 'stateful', '', 'iso2022jp1', 'ISO-2022-JP with more kanji.', rfc(2237)],
  [
    'ISO-2022-JP-2',
    'stateful',
    '',
    'csiso2022jp2 iso2022jp2',
    'ISO-2022-JP with Chinese, Korean, Greek and Latin letters.',
    rfc(1554),
  ],
  [
    'ISO-2022-JP-MS',
    'stateful',
    '',
    'cp50220 cp50221 cp50222 x-iso-2022-jp-ms',
    "ISO-2022-JP with Microsoft's additional characters.",
  ],
  [
    'Shift_JIS',
    'multi',
    'shift_jis',
    'shift-jis sjis x-sjis ms_kanji csshiftjis',
    'Japanese in one or two octets, from the PC world.',
  ],
  [
    'Windows-31J',
    'multi',
    'shift_jis',
    'cp932 ms932 cswindows31j',
    "Shift_JIS with Microsoft's additional characters.",
  ],
  [
    'EUC-JP',
    'multi',
    'euc-jp',
    'x-euc-jp cseucpkdfmtjapanese eucjp extended_unix_code_packed_format_for_japanese',
    'Japanese in one to three octets, from the Unix world.',
  ],
  [
    'EUC-KR',
    'multi',
    'euc-kr',
    'euckr cseuckr',
    'Korean in one or two octets, the usual charset of Korean mail.',
    rfc(1557),
  ],
  [
    'KS_C_5601-1987',
    'multi',
    'euc-kr',
    'korean ks_c_5601-1989 ksc5601 ksc_5601 iso-ir-149 csksc56011987 ks_c_5601',
    'Korean characters. Outlook uses the name for what is really windows-949.',
  ],
  [
    'windows-949',
    'multi',
    'euc-kr',
    'cp949 ms949 uhc x-windows-949',
    "Microsoft's Korean, with all syllables.",
  ],
  [
    'ISO-2022-KR',
    'stateful',
    'replacement',
    'csiso2022kr',
    'Korean in seven-bit octets with shift characters.',
    rfc(1557),
  ],
  ['EUC-TW', 'multi', '', 'x-euc-tw euctw', 'Traditional Chinese from the Unix world.'],
  [
    'x-user-defined',
    'single',
    'x-user-defined',
    '',
    'A set without meaning of its own. Some programs write it when they do not know better.',
  ],
  [
    'UNKNOWN-8BIT',
    'single',
    '',
    'unknown x-unknown 8bit',
    'Says that octets above 127 are there and nobody knows what they mean.',
    rfc(1428),
  ],
];

/** Every known charset. */
export const charsets: readonly Charset[] = rows.map(
  ([name, form, decoder, aliases, summary, reference]) => ({
    name,
    aliases: aliases === '' ? [] : aliases.split(' '),
    ...(decoder === '' ? {} : { decoder }),
    form,
    summary,
    reference: reference ?? (decoder === '' ? iana : whatwg),
  }),
);

const byLabel = new Map(
  charsets.flatMap((row) => [row.name.toLowerCase(), ...row.aliases].map((label) => [label, row] as const)),
);

/** The charset of this label, in any case and without blanks around it; `undefined` for an unknown one. */
export function charset(label: string): Charset | undefined {
  return byLabel.get(label.trim().toLowerCase());
}
