// Looks for words in the preview: in the frame with the message where that is shown, in the texts otherwise.

import type { Labels } from '../labels.ts';
import { button, h } from './dom.ts';

/** What browsers have and no standard describes: it selects what it finds. */
type Searchable = Window & {
  readonly find?: (
    text: string,
    caseSensitive: boolean,
    backwards: boolean,
    wrapAround: boolean,
    wholeWord: boolean,
    inFrames: boolean,
  ) => boolean;
};

export class FindBar {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #said = h('output', { class: 'aside' });
  readonly #labels: Labels;
  readonly #frame: () => HTMLIFrameElement | undefined;

  /** @param frame the frame with the message, where that is shown. */
  constructor(labels: Labels, frame: () => HTMLIFrameElement | undefined) {
    this.#labels = labels;
    this.#frame = frame;
    this.#input = h('input', {
      type: 'search',
      'aria-label': labels.find,
      placeholder: labels.find,
      keydown: (event: KeyboardEvent) => this.#pressed(event),
      input: () => (this.#said.textContent = ''),
    });
    const step = (sign: string, words: string, backwards: boolean): HTMLButtonElement =>
      button(sign, () => this.#find(backwards), { 'aria-label': words, title: words });
    this.element = h(
      'search',
      { class: 'find' },
      this.#input,
      step('\u2191', labels.findPrevious, true),
      step('\u2193', labels.findNext, false),
      button('\u2715', () => this.#close(), { 'aria-label': labels.findClose, title: labels.findClose }),
      this.#said,
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
    const frame = this.#frame();
    if (frame) frame.focus();
    else (document.querySelector<HTMLElement>('[role=tabpanel]:not([hidden])') ?? document.body).focus();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter') this.#find(event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #find(backwards: boolean): void {
    const where = (this.#frame()?.contentWindow ?? window) as Searchable;
    const isFound = where.find?.(this.#input.value, false, backwards, true, false, false) ?? false;
    this.#said.textContent = isFound ? '' : this.#labels.findNothing;
    // What is found is selected, and may have taken the focus.
    this.#input.focus();
  }
}
