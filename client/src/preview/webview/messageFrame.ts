// The frame that shows the HTML of a message: it runs nothing, loads nothing, leads nowhere.

import { cidMark } from '../content/css.ts';
import type { ColorMode } from '../messages.ts';

/** What a frame shows. */
export interface FrameContent {
  /** The element `html`, already harmless. */
  readonly root: HTMLElement;
  /** False for the old way of laying out, which mail without a doctype is made for. */
  readonly standards: boolean;
  readonly colors: ColorMode;
  readonly loads: boolean;
}

/** What happens in a frame. */
export interface FrameEvents {
  readonly open: (link: number, text: string) => void;
  /** The link under the pointer or with the focus; undefined for none. */
  readonly point: (link: number | undefined) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly zoom: (steps: number) => void;
  /** The octets of an image of the message as an address; undefined where there is none. */
  readonly image: (cid: string) => Promise<string | undefined>;
}

export class MessageFrame {
  readonly element: HTMLIFrameElement;
  readonly #events: FrameEvents;
  #zoom = 100;

  constructor(title: string, events: FrameEvents) {
    this.#events = events;
    this.element = document.createElement('iframe');
    this.element.className = 'message';
    this.element.title = title;
    // No scripts: what it shows can do nothing. Of our origin: we may look into it, for links, images and zoom.
    this.element.setAttribute('sandbox', 'allow-same-origin');
    this.element.setAttribute('referrerpolicy', 'no-referrer');
    this.element.addEventListener('load', () => this.#loaded());
  }

  show(content: FrameContent): void {
    this.element.className = `message ${content.colors}`;
    this.element.srcdoc = documentText(content);
  }

  /** Per cent. */
  set zoom(percent: number) {
    this.#zoom = percent;
    const root = this.element.contentDocument?.documentElement;
    if (root) root.style.setProperty('zoom', `${percent}%`);
  }

  #loaded(): void {
    const shown = this.element.contentDocument;
    if (!shown) return;
    this.zoom = this.#zoom;
    shown.addEventListener('click', (event) => this.#clicked(event));
    shown.addEventListener('auxclick', (event) => event.preventDefault());
    shown.addEventListener('submit', (event) => event.preventDefault());
    shown.addEventListener('dragstart', (event) => event.preventDefault());
    for (const name of ['mouseover', 'focusin']) {
      shown.addEventListener(name, ({ target }) => this.#events.point(linkAt(target)?.number));
    }
    for (const name of ['mouseleave', 'focusout']) {
      shown.addEventListener(name, () => this.#events.point(undefined));
    }
    shown.addEventListener('keydown', (event) => {
      const link = event.key === 'Enter' ? linkAt(event.target) : undefined;
      if (link) this.#open(link);
      else this.#events.key(event);
    });
    shown.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.#events.zoom(event.deltaY < 0 ? 1 : -1);
      },
      { passive: false },
    );
    void this.#loadImages(shown);
  }

  #clicked(event: MouseEvent): void {
    const anchor = elementAt(event.target)?.closest('[data-anchor]')?.getAttribute('data-anchor');
    const link = linkAt(event.target);
    if (link) this.#open(link);
    else if (anchor !== undefined && anchor !== null) {
      const shown = this.element.contentDocument;
      (shown?.getElementById(anchor) ?? shown?.getElementsByName(anchor)[0])?.scrollIntoView();
    }
  }

  #open({ number, element }: { readonly number: number; readonly element: Element }): void {
    this.#events.open(number, element.textContent.trim().slice(0, 1000));
  }

  /** Images that the message brings along come when they have been read. */
  async #loadImages(shown: Document): Promise<void> {
    for (const image of shown.querySelectorAll<HTMLImageElement>('[data-cid]')) {
      const address = await this.#events.image(image.getAttribute('data-cid') ?? '');
      if (shown !== this.element.contentDocument) return;
      if (address === undefined) image.setAttribute('data-missing', '');
      else image.setAttribute('src', address);
    }
    for (const element of shown.querySelectorAll<HTMLElement>('style, [style]')) {
      const text =
        element.localName === 'style' ? element.textContent : (element.getAttribute('style') ?? '');
      for (const [, mark] of text.matchAll(/url\("data:,cid-([^"]*)"\)/g)) {
        const cid = decodeURIComponent(mark ?? '');
        const address = (await this.#events.image(cid)) ?? 'data:,';
        if (shown !== this.element.contentDocument) return;
        const resolved = text.replaceAll(cidMark(cid), address);
        if (element.localName === 'style') element.textContent = resolved;
        else element.setAttribute('style', resolved);
      }
    }
  }
}

/** What the document says in front of everything: its own policy, in addition to that of the document around it. */
function documentText({ root, standards, colors, loads }: FrameContent): string {
  const shown = root.cloneNode(true) as HTMLElement;
  const owner = shown.ownerDocument;
  const head =
    shown.querySelector('head') ?? shown.insertBefore(owner.createElement('head'), shown.firstChild);
  const meta = (values: Readonly<Record<string, string>>): HTMLMetaElement => {
    const element = owner.createElement('meta');
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    return element;
  };
  const style = owner.createElement('style');
  style.textContent = baseStyle(colors);
  const images = loads ? 'data: blob: https: http:' : 'data: blob:';
  head.prepend(
    meta({ charset: 'utf-8' }),
    meta({
      'http-equiv': 'Content-Security-Policy',
      content: `default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'; frame-src 'none'`,
    }),
    meta({ 'http-equiv': 'x-dns-prefetch-control', content: 'off' }),
    meta({ name: 'referrer', content: 'no-referrer' }),
    style,
  );
  return (standards ? '<!doctype html>' : '') + shown.outerHTML;
}

/** Weaker than everything that the message says itself. */
function baseStyle(colors: ColorMode): string {
  const theme = getComputedStyle(document.body);
  const value = (name: string): string => theme.getPropertyValue(name).trim();
  const adapted = `:where(html){color-scheme:dark;background:${value('--vscode-editor-background')};color:${value('--vscode-editor-foreground')}}
:where([data-link],[data-anchor]){color:${value('--vscode-textLink-foreground')}}`;
  const sent = `:where(html){color-scheme:${colors === 'own' ? 'light dark' : 'light only'};background:#fff;color:#000}
:where([data-link],[data-anchor]){color:#0645ad}`;
  return `${colors === 'adapted' ? adapted : sent}
:where(body){font-family:${value('--vscode-font-family') || 'sans-serif'};margin:12px;overflow-wrap:break-word}
:where([data-link],[data-anchor]){text-decoration:underline;cursor:pointer}
:where(img[data-blocked],img[data-missing]){outline:1px dashed #8888;min-width:12px;min-height:12px}
:where(.mw-text){white-space:pre-wrap;font:inherit}
:where(hr.mw-next){margin:16px 0}
:root::highlight(found){background:#ffdf5d;color:#000}
:root::highlight(found-now){background:#ff9632;color:#000}
:focus-visible{outline:2px solid ${value('--vscode-focusBorder') || 'currentcolor'}!important;outline-offset:1px}`;
}

function linkAt(
  target: EventTarget | null,
): { readonly number: number; readonly element: Element } | undefined {
  const element = elementAt(target)?.closest('[data-link]');
  const number = element?.getAttribute('data-link');
  return element && number ? { number: Number(number), element } : undefined;
}

/** Elements of the frame are of its own classes: `instanceof` does not know them. */
function elementAt(target: EventTarget | null): Element | undefined {
  const node = target as Partial<Element> | null;
  return typeof node?.closest === 'function' ? (node as Element) : undefined;
}
