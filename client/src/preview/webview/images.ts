// What is said of images elsewhere and of what was taken out of the HTML.

import { likelyTracks, remoteHosts } from '../content/remoteImages.ts';
import type { RemoteHost, RemoteImage } from '../content/remoteImages.ts';
import type { Labels } from '../labels.ts';
import type { ImagePolicy } from '../messages.ts';
import { button, fill, h } from './dom.ts';
import type { Removed } from './sanitise.ts';

/** How many images are elsewhere, where, and the ways to have them; undefined where there is none. */
export function remoteNotice(
  images: readonly RemoteImage[],
  policy: ImagePolicy,
  {
    labels,
    sender,
    load,
  }: { labels: Labels; sender: string | undefined; load: (policy: ImagePolicy) => void },
): HTMLElement | undefined {
  if (images.length === 0) return undefined;
  const hosts = remoteHosts(images);
  const words = policy === 'blocked' ? labels.remoteBlocked : labels.remoteLoaded;
  return h(
    'section',
    { class: 'notice', 'aria-label': fill(words, images.length) },
    h(
      'p',
      { class: 'buttons' },
      h('span', {}, fill(words, images.length)),
      policy === 'blocked' && button(labels.loadOnce, () => load('once')),
      policy === 'blocked' &&
        sender !== undefined &&
        button(fill(labels.loadSender, sender), () => load('sender')),
      policy === 'sender' && button(fill(labels.forgetSender, sender ?? ''), () => load('blocked')),
    ),
    h(
      'details',
      { open: hosts.some(likelyTracks) },
      h('summary', {}, labels.hosts),
      h('ul', {}, ...hosts.slice(0, MOST_HOSTS).map((host) => h('li', {}, ...hostWords(host, labels)))),
    ),
  );
}

function hostWords(host: RemoteHost, labels: Labels): readonly (Node | string)[] {
  const words = fill(labels.remoteHost, host.host, host.count);
  if (host.tracker !== undefined) {
    return [words, ' ', h('strong', { class: 'warning' }, fill(labels.remoteTracker, host.tracker))];
  }
  if (host.unseen === 0) return [words];
  return [words, ' ', h('strong', { class: 'warning' }, labels.remoteUnseen)];
}

/** What was taken out; undefined where nothing was. */
export function removedNotice(removed: readonly Removed[], labels: Labels): HTMLElement | undefined {
  if (removed.length === 0) return undefined;
  const count = removed.reduce((sum, one) => sum + one.count, 0);
  const rows = [...removed].sort((a, b) => RANK[a.kind] - RANK[b.kind] || b.count - a.count);
  return h(
    'details',
    { class: 'removed' },
    h('summary', {}, fill(labels.removed, count)),
    h(
      'ul',
      {},
      ...rows.map((one) =>
        h(
          'li',
          {},
          h('span', {}, wordsOf(one, labels)),
          one.count > 1 && ` ${fill(labels.times, one.count)}`,
          h('code', {}, one.sample),
        ),
      ),
    ),
  );
}

function wordsOf({ kind, name, from }: Removed, labels: Labels): string {
  switch (kind) {
    case 'element':
      return fill(labels.removedElement, name);
    case 'attribute':
      return fill(labels.removedAttribute, name, from);
    case 'comment':
      return labels.removedComment;
    case 'link':
      return fill(labels.removedLink, name);
    case 'import':
      return labels.removedImport;
  }
}

/** What could do harm comes first. */
const RANK = { element: 0, attribute: 1, link: 2, import: 3, comment: 4 };
const MOST_HOSTS = 100;
