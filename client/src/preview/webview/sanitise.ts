// HTML of a message made harmless: what could run, load, send or lead away is taken out, and told.

import DOMPurify from 'dompurify';

import { hasDarkScheme, localCss, schemeCss } from '../content/css.ts';
import { darkColor, darkCss } from '../content/darkColors.ts';
import { linkOf } from '../content/links.ts';
import type { Link } from '../content/links.ts';
import { isUnseen } from '../content/remoteImages.ts';
import type { RemoteImage } from '../content/remoteImages.ts';
import { fewMarks } from '../content/strangeText.ts';
import type { ColorMode } from '../messages.ts';

/** What was taken out, of one kind. */
export interface Removed {
  readonly kind: 'element' | 'attribute' | 'comment' | 'link' | 'import';
  readonly name: string;
  readonly from: string;
  count: number;
  /** How the first one was written, cut short. */
  readonly sample: string;
}

/** HTML that asks nobody for anything. */
export interface Harmless {
  /** The element `html`, in a document that nothing shows. */
  readonly root: HTMLElement;
  /** A link is an element with the attribute `data-link`: its number here. */
  readonly links: readonly Link[];
  readonly remote: readonly RemoteImage[];
  readonly removed: readonly Removed[];
  /** The parts it draws in, by Content-ID as written there. */
  readonly cids: readonly string[];
  /** True where it has rules of its own for a dark theme. */
  readonly hasOwnDark: boolean;
  /** True where it had too many elements: only the start is left. */
  readonly cut: boolean;
}

export interface Wanted {
  readonly colors: ColorMode;
  /** True where remote images are loaded. */
  readonly loads: boolean;
  /** How many elements are read. */
  readonly mostTags: number;
}

export function harmless(html: string, wanted: Wanted): Harmless {
  const [start, cut] = firstTags(html, wanted.mostTags);
  const root = DOMPurify.sanitize(start, CONFIG) as unknown as HTMLElement;
  const cleaner = new Cleaner(wanted);
  cleaner.noteRemoved(DOMPurify.removed);
  for (const element of root.querySelectorAll('*')) cleaner.clean(element);
  cleaner.clean(root);
  cleanTexts(root);
  const { links, remote, cids, hasOwnDark } = cleaner;
  return { root, links, remote, cids, removed: [...cleaner.removed.values()], hasOwnDark, cut };
}

interface RemovedByLibrary {
  readonly element?: Node;
  readonly attribute?: Attr | null;
  readonly from?: Node;
}

class Cleaner {
  readonly links: Link[] = [];
  readonly remote: RemoteImage[] = [];
  readonly cids: string[] = [];
  readonly removed = new Map<string, Removed>();
  hasOwnDark = false;
  readonly #wanted: Wanted;

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  noteRemoved(all: readonly RemovedByLibrary[]): void {
    for (const { element, attribute, from } of all) {
      if (attribute) {
        const owner = from?.nodeName.toLowerCase() ?? '';
        this.#note('attribute', attribute.name.toLowerCase(), owner, attribute.value);
      } else if (element instanceof Comment || element?.nodeType === Node.COMMENT_NODE) {
        this.#note('comment', '', '', element.nodeValue ?? '');
      } else if (element?.nodeType === Node.ELEMENT_NODE) {
        // Elements are taken out from the outside: each is written out once, not with all that stood in it.
        this.#note('element', element.nodeName.toLowerCase(), '', () => (element as Element).outerHTML);
      }
    }
  }

