// The preview in its web view: shows what the host tells, asks for what is looked at.

import type { ColorMode, HostMessage, ShownMessage } from '../messages.ts';
import { fillSource, fillText } from './bodies.ts';
import { button, fill, h } from './dom.ts';
import { keep, listen, send, viewState } from './host.ts';
import { FindBar } from './findBar.ts';
import { keepFocus } from './focusBack.ts';
import { HtmlView } from './htmlView.ts';
import { noText } from './noTextView.ts';
import { tellOtherSenders } from './otherSenders.ts';
import { PartsView, attachmentsBar } from './parts.ts';
import { SecurityState } from './securityState.ts';
import { summaryView } from './summary.ts';
import { Tabs } from './tabs.ts';
import type { Tab } from './tabs.ts';
import { fillAuthentication } from './views/authentication.ts';
import { fillCalendar } from './views/calendar.ts';
import { fillReport } from './views/report.ts';
import { reportFiles } from '../content/reportFiles.ts';
import { fillRoute } from './views/route.ts';

type Shown = Extract<HostMessage, { readonly type: 'show' }>;

const place = document.getElementById('preview') ?? document.body;
/** Where a link leads, at the lower edge. */
const status = h('output', { class: 'status' });
let parts: PartsView | undefined;
let selected: string | undefined;
let html: HtmlView | undefined;
/** The texts that zoom like the frame does. */
let zoomed: HTMLElement | undefined;
let findBar: FindBar | undefined;
/** Lists the attachments. */
let list: (drawnIn?: ReadonlySet<string>) => void = () => undefined;

document.body.append(status);
keepFocus();
document.addEventListener('keydown', (event) => {
  const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (isFind && !event.shiftKey) findBar?.open();
  else zoomByKey(event);
});
listen((message) => {
  switch (message.type) {
    case 'show':
      show(message);
      break;
    case 'failed':
      place.removeAttribute('aria-busy');
      place.replaceChildren(
        h('h1', {}, message.labels.failed),
        h('p', { role: 'alert' }, message.sentence),
        button(message.labels.retry, () => send({ type: 'again' })),
      );
      break;
    case 'select':
      selected = message.id;
      parts?.select(message.id);
      break;
    default:
      break;
  }
});
send({ type: 'ready' });

function show(shown: Shown): void {
  const { message, labels, locale, target, notes } = shown;
  const isSame = viewState().target === target;
  keep(isSame ? {} : { target, tab: '' });
  html?.dispose();
  html = undefined;
  parts = undefined;
  const open = (address: string): void => send({ type: 'link', target: address, text: address });
  const security = new SecurityState(message, labels, () => tabs.show('authentication'));
  const tabs: Tabs = new Tabs(labels.views, tabsOf(shown, open, security), (tab) => keep({ tab }));
  zoomed = tabs.element;
  const attachments = h('div');
  list = (drawnIn) => {
    const bar = attachmentsBar({ parts: message.parts, labels, locale }, shown.files, drawnIn);
    attachments.replaceChildren(...(bar ? [bar] : []));
  };
  findBar = new FindBar(labels, () => html?.shownFrame);
  place.replaceChildren(
    findBar.element,
    summaryView(message, notes, { labels, locale, open, security }),
    toolbar(shown),
    ...(shown.calm ? [h('p', { class: 'notice', role: 'alert' }, labels.calm)] : []),
    tabs.element,
    attachments,
  );
  list();
  place.removeAttribute('aria-busy');
  setZoom(viewState().zoom ?? 100);
  const wanted = viewState().tab ?? '';
  tabs.show(shown.calm ? 'text' : wanted === '' ? firstTab(shown) : wanted);
  // Where it fails, nothing is said of signatures.
  security.read().catch(() => undefined);
  void tellOtherSenders(place, labels);
  // What nobody has chosen follows the settings, and the message.
  keep({ tab: wanted });
  document.body.dataset['shown'] = message.preview;
}

/** What is looked at first. */
function firstTab({ message, look }: Shown): string {
  const { bodies } = message;
  if (isReport(message)) return 'report';
  if (look.prefer === 'text' && bodies.hasText) return 'text';
  return bodies.hasHtml || !bodies.hasText ? 'html' : 'text';
}

function isReport(message: ShownMessage): boolean {
  return message.bodies.report !== null || reportFiles(message).length > 0;
}

