// Verdicts and places as every view shows them.

import type { Verdict } from '../../inspections/questions.ts';
import type { Labels } from '../../labels.ts';
import type { ShownRange } from '../../messages.ts';
import { button, h, sentences } from '../dom.ts';
import { send } from '../host.ts';

type Tone = Verdict['tone'];

/** A sign with its meaning for screen readers. */
export function mark(tone: Tone, labels: Labels): HTMLElement {
  return h('span', { class: 'mark', role: 'img', 'aria-label': labels[tone] }, MARKS[tone]);
}

/** A verdict with its reasons. @param name of what is judged. */
export function verdictView(name: string, { tone, verdict, reasons }: Verdict, labels: Labels): HTMLElement {
  const heading = h(
    'p',
    {},
    mark(tone, labels),
    h('strong', {}, name === '' ? verdict : `${name}: ${verdict}`),
  );
  return h('div', { class: `verdict ${tone}` }, heading, sentences(reasons));
}

/** @param what is shown, for those who hear the button alone. */
export function reveal(range: ShownRange, labels: Labels, what = ''): HTMLButtonElement {
  return button(labels.showInSource, () => send({ type: 'reveal', range }), {
    class: 'small',
    ...(what === '' ? {} : { 'aria-label': `${labels.showInSource}: ${what}` }),
  });
}

const MARKS: Readonly<Record<Tone, string>> = {
  good: '\u2714',
  bad: '\u2718',
  neutral: '\u25cb',
  unknown: '?',
};
