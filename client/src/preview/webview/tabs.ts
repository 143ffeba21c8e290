// The views of a message as tabs (WAI-ARIA APG: tabs with manual activation): each is made when it is first shown.

import { h } from './dom.ts';

/** One view. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Fills the panel, once. */
  readonly fill: (panel: HTMLElement) => void;
}

export class Tabs {
  readonly element: HTMLElement;
  readonly #tabs: readonly Tab[];
  readonly #chosen: (id: string) => void;
  readonly #heads: readonly HTMLButtonElement[];
  readonly #panels: readonly HTMLElement[];
  readonly #filled = new Set<string>();

  /** @param chosen is told which tab is shown. */
  constructor(label: string, tabs: readonly Tab[], chosen: (id: string) => void) {
    this.#tabs = tabs;
    this.#chosen = chosen;
    this.#heads = tabs.map(({ id, label: words }) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${id}`,
          'aria-controls': `panel-${id}`,
          click: () => this.show(id),
        },
        words,
      ),
    );
    this.#panels = tabs.map(({ id }) =>
      h('section', {
        role: 'tabpanel',
        id: `panel-${id}`,
        class: id,
        'aria-labelledby': `tab-${id}`,
        tabindex: 0,
      }),
    );
    const heads = h(
      'div',
      { role: 'tablist', 'aria-label': label, keydown: (event: KeyboardEvent) => this.#move(event) },
      ...this.#heads,
    );
    this.element = h('div', { class: 'views' }, heads, ...this.#panels);
  }

  show(wanted: string): void {
    const id = this.#tabs.some((tab) => tab.id === wanted) ? wanted : (this.#tabs[0]?.id ?? '');
    for (const [index, tab] of this.#tabs.entries()) {
      const isShown = tab.id === id;
      this.#heads[index]?.setAttribute('aria-selected', String(isShown));
      this.#heads[index]?.setAttribute('tabindex', isShown ? '0' : '-1');
      const panel = this.#panels[index];
      if (!panel) continue;
      panel.hidden = !isShown;
      if (isShown && !this.#filled.has(id)) {
        this.#filled.add(id);
        tab.fill(panel);
      }
    }
    this.#chosen(id);
  }

  #move(event: KeyboardEvent): void {
    const at = this.#heads.findIndex((head) => head === document.activeElement);
    const count = this.#heads.length;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.#heads[to % count]?.focus();
  }
}
