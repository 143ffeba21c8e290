// HTML as readable plain text: for quoting, and as the plain side of an alternative. Nothing of it is shown as HTML.

import { entityText } from './entities.ts';

/**
 * The text of HTML: blocks on lines of their own, lists with their marks, quotes with `>`, the addresses of links
 * behind their texts. Lines are as long as their paragraphs; line ends are `\n`. Linear; never fails.
 */
export function htmlText(html: string): string {
  const writer = new TextWriter();
  let hidden: { readonly name: string; depth: number } | undefined;
  const last = html.lastIndexOf('>');
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open !== at && !hidden) writer.text(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      at = behind(html, '-->', open + 4);
      continue;
    }
    const tag = open < last ? readTag(html, open) : undefined;
    if (!tag) {
      if (!hidden) writer.text('<');
      at = open + 1;
      continue;
    }
    at = tag.to;
    if (UNSHOWN.has(tag.name) && !tag.close) {
      at = behindElement(html, tag.name, at);
    } else if (hidden) {
      if (tag.name !== hidden.name) continue;
      hidden.depth += tag.close ? -1 : 1;
      if (hidden.depth === 0) hidden = undefined;
    } else if (!tag.close && !VOID.has(tag.name) && HIDDEN.test(tag.attributes)) {
      hidden = { name: tag.name, depth: 1 };
    } else {
      writer.tag(tag);
    }
  }
  return writer.finish();
}

interface Tag {
  /** In lower case; '' for a declaration. */
  readonly name: string;
  readonly close: boolean;
  readonly attributes: string;
  readonly to: number;
}

function readTag(html: string, at: number): Tag | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(html);
  if (!match) return undefined;
  const from = TAG.lastIndex;
  const to = tagEnd(html, from);
  if (to < 0) return undefined;
  const [, slash = '', name = ''] = match;
  return { name: name.toLowerCase(), close: slash !== '', attributes: html.slice(from, to), to: to + 1 };
}

/** Where the `>` of a tag stands: behind its quoted values, unless these do not end soon. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at - from < MAX_ATTRIBUTES;) {
    PLAIN.lastIndex = at;
    PLAIN.test(html);
    at = PLAIN.lastIndex;
    const character = html.charAt(at);
    if (character === '>') return at;
    const close = character === '' ? -1 : html.slice(at + 1, from + MAX_ATTRIBUTES).indexOf(character);
    if (close < 0) break;
    at += close + 2;
  }
  return html.indexOf('>', from);
}

function behind(html: string, needle: string, from: number): number {
  const at = html.indexOf(needle, from);
  return at < 0 ? html.length : at + needle.length;
}

function behindElement(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}[^>]{0,100}>`, 'gi');
  close.lastIndex = from;
  return close.test(html) ? close.lastIndex : html.length;
}

/** The value of an attribute, its references resolved. */
function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(
    attributes,
  );
  return withEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,10});?/gi,
    (whole, reference: string) => entityText(reference) ?? whole,
  );
}

/** Lines that grow. */
class TextWriter {
  readonly #lines: string[] = [];
  /** The line that grows, in pieces: one text would be copied again and again. */
  #line: string[] = [];
  /** True where only white space stands on the line. */
  #blank = true;
  /** True where a space may not follow. */
  #spaced = true;
  /** Line ends that are due in front of the next text: 2 make an empty line. */
  #gap = 0;
  #quote = 0;
  /** The quote depth of the last line. */
  #lastQuote = 0;
  #pre = 0;
  /** The open lists: the number of the next item, 0 for a list without numbers. */
  readonly #lists: number[] = [];
  /** The mark of an item that has no text yet. */
  #mark = '';
  /** The open link, and where its text starts. */
  #link: { readonly href: string; readonly line: number; readonly piece: number } | undefined;

