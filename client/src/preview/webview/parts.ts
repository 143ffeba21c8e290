// The parts of a message as a tree with what is known of each, and its attachments as a bar.

import type { Labels } from '../labels.ts';
import { isOtherForm } from '../content/noText.ts';
import { plainName } from '../content/strangeText.ts';
import type { HostMessage, PartAction, ShownPart } from '../messages.ts';
import { button, fill, h, list, numberText, sizeText } from './dom.ts';
import { ask, send } from './host.ts';

type Listener = (event: never) => void;
type Files = Extract<HostMessage, { readonly type: 'show' }>['files'];

export interface PartsOptions {
  readonly parts: readonly ShownPart[];
  readonly labels: Labels;
  readonly locale: string;
}

/** The tree of parts (WAI-ARIA APG: tree view), and the details of the one that is selected. */
export class PartsView {
  readonly element: HTMLElement;
  readonly #options: PartsOptions;
  readonly #items = new Map<string, HTMLElement>();
  readonly #details: HTMLElement;
  #selected = '';

  constructor(options: PartsOptions, selected: string | undefined) {
    this.#options = options;
    const { parts, labels } = options;
    const tree = h(
      'ul',
      { role: 'tree', 'aria-label': labels.parts, keydown: (event: KeyboardEvent) => this.#move(event) },
      ...parts.slice(0, MOST_PARTS).map((part) => this.#item(part)),
    );
    this.#details = h('section', { class: 'details', 'aria-live': 'polite', 'aria-label': labels.part });
    this.element = h('div', { class: 'parts-view' }, tree, this.#details);
    this.select(selected ?? parts[0]?.id ?? '');
  }

  /** Shows a part; the focus stays where it is. */
  select(id: string): void {
    const part = this.#options.parts.find((one) => one.id === id);
    const item = this.#items.get(id);
    if (!part || !item || id === this.#selected) return;
    const before = this.#items.get(this.#selected);
    before?.setAttribute('aria-selected', 'false');
    before?.setAttribute('tabindex', '-1');
    this.#selected = id;
    item.setAttribute('aria-selected', 'true');
    item.setAttribute('tabindex', '0');
    item.scrollIntoView({ block: 'nearest' });
    this.#details.replaceChildren(partDetails(part, this.#options));
  }

  #item(part: ShownPart): HTMLElement {
    const { labels, locale } = this.#options;
    const name = plainName(part.name ?? part.subject ?? '');
    const item = h(
      'li',
      {
        role: 'treeitem',
        'aria-level': part.depth + 1,
        'aria-selected': 'false',
        tabindex: -1,
        style: `--level:${Math.min(part.depth, 30)}`,
        click: () => {
          this.select(part.id);
          this.#items.get(part.id)?.focus();
        },
        dblclick: () => send({ type: 'part', action: 'reveal', id: part.id }),
      },
      h('span', { class: 'number' }, part.id),
      ' ',
      h('span', { class: 'type' }, part.type),
      name !== '' && ' ',
      name !== '' && h('bdi', {}, name),
      ' ',
      h('span', { class: 'aside' }, sizeText(part.size.decoded, locale)),
      isDoubtful(part) && h('strong', { class: 'sign', title: labels.magicDisagrees }, ' \u26a0'),
    );
    this.#items.set(part.id, item);
    return item;
  }

  #move(event: KeyboardEvent): void {
    const ids = [...this.#items.keys()];
    const at = ids.indexOf(this.#selected);
    const { parts } = this.#options;
    const to = {
      ArrowDown: ids[at + 1],
      ArrowUp: ids[at - 1],
      Home: ids[0],
      End: ids.at(-1),
      ArrowLeft: parts[at]?.parent ?? undefined,
      ArrowRight: parts.find(({ parent }) => parent === this.#selected)?.id,
    }[event.key];
    if (event.key === 'Enter') send({ type: 'part', action: 'reveal', id: this.#selected });
    else if (to === undefined) return;
    else {
      this.select(to);
      this.#items.get(to)?.focus();
    }
    event.preventDefault();
  }
}

/**
 * The attachments with what can be done with them; undefined where there is none.
 * @param drawnIn the Content-IDs of parts that the HTML shows; what belongs to it and is not shown is listed, too.
 */
export function attachmentsBar(
  { parts, labels, locale }: PartsOptions,
  files: Files,
  drawnIn?: ReadonlySet<string>,
): HTMLElement | undefined {
  const isLeft = ({ use, type, contentId }: ShownPart): boolean =>
    (use === 'related' && drawnIn !== undefined && !drawnIn.has(contentId ?? '')) || isOtherForm(use, type);
  const listed = parts.filter((part) => part.use === 'attachment' || part.use === 'message' || isLeft(part));
  if (listed.length === 0) return undefined;
  const words = fill(labels.attachmentsCount, listed.length);
  const rows = listed.slice(0, MOST_FILES).map((part) => {
    const name = nameOf(part, labels);
    return h(
      'li',
      { draggable: 'true', ...dragging(part, files[part.id]) },
      h('bdi', { class: 'name' }, name),
      h('span', { class: 'aside' }, ` ${part.type}, ${sizeText(part.size.decoded, locale)} `),
      ...doubts(part, labels),
      h(
        'span',
        { class: 'buttons', role: 'group', 'aria-label': fill(labels.actions, name) },
        ...actions(part, labels),
      ),
    );
  });
  return h(
    'section',
    { class: 'attachments', 'aria-label': words },
    h('h2', {}, words),
    h('ul', {}, ...rows),
    listed.length > 1 &&
      button(labels.saveAll, () => send({ type: 'saveAll', ids: listed.map(({ id }) => id) })),
  );
}

/**
 * An attachment can be dragged: into the workbench as a resource (editors open it; with Shift held, a message that is
 * written takes it as an attachment), out of it as a file by `DownloadURL`, which is Chromium's own and has to be there when
 * the drag starts.
 */
function dragging(part: ShownPart, file: Files[string] | undefined): Readonly<Record<string, Listener>> {
  if (!file) return {};
  let address: string | undefined;
  let asked = false;
  // The octets have to be there when the drag starts: of small files before the button goes down.
  const read = (most: number): void => {
    if (asked || part.size.decoded > most) return;
    asked = true;
    ask('octets', { id: part.id, limit: most }).then(
      ({ octets }) => (address = URL.createObjectURL(new Blob([octets]))),
      () => (asked = false),
    );
  };
  return {
    pointerenter: () => read(MOST_AT_ONCE),
    pointerdown: () => read(MOST_DRAGGED),
    dragstart: ({ dataTransfer }: DragEvent) => {
      dataTransfer?.setData('ResourceURLs', JSON.stringify([file.uri]));
      dataTransfer?.setData('application/vnd.code.uri-list', file.uri);
      if (address !== undefined) {
        dataTransfer?.setData('DownloadURL', `application/octet-stream:${file.name}:${address}`);
      }
    },
  };
}

function partDetails(part: ShownPart, { labels, locale }: PartsOptions): HTMLElement {
  const { size, magic } = part;
  const decoded = sizeText(size.decoded, locale);
  const octets = fill(labels.octets, numberText(size.decoded, locale));
  // Below a thousand both say the same.
  const whole = size.decoded < 1000 ? octets : `${decoded}, ${octets}`;
  const exact = size.exact ? whole : fill(labels.sizeAbout, decoded);
  const parameters = Object.entries(part.parameters).map(([name, value]) =>
    h('div', {}, `${name}=`, h('bdi', {}, value)),
  );
  return h(
    'div',
    {},
    h('h2', {}, `${part.id} ${part.type}`),
    list([
      [labels.use, labels[USES[part.use]]],
      [labels.type, part.type, !part.declared && ` (${labels.notDeclared})`, ...parameters],
      [labels.name, part.name !== null && h('bdi', {}, plainName(part.name))],
      [labels.size, exact, ` (${fill(labels.sizeEncoded, sizeText(size.encoded, locale))})`],
      [labels.encoding, part.encoding],
      [labels.disposition, part.disposition ?? ''],
      [labels.contentId, part.contentId ?? ''],
      [labels.location, part.location ?? ''],
      [labels.description, part.description ?? ''],
      [labels.magic, magic?.name ?? '', ...doubts(part, labels)],
      [labels.hashes, hashesView(part.id, labels, locale)],
    ]),
    h('p', { class: 'buttons' }, ...actions(part, labels)),
  );
}

function hashesView(id: string, labels: Labels, locale: string): HTMLElement {
  const place = h('div', { class: 'hashes' });
  place.append(
    button(labels.showHashes, () => {
      place.textContent = labels.loading;
      ask('hashes', { id }).then(
        ({ octets, hashes }) => {
          const rows = hashes.map(
            ({ algorithm, hex }) =>
              [
                algorithm,
                h('code', {}, hex),
                ' ',
                button(labels.copy, () => send({ type: 'copy', text: hex }), {
                  class: 'small',
                  'aria-label': `${labels.copy} ${algorithm}`,
                }),
              ] as const,
          );
          const count = fill(labels.octets, numberText(octets, locale));
          place.replaceChildren(count, rows.length > 0 ? list(rows) : ` ${labels.tooLargeToHash}`);
        },
        (error: unknown) => (place.textContent = String(error instanceof Error ? error.message : error)),
      );
    }),
  );
  return place;
}

function actions(part: ShownPart, labels: Labels): readonly HTMLButtonElement[] {
  const name = nameOf(part, labels);
  const action = (words: string, what: PartAction): HTMLButtonElement =>
    button(words, () => send({ type: 'part', action: what, id: part.id }), {
      'aria-label': `${words} ${name}`,
    });
  const isContainer = part.use === 'container' && !part.type.startsWith('message/');
  if (isContainer) return [action(labels.showInSource, 'reveal')];
  const isMail =
    part.type === 'message/rfc822' ||
    part.type === 'message/global' ||
    /ms-tnef|ms-outlook/.test(part.type) ||
    /\.(?:msg|eml)$|^winmail\.dat$/i.test(part.name ?? '');
  return [
    ...(isMail ? [action(labels.openPreview, 'preview')] : [action(labels.openViewer, 'viewer')]),
    action(labels.openDocument, 'document'),
    action(labels.save, 'save'),
    action(labels.showInSource, 'reveal'),
  ];
}

function doubts({ magic }: ShownPart, labels: Labels): readonly Node[] {
  if (!magic) return [];
  const words = [
    magic.disagrees && `${magic.name}: ${labels.magicDisagrees}`,
    magic.program && labels.program,
  ];
  return words.flatMap((one) => (one === false ? [] : [h('strong', { class: 'warning' }, one)]));
}

function isDoubtful({ magic }: ShownPart): boolean {
  return magic !== null && (magic.disagrees || magic.program);
}

function nameOf({ name, subject, id }: ShownPart, labels: Labels): string {
  const own = name ?? subject ?? '';
  return own === '' ? `${labels.unnamed} (${id})` : plainName(own);
}

const USES = {
  container: 'useContainer',
  body: 'useBody',
  alternative: 'useAlternative',
  related: 'useRelated',
  signature: 'useSignature',
  report: 'useReport',
  message: 'useMessage',
  attachment: 'useAttachment',
} as const satisfies Readonly<Record<ShownPart['use'], keyof Labels>>;
const MOST_PARTS = 10_000;
const MOST_FILES = 500;
/** Octets. */
const MOST_AT_ONCE = 256 * 1024;
const MOST_DRAGGED = 32 * 1024 * 1024;
