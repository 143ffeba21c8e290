// Looks for words in the preview: in the frame with the message where that is shown, in the texts otherwise.

import type { Labels } from '../labels.ts';
import { button, fill, h } from './dom.ts';
import { findText } from './findText.ts';
import type { Found } from './findText.ts';

type FrameWindow = Window & Pick<typeof globalThis, 'CSS' | 'Highlight'>;

export class FindBar {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #said = h('output', { class: 'aside' });
  readonly #labels: Labels;
  readonly #frame: () => HTMLIFrameElement | undefined;
  #found: Found = { ranges: [], more: false };
  /** Which of them is shown. */
  #at = -1;
  /** What was looked for, and in what: a tab, or a message that is shown anew, is looked through again. */
  #asked: { readonly words: string; readonly root: Element } | undefined;

  /** @param frame the frame with the message, where that is shown. */
  constructor(labels: Labels, frame: () => HTMLIFrameElement | undefined) {
    this.#labels = labels;
    this.#frame = frame;
    this.#input = h('input', {
      type: 'search',
      'aria-label': labels.find,
      placeholder: labels.find,
      keydown: (event: KeyboardEvent) => this.#pressed(event),
      input: () => this.#step(1),
    });
    const step = (sign: string, words: string, by: 1 | -1): HTMLButtonElement =>
      button(sign, () => this.#step(by), { 'aria-label': words, title: words });
    this.element = h(
      'search',
      { class: 'find' },
      this.#input,
      this.#said,
      step('\u2191', labels.findPrevious, -1),
      step('\u2193', labels.findNext, 1),
      button('\u2715', () => this.#close(), { 'aria-label': labels.findClose, title: labels.findClose }),
    );
    this.element.hidden = true;
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
  }

  #close(): void {
    this.element.hidden = true;
    this.#asked = undefined;
    for (const place of this.#windows()) {
      for (const name of ['found', 'found-now']) place.CSS.highlights.delete(name);
    }
    const frame = this.#frame();
    if (frame) frame.focus();
    else (document.querySelector<HTMLElement>('[role=tabpanel]:not([hidden])') ?? document.body).focus();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter') this.#step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The next or the one before; the first where something else is looked for. */
  #step(by: 1 | -1): void {
    const root =
      this.#frame()?.contentDocument?.body ?? document.querySelector('[role=tabpanel]:not([hidden])');
    if (!root) return;
    const words = this.#input.value;
    const isSame = this.#asked?.words === words && this.#asked.root === root && this.#isThere();
    if (!isSame) {
      this.#found = findText(root, words);
      this.#asked = { words, root };
      this.#at = by > 0 ? -1 : 0;
    }
    const { ranges, more } = this.#found;
    this.#at = ranges.length === 0 ? -1 : (this.#at + by + ranges.length) % ranges.length;
    this.#said.textContent =
      words === ''
        ? ''
        : ranges.length === 0
          ? this.#labels.findNothing
          : fill(this.#labels.findCount, this.#at + 1, `${ranges.length}${more ? '+' : ''}`);
    this.#show();
  }

  /** False where the text was drawn anew since. */
  #isThere(): boolean {
    const { ranges } = this.#found;
    return ranges.length > 0 && ranges[0]?.startContainer.isConnected === true;
  }

  #show(): void {
    const { ranges } = this.#found;
    const now = ranges[this.#at];
    for (const place of this.#windows()) {
      const own = ranges.filter((range) => range.startContainer.ownerDocument === place.document);
      place.CSS.highlights.set('found', new place.Highlight(...own));
      const current = now && own.includes(now) ? [now] : [];
      place.CSS.highlights.set('found-now', new place.Highlight(...current));
      if (!now || current.length === 0) continue;
      place
        .getSelection()
        ?.setBaseAndExtent(now.startContainer, now.startOffset, now.endContainer, now.endOffset);
      now.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    }
    // What is found is selected, and may have taken the focus.
    this.#input.focus();
  }

  #windows(): readonly FrameWindow[] {
    const inner = this.#frame()?.contentWindow;
    return inner ? [window, inner as FrameWindow] : [window];
  }
}
