// The texts of a message: its HTML in the frame, its plain text, its source.

import type { Labels } from '../labels.ts';
import type { Link } from '../content/links.ts';
import type { ColorMode, Questions, ShownMessage, ShownPart } from '../messages.ts';
import { button, fill, h, numberText, sentences } from './dom.ts';
import { ask, send } from './host.ts';
import { harmless } from './sanitise.ts';
import type { Harmless, Removed } from './sanitise.ts';
import type { RemoteImage } from '../content/remoteImages.ts';

/** The HTML of a message, of all of its parts. */
export interface HtmlBody {
  readonly root: HTMLElement;
  readonly standards: boolean;
  readonly links: readonly Link[];
  readonly remote: readonly RemoteImage[];
  readonly removed: readonly Removed[];
  readonly hasOwnDark: boolean;
  /** The Content-IDs of the parts it draws in. */
  readonly drawnIn: ReadonlySet<string>;
  /** In sentences. */
  readonly notes: readonly string[];
  /** True where there is more to be shown. */
  readonly cut: boolean;
}

export interface BodyOptions {
  readonly message: ShownMessage;
  readonly labels: Labels;
  readonly locale: string;
}

/** Reads and cleans the parts that are shown for HTML. Rejects with a sentence. */
export async function htmlBody(
  { message, labels, locale }: BodyOptions,
  wanted: { readonly colors: ColorMode; readonly loads: boolean; readonly all: boolean },
): Promise<HtmlBody> {
  const length = wanted.all ? ALL_TEXT : FIRST_TEXT;
  const mostTags = wanted.all ? ALL_TAGS : FIRST_TAGS;
  const notes: string[] = [];
  const pieces: Harmless[] = [];
  const drawnIn = new Set<string>();
  let standards = true;
  let cut = false;
  for (const [index, part] of partsOf(message, message.bodies.html).entries()) {
    let html: string;
    if (part.type.startsWith('image/')) {
      if (part.contentId !== null && drawnIn.has(part.contentId)) continue;
      html = `<img src="cid:mw-part-${encodeURIComponent(part.id)}" alt="">`;
    } else {
      const { text, total, charset, faults } = await ask('text', { id: part.id, length });
      if (total > text.length) {
        cut = true;
        notes.push(fill(labels.cut, numberText(text.length, locale), numberText(total, locale)));
      }
      notes.push(...faults);
      if (faults.length > 0) notes.push(fill(labels.charset, charset));
      html = part.type === 'text/html' ? text : await asHtml(text);
      if (index === 0) standards = /^\s*(?:<\?xml[^>]*>\s*)?<!doctype/i.test(text.slice(0, 1000));
    }
    const piece = harmless(html, { colors: wanted.colors, loads: wanted.loads, mostTags });
    if (piece.cut) {
      cut = true;
      notes.push(labels.cutTags);
    }
    for (const cid of piece.cids) drawnIn.add(decodedCid(cid));
    pieces.push(piece);
  }
  if (pieces.every(isEmpty)) notes.push(labels.emptyText);
  return { ...joined(pieces), drawnIn, standards, notes, cut: cut && !wanted.all };
}

/** Shows the plain text; that of the HTML where there is none. */
export async function fillText(
  panel: HTMLElement,
  { message, labels }: BodyOptions,
  open: (target: string) => void,
): Promise<void> {
  const plain = h('div', { class: 'plain', dir: 'auto' });
  const later: Paragraph[] = [];
  const cuts: HTMLElement[] = [];
  if (!message.bodies.hasText && message.bodies.text.length > 0) {
    plain.append(h('p', { class: 'note' }, labels.noText));
  }
  for (const part of partsOf(message, message.bodies.text)) {
    if (part.type.startsWith('image/')) continue;
    const isHtml = part.type === 'text/html';
    const { all, cut, notes } = isHtml ? await textOfHtml(part) : await textOfPlain(part, labels);
    const said = sentences(notes);
    if (said) plain.append(said);
    // What comes behind the first screens is not waited for.
    const room = later.length > 0 ? 0 : Math.max(0, FIRST_PARAGRAPHS - plain.childElementCount);
    plain.append(...(await paragraphs(all.slice(0, room), open)));
    later.push(...all.slice(room));
    if (cut) {
      const whole = button(labels.openDocument, () =>
        send({ type: 'part', action: 'document', id: part.id }),
      );
      cuts.push(h('p', { class: 'note' }, labels.cutText, ' ', whole));
    }
  }
  if (plain.textContent.trim() === '') plain.append(h('p', { class: 'note' }, labels.emptyText));
  panel.replaceChildren(...cuts, plain);
  void appendLater(plain, later, open);
}

async function appendLater(
  plain: HTMLElement,
  later: readonly Paragraph[],
  open: (target: string) => void,
): Promise<void> {
  for (let from = 0; from < later.length; from += NEXT_PARAGRAPHS) {
    plain.append(...(await paragraphs(later.slice(from, from + NEXT_PARAGRAPHS), open)));
  }
}

interface Paragraph {
  readonly depth: number;
  readonly text: string;
}

interface ReadText {
  readonly all: readonly Paragraph[];
  readonly cut: boolean;
  readonly notes: readonly string[];
}