  clean(element: Element): void {
    const name = element.localName;
    if (name === 'style') this.#cleanSheet(element);
    if (name === 'a' || name === 'area') this.#cleanLink(element);
    for (const attribute of ['src', 'background', 'poster', 'srcset']) this.#cleanAddress(element, attribute);
    const style = element.getAttribute('style');
    if (style !== null) element.setAttribute('style', this.#cleanCss(style));
    if (this.#wanted.colors === 'adapted') adaptAttributes(element);
  }

  #cleanSheet(element: Element): void {
    const media = element.getAttribute('media');
    const text = element.textContent;
    this.hasOwnDark ||= hasDarkScheme(text) || hasDarkScheme(media ?? '');
    const dark = this.#wanted.colors === 'own';
    if (media !== null) element.setAttribute('media', schemeCss(media, dark));
    element.textContent = this.#cleanCss(text);
  }

  #cleanCss(text: string): string {
    const { css, remote, cids, imports } = localCss(text, this.#wanted.loads);
    this.cids.push(...cids);
    for (const url of remote) this.remote.push({ url, unseen: false });
    for (let count = 0; count < imports; count++) this.#note('import', '', '', text);
    const told = schemeCss(css, this.#wanted.colors === 'own');
    return this.#wanted.colors === 'adapted' ? darkCss(told) : told;
  }

  /** A link loses its address: nothing that the frame does can follow it. */
  #cleanLink(element: Element): void {
    const href = element.getAttribute('href');
    element.removeAttribute('href');
    element.removeAttribute('title');
    if (href === null || href.trim() === '') return;
    if (href.startsWith('#')) {
      element.setAttribute('data-anchor', href.slice(1));
    } else {
      const link = linkOf(href, element.textContent || (element.querySelector('img')?.alt ?? ''));
      if (!link) {
        this.#note('link', href.slice(0, SAMPLE), '', href);
        return;
      }
      element.setAttribute('data-link', String(this.links.length));
      element.setAttribute('title', link.target.slice(0, SAMPLE));
      this.links.push(link);
    }
    element.setAttribute('role', 'link');
    element.setAttribute('tabindex', '0');
  }

  #cleanAddress(element: Element, name: string): void {
    const value = element.getAttribute(name)?.trim();
    if (value === undefined) return;
    if (name !== 'srcset' && /^data:image\//i.test(value)) return;
    const cid = /^cid:(.*)$/is.exec(value)?.[1];
    const isRemote = /^(?:https?:)?\/\//i.test(value);
    if (isRemote && name !== 'srcset') this.remote.push({ url: value, unseen: unseen(element) });
    if (isRemote && this.#wanted.loads) return;
    element.removeAttribute(name);
    if (cid !== undefined && name === 'src') {
      element.setAttribute('data-cid', cid);
      this.cids.push(cid);
    } else if (isRemote && element.localName === 'img') element.setAttribute('data-blocked', '');
  }

  #note(kind: Removed['kind'], name: string, from: string, sample: string | (() => string)): void {
    const key = `${kind} ${name} ${from}`;
    const known = this.removed.get(key);
    if (known) known.count += 1;
    else if (this.removed.size < MOST_REMOVED) {
      const written = typeof sample === 'string' ? sample : sample();
      this.removed.set(key, { kind, name, from, count: 1, sample: written.slice(0, SAMPLE) });
    }
  }
}

/** Also what was written as references stands there as letters now. */
function cleanTexts(root: HTMLElement): void {
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const few = fewMarks(text.nodeValue ?? '');
    if (few !== text.nodeValue) text.nodeValue = few;
  }
}

function unseen(element: Element): boolean {
  const [width, height, style] = ['width', 'height', 'style'].map((name) => element.getAttribute(name) ?? '');
  return isUnseen(width ?? '', height ?? '', style ?? '');
}

/** Colours that stand in attributes of old. */
function adaptAttributes(element: Element): void {
  for (const [name, use] of COLOR_ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    element.setAttribute(name, darkColor(/^[0-9a-f]{6}$/i.test(value) ? `#${value}` : value, use));
  }
}

/** The text up to so many tags: what is nested too deep or too often takes a browser minutes. */
function firstTags(html: string, most: number): [html: string, cut: boolean] {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    count += 1;
    if (count > most) return [html.slice(0, at), true];
  }
  return [html, false];
}

const COLOR_ATTRIBUTES = [
  ['bgcolor', 'ground'],
  ['color', 'text'],
  ['text', 'text'],
  ['bordercolor', 'line'],
] as const;

const CONFIG = {
  USE_PROFILES: { html: true },
  WHOLE_DOCUMENT: true,
  RETURN_DOM: true,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: true,
  // What stands in a form or behind a button stays; the control itself does not.
  FORBID_TAGS: [
    ...[
      'form',
      'input',
      'button',
      'select',
      'option',
      'optgroup',
      'textarea',
      'datalist',
      'keygen',
      'dialog',
    ],
    // Nested, they take a browser minutes; their texts stay.
    ...['ruby', 'rb', 'rt', 'rp', 'rtc'],
    ...['audio', 'video', 'source', 'track', 'template', 'slot', 'link', 'meta', 'base', 'title'],
  ],
  FORBID_ATTR: [
    ...['action', 'formaction', 'target', 'ping', 'autofocus', 'accesskey', 'tabindex', 'contenteditable'],
    ...['popover', 'popovertarget', 'draggable', 'usemap', 'role', 'slot', 'part', 'nonce', 'itemscope'],
  ],
  ADD_ATTR: ['background', 'bgcolor', 'text'],
};

const MOST_REMOVED = 200;
const SAMPLE = 300;
