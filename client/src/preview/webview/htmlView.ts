// The tab with the HTML of a message: the frame, and above it what was kept out of it.

import type { Labels } from '../labels.ts';
import type { ColorMode, ImagePolicy, ShownMessage, ShownPart } from '../messages.ts';
import { decodedCid, htmlBody } from './bodies.ts';
import type { HtmlBody } from './bodies.ts';
import { button, fill, h, sentences } from './dom.ts';
import { ask, send } from './host.ts';
import { removedNotice, remoteNotice } from './images.ts';
import { MessageFrame } from './messageFrame.ts';
import { noText } from './noTextView.ts';

export interface HtmlOptions {
  readonly message: ShownMessage;
  readonly labels: Labels;
  readonly locale: string;
  readonly images: ImagePolicy;
  readonly key: (event: KeyboardEvent) => void;
  readonly zoom: (steps: number) => void;
  /** Is told the Content-IDs of the parts that the HTML draws in. */
  readonly drawn: (contentIds: ReadonlySet<string>) => void;
  /** Shows where a link leads. */
  readonly status: (words: string) => void;
}

export class HtmlView {
  readonly #options: HtmlOptions;
  readonly #panel: HTMLElement;
  readonly #frame: MessageFrame;
  readonly #notices = h('div', { class: 'notices' });
  readonly #addresses = new Map<string, Promise<string | undefined>>();
  #body: HtmlBody | undefined;
  #colors: ColorMode;
  #all = false;
  #loaded = 0;

  constructor(panel: HTMLElement, options: HtmlOptions, colors: ColorMode, percent: number) {
    this.#options = options;
    this.#panel = panel;
    this.#colors = colors;
    this.#frame = new MessageFrame(options.labels.htmlFrame, {
      open: (link, text) => {
        const target = this.#body?.links[link]?.target;
        if (target !== undefined) send({ type: 'link', target, text });
      },
      point: (link) => options.status(this.#linkWords(link)),
      key: options.key,
      zoom: options.zoom,
      image: (cid) => this.#address(cid),
    });
    this.zoom = percent;
    panel.replaceChildren(h('p', { class: 'note' }, options.labels.loading));
    void this.#show();
  }

  set colors(mode: ColorMode) {
    if (mode === this.#colors) return;
    this.#colors = mode;
    void this.#show();
  }

  set zoom(percent: number) {
    this.#frame.zoom = percent;
  }

  /** The frame, where it is what one sees. */
  get shownFrame(): HTMLIFrameElement | undefined {
    return this.#panel.hidden || !this.#frame.element.isConnected ? undefined : this.#frame.element;
  }

  dispose(): void {
    for (const address of this.#addresses.values()) {
      void address.then((one) => one !== undefined && URL.revokeObjectURL(one));
    }
  }

  async #show(): Promise<void> {
    const { message, images } = this.#options;
    const colors = this.#colors;
    const loads = images !== 'blocked';
    try {
      if (message.bodies.html.length === 0) {
        this.#panel.replaceChildren(await noText(this.#options));
        return;
      }
      await ask('drawing', { begins: true });
      const body = await htmlBody(this.#options, { colors, loads, all: this.#all });
      if (colors !== this.#colors) return;
      this.#body = body;
      this.#options.drawn(body.drawnIn);
      this.#notices.replaceChildren(...this.#noticesOf(body).filter((one) => one !== undefined));
      // A frame that is moved loads its document anew: it is put in place once.
      if (this.#frame.element.parentElement !== this.#panel) {
        this.#panel.replaceChildren(this.#notices, this.#frame.element);
      }
      this.#frame.element.addEventListener('load', drawn, { once: true });
      this.#frame.show({ root: body.root, standards: body.standards, colors, loads });
      document.body.dataset['painted'] = '';
    } catch (error) {
      drawn();
      this.#panel.replaceChildren(
        h('p', { class: 'note' }, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  #noticesOf(body: HtmlBody): readonly (HTMLElement | undefined)[] {
    const { labels, images, message } = this.#options;
    const all = button(labels.showAll, () => {
      this.#all = true;
      void this.#show();
    });
    const [author, another] = message.summary.from;
    const isClear = author !== undefined && !another && !author.misleading && author.address !== '';
    const sender = isClear ? author.address.toLowerCase() : undefined;
    return [
      remoteNotice(body.remote, images, {
        labels,
        sender,
        load: (policy) => send({ type: 'images', policy }),
      }),
      sentences(body.notes),
      body.cut ? h('p', { class: 'buttons' }, all) : undefined,
      removedNotice(body.removed, labels),
    ];
  }

  #linkWords(link: number | undefined): string {
    const one = link === undefined ? undefined : this.#body?.links[link];
    if (!one) return '';
    const { linkTo, linkDoubt } = this.#options.labels;
    return one.doubt !== undefined && one.doubt !== 'otherLetters' && one.shown !== ''
      ? fill(linkDoubt, one.shown, one.target)
      : fill(linkTo, one.target);
  }

  /** The image of a part as an address of this view. */
  #address(cid: string): Promise<string | undefined> {
    const known = this.#addresses.get(cid);
    if (known) return known;
    const part = partOf(this.#options.message, cid);
    const address = part ? this.#read(part) : Promise.resolve(undefined);
    this.#addresses.set(cid, address);
    return address;
  }

  async #read(part: ShownPart): Promise<string | undefined> {
    const type = part.magic?.type ?? part.type;
    if (!type.startsWith('image/') || this.#loaded > MOST_OCTETS) return undefined;
    try {
      const { octets } = await ask('octets', { id: part.id, limit: MOST_OCTETS - this.#loaded });
      this.#loaded += octets.length;
      return URL.createObjectURL(new Blob([octets], { type }));
    } catch {
      return undefined;
    }
  }
}

/** Tells that the frame came to its end: its styles were worked out when this runs. */
function drawn(): void {
  setTimeout(() => {
    ask('drawing', { begins: false }).catch(() => undefined);
  }, DRAWN_MS);
}

/** Milliseconds in which the first picture of a frame is made. */
const DRAWN_MS = 100;

/** By its Content-ID (RFC 2392), or as one of the texts of the message. */
function partOf({ parts }: ShownMessage, cid: string): ShownPart | undefined {
  const name = decodedCid(cid);
  const own = /^mw-part-(.*)$/.exec(name)?.[1];
  return parts.find(({ contentId, id }) => contentId === name || contentId === cid || id === own);
}

/** Octets of all images of a message. */
const MOST_OCTETS = 64 * 1024 * 1024;