async function textOfPlain({ id }: ShownPart, labels: Labels): Promise<ReadText> {
  const { paragraphs: all, cut, charset, faults } = await ask('paragraphs', { id });
  return { all, cut, notes: faults.length > 0 ? [...faults, fill(labels.charset, charset)] : [] };
}

async function textOfHtml({ id }: ShownPart): Promise<ReadText> {
  const { text, total, faults } = await ask('text', { id, length: FIRST_TEXT });
  const { root, cut } = harmless(text, { colors: 'asSent', loads: false, mostTags: FIRST_TAGS });
  const lines = textOf(root).split('\n');
  return {
    all: lines.map((line) => ({ depth: 0, text: line })),
    cut: cut || total > text.length,
    notes: faults,
  };
}

/** Shows how the message is written. */
export async function fillSource(
  panel: HTMLElement,
  { message, labels, locale }: BodyOptions,
  openSource: () => void,
): Promise<void> {
  const [root] = message.parts;
  if (!root) return;
  const { text, total } = await ask('text', { id: root.id, source: true, length: SOURCE_TEXT });
  const tools = h('p', {}, button(labels.openSource, openSource));
  if (total > text.length) {
    tools.append(' ', fill(labels.cut, numberText(text.length, locale), numberText(total, locale)));
  }
  panel.replaceChildren(tools, h('pre', {}, text));
}

export function partsOf({ parts }: ShownMessage, ids: readonly string[]): readonly ShownPart[] {
  return ids.flatMap((id) => parts.find((part) => part.id === id) ?? []);
}

async function paragraphs(
  all: readonly Paragraph[],
  open: (target: string) => void,
): Promise<readonly Node[]> {
  if (all.length === 0) return [];
  // A text is shown without links rather than not at all.
  const { links } = await ask('links', { texts: all.map(({ text }) => text) }).catch(() => NO_LINKS);
  return all.map(({ depth, text }, index) =>
    h(
      'p',
      depth === 0 ? {} : { class: 'quote', style: `--depth:${Math.min(depth, 10)}`, 'data-depth': depth },
      ...linked(text, links[index] ?? [], open),
    ),
  );
}

function linked(
  text: string,
  links: Links[number],
  open: (target: string) => void,
): readonly (Node | string)[] {
  const pieces: (Node | string)[] = [];
  let at = 0;
  for (const { from, to, target } of links) {
    pieces.push(
      text.slice(at, from),
      h(
        'button',
        { type: 'button', class: 'link', role: 'link', title: target, click: () => open(target) },
        text.slice(from, to),
      ),
    );
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** Several parts one below the other, as one document. */
function joined(pieces: readonly Harmless[]): Omit<HtmlBody, 'standards' | 'notes' | 'cut' | 'drawnIn'> {
  const [first, ...rest] = pieces;
  const root = first?.root ?? document.implementation.createHTMLDocument('').documentElement;
  const links = [...(first?.links ?? [])];
  const owner = root.ownerDocument;
  const body = root.querySelector('body');
  for (const piece of rest) {
    for (const element of piece.root.querySelectorAll('[data-link]')) {
      element.setAttribute('data-link', String(Number(element.getAttribute('data-link')) + links.length));
    }
    links.push(...piece.links);
    const line = owner.createElement('hr');
    line.className = 'mw-next';
    const box = owner.createElement('div');
    const inner = piece.root.querySelector('body');
    for (const style of piece.root.querySelectorAll('head style')) box.append(style);
    box.append(...(inner?.childNodes ?? []));
    body?.append(line, box);
  }
  return {
    root,
    links,
    remote: pieces.flatMap(({ remote }) => remote),
    removed: pieces.flatMap(({ removed }) => removed),
    hasOwnDark: pieces.some(({ hasOwnDark }) => hasOwnDark),
  };
}

/** A Content-ID of an address (RFC 2392), which is percent-encoded there. */
export function decodedCid(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch {
    return cid;
  }
}

/** True for HTML in which nobody sees anything. */
function isEmpty({ root }: Harmless): boolean {
  const body = root.querySelector('body');
  return !body || (body.textContent.trim() === '' && !body.querySelector('img, hr, table'));
}

/** Plain text between parts of HTML. */
async function asHtml(text: string): Promise<string> {
  const { html } = await ask('asHtml', { text });
  if (html !== null) return `<div class="mw-text">${html}</div>`;
  const box = document.createElement('pre');
  box.className = 'mw-text';
  box.textContent = text;
  return box.outerHTML;
}

/** The text of HTML with a line for each block. */
function textOf(root: HTMLElement): string {
  for (const hidden of root.querySelectorAll('style, head')) hidden.remove();
  for (const line of root.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of root.querySelectorAll(BLOCKS)) block.append('\n');
  for (const cell of root.querySelectorAll('td, th')) cell.append(' ');
  return root.textContent
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

type Links = Questions['links']['answer']['links'];
const NO_LINKS: { readonly links: Links } = { links: [] };
const BLOCKS = 'p, div, tr, li, h1, h2, h3, h4, h5, h6, blockquote, pre, table, ul, ol, hr, section, article';
/** UTF-16 units. */
const FIRST_TEXT = 256 * 1024;
const ALL_TEXT = 16 * 1024 * 1024;
const SOURCE_TEXT = 256 * 1024;
const FIRST_TAGS = 12_000;
const FIRST_PARAGRAPHS = 400;
const NEXT_PARAGRAPHS = 2000;
const ALL_TAGS = 200_000;