function tabsOf(shown: Shown, open: (target: string) => void, security: SecurityState): readonly Tab[] {
  const { message, labels, locale, images } = shown;
  const { bodies } = message;
  const options = { message, labels, locale };
  const later = (fillIt: (panel: HTMLElement) => Promise<void>) => (panel: HTMLElement) => {
    panel.replaceChildren(h('p', { class: 'note' }, labels.loading));
    fillIt(panel).catch((error: unknown) =>
      panel.replaceChildren(
        h('p', { class: 'note' }, error instanceof Error ? error.message : String(error)),
      ),
    );
  };
  const all: (Tab | false)[] = [
    isReport(message) && {
      id: 'report',
      label: labels.report,
      fill: later((panel) => fillReport(panel, options)),
    },
    bodies.calendar.length > 0 && {
      id: 'calendar',
      label: labels.invitation,
      fill: later((panel) => fillCalendar(panel, options)),
    },
    hasHtmlTab(message) && {
      id: 'html',
      label: labels.html,
      fill: (panel) => {
        html = new HtmlView(
          panel,
          {
            ...options,
            images,
            key: passOn,
            drawn: (contentIds) => list(contentIds),
            zoom: (steps) => setZoom((viewState().zoom ?? 100) + steps * ZOOM_STEP),
            status: (words) => (status.textContent = words),
          },
          viewState().colors ?? shown.look.colors,
          viewState().zoom ?? 100,
        );
      },
    },
    {
      id: 'text',
      label: labels.text,
      fill: later(async (panel) => {
        await fillText(panel, options, open);
        if (bodies.text.length === 0) panel.replaceChildren(await noText(options));
        document.body.dataset['painted'] = '';
      }),
    },
    {
      id: 'parts',
      label: fill('{0} ({1})', labels.parts, message.parts.length),
      fill: (panel) => {
        parts = new PartsView({ parts: message.parts, labels, locale }, selected);
        panel.replaceChildren(parts.element);
      },
    },
    { id: 'route', label: labels.route, fill: later((panel) => fillRoute(panel, options)) },
    {
      id: 'authentication',
      label: labels.authentication,
      fill: later((panel) => fillAuthentication(panel, options, security)),
    },
    {
      id: 'source',
      label: labels.source,
      fill: later((panel) => fillSource(panel, options, () => send({ type: 'openSource' }))),
    },
  ];
  return all.filter((tab) => tab !== false);
}

/** Pictures among the texts are shown where HTML is. */
function hasHtmlTab({ bodies, parts: all }: ShownMessage): boolean {
  const isPicture = ({ id, type }: ShownMessage['parts'][number]): boolean =>
    type.startsWith('image/') && bodies.html.includes(id);
  return bodies.hasHtml || all.some(isPicture);
}

function toolbar({ message, labels, look }: Shown): HTMLElement {
  const modes: readonly (readonly [ColorMode, string])[] = [
    ['asSent', labels.asSent],
    ['adapted', labels.adapted],
    ['own', labels.own],
  ];
  const current = viewState().colors ?? look.colors;
  const colors = h(
    'select',
    {
      'aria-label': labels.colors,
      change: () => {
        const mode = modes.find(([value]) => value === colors.value)?.[0] ?? 'asSent';
        keep({ colors: mode });
        if (html) html.colors = mode;
      },
    },
    ...modes.map(([value, words]) => h('option', { value, selected: value === current }, words)),
  );
  const zoom = (words: string, sign: string, change: () => number): HTMLButtonElement =>
    button(sign, () => setZoom(change()), { 'aria-label': words, title: words });
  const now = (): number => viewState().zoom ?? 100;
  return h(
    'div',
    { class: 'tools', role: 'group', 'aria-label': labels.tools },
    hasHtmlTab(message) && h('label', {}, `${labels.colors}: `, colors),
    h(
      'span',
      { class: 'zoom' },
      zoom(labels.zoomOut, '\u2212', () => now() - ZOOM_STEP),
      h('output', { class: 'percent' }, '100%'),
      zoom(labels.zoomIn, '+', () => now() + ZOOM_STEP),
      zoom(`1:1 (${labels.zoomReset})`, '1:1', () => 100),
    ),
    button(labels.openSource, () => send({ type: 'openSource' })),
  );
}

/** Shows texts larger or smaller. @param wanted per cent */
function setZoom(wanted: number): void {
  const percent = Math.min(400, Math.max(30, Math.round(wanted)));
  keep({ zoom: percent });
  if (html) html.zoom = percent;
  zoomed?.style.setProperty('--zoom', `${percent / 100}`);
  const shown = place.querySelector('.percent');
  if (shown) shown.textContent = `${percent}%`;
}

function zoomByKey(event: KeyboardEvent): void {
  const isTyped = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
  const percent = viewState().zoom ?? 100;
  const wanted = { '+': percent + ZOOM_STEP, '-': percent - ZOOM_STEP, '0': 100 }[event.key];
  if (wanted !== undefined) setZoom(wanted);
}

/** The frame swallows keys: the workbench and we get them too. */
function passOn(event: KeyboardEvent): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is what the workbench reads
  const { key, code, keyCode, ctrlKey, shiftKey, altKey, metaKey, repeat } = event;
  const copy = new KeyboardEvent('keydown', {
    ...{ key, code, keyCode, ctrlKey, shiftKey, altKey, metaKey, repeat },
    bubbles: true,
    cancelable: true,
  });
  document.body.dispatchEvent(copy);
  if (copy.defaultPrevented) event.preventDefault();
}

const ZOOM_STEP = 10;