  text(source: string): void {
    const text = withEntities(source).replace(INVISIBLE, '');
    if (this.#pre > 0) {
      for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
        if (index > 0) this.#break(1, true);
        this.#add(line);
      }
      return;
    }
    const flat = text.replace(/[\s\u00a0]+/g, ' ');
    this.#add(this.#spaced ? flat.replace(/^ /, '') : flat);
  }

  tag({ name, close, attributes }: Tag): void {
    switch (name) {
      case 'br':
        this.#break(1, true);
        return;
      case 'hr':
        this.#break(2);
        this.#add('-'.repeat(RULE));
        this.#break(2);
        return;
      case 'img':
        this.#image(attribute(attributes, 'alt'));
        return;
      case 'a':
        if (close) this.#closeLink();
        else {
          this.#link = {
            href: attribute(attributes, 'href'),
            line: this.#lines.length,
            piece: this.#line.length,
          };
        }
        return;
      case 'td':
      case 'th':
        if (!close && !this.#blank && !this.#spaced) this.#add('  ');
        return;
      case 'blockquote':
        this.#break(2);
        this.#quote = Math.max(0, Math.min(MAX_DEPTH, this.#quote + (close ? -1 : 1)));
        return;
      case 'pre':
        this.#break(2);
        this.#pre = Math.max(0, this.#pre + (close ? -1 : 1));
        return;
      case 'ul':
      case 'ol':
        this.#break(this.#lists.length > (close ? 1 : 0) ? 1 : 2);
        if (close) this.#lists.pop();
        else if (this.#lists.length < MAX_DEPTH) this.#lists.push(name === 'ol' ? 1 : 0);
        return;
      case 'li':
        this.#break(1);
        if (!close) this.#item();
        return;
    }
    if (PARAGRAPHS.has(name)) this.#break(2);
    else if (BLOCKS.has(name)) this.#break(1);
  }

  finish(): string {
    this.#break(1);
    return this.#lines.join('\n').replace(/\n+$/, '') + (this.#lines.length > 0 ? '\n' : '');
  }

  #item(): void {
    const last = this.#lists.length - 1;
    const number = this.#lists[last] ?? 0;
    if (number > 0) this.#lists[last] = number + 1;
    this.#mark = number > 0 ? `${String(number)}. ` : '- ';
  }

  #image(alt: string): void {
    if (alt !== '') this.text(`[${alt}]`);
  }

  #closeLink(): void {
    const link = this.#link;
    this.#link = undefined;
    if (!link || !/^(?:https?|ftp|mailto|tel):/i.test(link.href)) return;
    const text = link.line === this.#lines.length ? this.#line.slice(link.piece).join('').trim() : '';
    const bare = (url: string): string =>
      url.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
    if (text === '' && link.line === this.#lines.length) return;
    if (bare(text) === bare(link.href) || link.href.length > MAX_LINK) return;
    const space = this.#spaced ? '' : ' ';
    this.#add(`${space}<${link.href.replace(/[\s<>]/g, encodeURIComponent)}>`);
  }

  #add(text: string): void {
    if (text === '') return;
    this.#line.push(text);
    this.#blank &&= text.trim() === '';
    this.#spaced = text.endsWith(' ');
  }

  /** @param keep true where an empty line counts. */
  #break(gap: number, keep = false): void {
    if (!this.#blank) {
      // The empty line between two quotes is as deep as the one that goes on.
      const between = '>'.repeat(Math.min(this.#quote, this.#lastQuote));
      if (this.#gap > 1 && this.#lines.length > 0) this.#lines.push(between);
      this.#lastQuote = this.#quote;
      const indent = '  '.repeat(Math.max(0, this.#lists.length - 1));
      const hanging = this.#lists.length > 0 && this.#mark === '' ? '  ' : '';
      const quote = this.#quote > 0 ? `${'>'.repeat(this.#quote)} ` : '';
      this.#lines.push(`${quote}${indent}${hanging}${this.#mark}${this.#line.join('').trimEnd()}`);
      this.#mark = '';
      this.#gap = gap;
    } else if (this.#mark === '') {
      // A second line break in a row makes an empty line, a third one no more.
      this.#gap = keep && this.#gap > 0 ? 2 : Math.max(this.#gap, gap);
    }
    this.#line = [];
    this.#blank = true;
    this.#spaced = true;
  }
}

const TAG = /<(\/?)([a-zA-Z][^\s/>]{0,60}|[!?])/y;
const PLAIN = /[^"'>]*/y;
/** Elements whose content nobody sees. */
const UNSHOWN = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'svg',
  'textarea',
  'select',
  'object',
  'iframe',
]);
const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'area', 'base', 'wbr', '!', '?']);
const HIDDEN = /\sstyle\s*=\s*["'][^"']*(?:display\s*:\s*none|mso-hide\s*:\s*all)|\shidden(?:[\s=/]|$)/i;
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'dl', 'figure', 'fieldset']);
const BLOCKS = new Set(
  'div tr section article header footer main nav address dt dd form figcaption center body html caption'.split(
    ' ',
  ),
);
/** What is put between characters to deceive a filter or to fill a preview. */
const INVISIBLE = /\u034f|[\u00ad\u200b\u2060\ufeff]/g;
const MAX_ATTRIBUTES = 4096;
const MAX_DEPTH = 30;
/** A longer address says nothing to a reader. */
const MAX_LINK = 300;
const RULE = 20;
