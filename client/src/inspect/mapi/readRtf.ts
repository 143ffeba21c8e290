// What RTF says: the HTML that was put into it (MS-OXRTFEX), else its text without the formatting (RTF 1.9.1).

import { decodeCodePage } from './codePages.ts';

/** Groups in groups that are read. */
const deepest = 1000;

/** One token, at the place where the last one ended. */
const token = /\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([\dA-Fa-f]{2})|\\([^])|([{}])|([^\\{}\r\n]+)|[\r\n]+/uy;

/** Groups whose text is not that of the document. Those that start with `\*` are left out, too. */
const hidden = new Set([
  ...['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'object', 'filetbl', 'revtbl', 'listtables'],
  ...['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf'],
  ...['nonshppict', 'xe', 'tc', 'txe', 'rxe'],
]);

const characters: Readonly<Record<string, string>> = {
  ...{ par: '\n', line: '\n', sect: '\n', page: '\n', row: '\n', tab: '\t', cell: '\t', nestcell: '\t' },
  ...{ emdash: '\u2014', endash: '\u2013', bullet: '\u2022', emspace: '\u2003', enspace: '\u2002' },
  ...{ lquote: '\u2018', rquote: '\u2019', ldblquote: '\u201c', rdblquote: '\u201d' },
  ...{ '~': '\u00a0', _: '\u2011', '{': '{', '}': '}', '\\': '\\', '\r': '\n', '\n': '\n' },
};

/** Code pages of fonts, by `\fcharset`. */
const fontCodePages: Readonly<Record<number, number>> = {
  ...{ 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255 },
  ...{ 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 },
};

/** What holds inside a group. */
interface Group {
  readonly isHidden: boolean;
  /** True between the brace and the first word. */
  readonly isNew: boolean;
  /** True for RTF alone, where HTML was put into RTF (`\htmlrtf`, MS-OXRTFEX 2.1.3.2). */
  readonly isRtf: boolean;
  readonly isFonts: boolean;
  readonly font: number;
  /** How many characters behind a `\u` stand for the same one (`\uc`). */
  readonly skipped: number;
}

/** Gathers characters; octets wait until their code page ends, as one character may have several. */
class Text {
  readonly #pieces: string[] = [];
  #octets: number[] = [];
  #codePage = 0;

  octet(octet: number, codePage: number): void {
    if (codePage !== this.#codePage) this.#flush();
    this.#codePage = codePage;
    this.#octets.push(octet);
  }

  character(text: string): void {
    this.#flush();
    this.#pieces.push(text);
  }

  #flush(): void {
    if (this.#octets.length === 0) return;
    this.#pieces.push(decodeCodePage(Uint8Array.from(this.#octets), this.#codePage));
    this.#octets = [];
  }

  toString(): string {
    this.#flush();
    return this.#pieces.join('');
  }
}

/** Reads tokens from front to back. */
class Reader {
  readonly #text = new Text();
  readonly #fonts = new Map<number, number>();
  readonly #outer: Group[] = [];
  #group: Group = { isHidden: false, isNew: false, isRtf: false, isFonts: false, font: -1, skipped: 1 };
  #codePage = 1252;
  /** Characters still to be passed over behind a `\u`. */
  #toSkip = 0;

  /** True where HTML was put into the RTF. */
  isHtml = false;

  /** @param rtf one character an octet. */
  read(rtf: string): string {
    for (token.lastIndex = 0; token.lastIndex < rtf.length;) {
      const match = token.exec(rtf);
      if (!match) break;
      const [, word, number, octet, symbol, brace, plain] = match;
      if (word !== undefined) {
        const value = number === undefined ? undefined : Number(number);
        if (word === 'bin') token.lastIndex += Math.max(0, value ?? 0);
        this.#word(word, value);
      } else if (octet !== undefined) this.#octet(Number.parseInt(octet, 16));
      else if (symbol !== undefined) this.#symbol(symbol);
      else if (brace !== undefined) {
        if (!this.#brace(brace)) break;
      } else if (plain !== undefined) this.#plain(plain);
    }
    return this.#text.toString();
  }

  /** @returns false where the document ends, or is too deep. */
  #brace(brace: string): boolean {
    this.#toSkip = 0;
    if (brace === '{') {
      this.#outer.push(this.#group);
      this.#group = { ...this.#group, isNew: true };
      return this.#outer.length <= deepest;
    }
    this.#group = this.#outer.pop() ?? this.#group;
    return this.#outer.length > 0;
  }

  #word(word: string, number: number | undefined): void {
    const { isNew, font } = this.#group;
    const isFonts = this.#group.isFonts || (isNew && word === 'fonttbl');
    const isHidden =
      isNew && this.#isTag(word) ? this.#isOuterHidden : this.#group.isHidden || (isNew && hidden.has(word));
    this.#group = { ...this.#group, isNew: false, isFonts, isHidden };
    if (word === 'ansicpg') this.#codePage = number ?? this.#codePage;
    else if (word === 'fromhtml') this.isHtml = number !== 0;
    else if (word === 'htmlrtf') this.#group = { ...this.#group, isRtf: this.isHtml && number !== 0 };
    else if (word === 'mac') this.#codePage = 10000;
    else if (word === 'f') this.#group = { ...this.#group, font: number ?? 0 };
    else if (word === 'fcharset' && isFonts) this.#fonts.set(font, fontCodePages[number ?? 0] ?? 0);
    else if (word === 'uc') this.#group = { ...this.#group, skipped: Math.min(number ?? 1, 16) };
    else if (word === 'u' && number !== undefined) {
      this.#show(String.fromCharCode(number & 0xff_ff));
      this.#toSkip = this.#group.skipped;
    } else if (Object.hasOwn(characters, word)) this.#show(characters[word] ?? '');
  }

  /** MS-OXRTFEX 2.1.3.1.4: a piece of HTML, though `\*` is in front. */
  #isTag(word: string): boolean {
    return this.isHtml && word === 'htmltag';
  }

  get #isOuterHidden(): boolean {
    return this.#outer.at(-1)?.isHidden === true;
  }

  get #isShown(): boolean {
    return !this.#group.isHidden && !this.#group.isRtf;
  }

  #symbol(symbol: string): void {
    if (symbol === '*') this.#group = { ...this.#group, isHidden: true };
    else if (Object.hasOwn(characters, symbol)) this.#show(characters[symbol] ?? '');
  }

  #show(character: string): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else if (this.#isShown) this.#text.character(character);
  }

  #octet(octet: number): void {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else if (this.#isShown) {
      this.#text.octet(octet, (this.#fonts.get(this.#group.font) ?? 0) || this.#codePage);
    }
  }

  #plain(plain: string): void {
    const rest = plain.slice(this.#toSkip);
    this.#toSkip = Math.max(0, this.#toSkip - plain.length);
    this.#group = { ...this.#group, isNew: false };
    for (let at = 0; at < rest.length && this.#isShown; at += 1) this.#octet(rest.charCodeAt(at));
  }
}

/** HTML, or text with a line end behind each paragraph. */
export type RtfContent = { readonly html: string } | { readonly text: string };

/** Reads RTF as far as it goes. */
export function readRtf(octets: Uint8Array): RtfContent {
  const rtf = Array.from({ length: Math.ceil(octets.length / 8192) }, (_, index) =>
    String.fromCharCode(...octets.subarray(index * 8192, (index + 1) * 8192)),
  ).join('');
  const reader = new Reader();
  const content = reader.read(rtf);
  return reader.isHtml ? { html: content } : { text: content };
}
