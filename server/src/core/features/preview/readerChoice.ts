// What a reader shows of a message: the best form of each alternative, and what every other part is for.

import type { Decoding } from '../../message/charsets.ts';
import type { Part } from '../../message/part.ts';
import { filenameOf } from '../../message/summary.ts';
import { dispositionOf } from '../../message/views/contentDisposition.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { decodedParameter } from '../../message/views/parameters.ts';
import { carriedMessage } from './numberedParts.ts';
import type { NumberedPart } from './numberedParts.ts';
import type { PartUse, PreviewBodies } from './previewTypes.ts';

/** What is shown, and what each part is for, by its id. */
export interface ReaderChoice {
  readonly bodies: PreviewBodies;
  readonly uses: ReadonlyMap<string, PartUse>;
}

/** Chooses for a message and for each message in it, which is shown in the same way once it is opened. */
export function readerChoice(parts: readonly NumberedPart[], decoding: Decoding): ReaderChoice {
  const tree = new ChoiceTree(parts, decoding);
  const uses = new Map<string, PartUse>();
  let bodies: PreviewBodies | undefined;
  let within: PreviewBodies | undefined;
  for (const numbered of parts) {
    if (numbered.part.role !== 'message') continue;
    const found = tree.choose(numbered);
    for (const id of [...found.html, ...found.text]) uses.set(id, 'body');
    if (!bodies) bodies = found;
    else if (found.hasHtml || found.hasText) within ??= found;
  }
  for (const numbered of parts) {
    if (!uses.has(numbered.id)) uses.set(numbered.id, tree.useOf(numbered));
  }
  const own = bodies ?? NO_BODIES;
  // A message that says nothing itself passes on what another one says.
  const shown = own.hasHtml || own.hasText || !within ? own : { ...within, report: own.report };
  return { bodies: shown, uses };
}

/** The children of each part, and whether there is HTML or plain text among them. */
class ChoiceTree {
  readonly #decoding: Decoding;
  readonly #children = new Map<NumberedPart, NumberedPart[]>();
  readonly #kinds = new Map<NumberedPart, Kinds>();

  constructor(parts: readonly NumberedPart[], decoding: Decoding) {
    this.#decoding = decoding;
    for (const numbered of parts) {
      if (!numbered.parent) continue;
      const siblings = this.#children.get(numbered.parent);
      if (siblings) siblings.push(numbered);
      else this.#children.set(numbered.parent, [numbered]);
    }
    // Innermost first: what a multipart holds is known once its parts are.
    for (let i = parts.length - 1; i >= 0; i--) {
      const numbered = parts[i];
      if (numbered) this.#kinds.set(numbered, this.#kindsOf(numbered));
    }
  }

  choose(message: NumberedPart): PreviewBodies {
    const others = this.#leaves(message);
    // A message whose texts all have file names says something all the same.
    const least = others.filter(
      ({ part }) => ANY_TEXT.test(part.mediaType.name) && dispositionOf(part)?.type !== 'attachment',
    );
    const orLeast = (shown: readonly NumberedPart[]): readonly NumberedPart[] =>
      shown.some(isText) ? shown : [...shown, ...least.slice(0, 1)];
    const html = orLeast(this.#shown(message, 'html'));
    const text = orLeast(this.#shown(message, 'text'));
    const ids = (list: readonly NumberedPart[]): readonly string[] => list.map(({ id }) => id);
    const isHtml = ({ part }: NumberedPart): boolean => HTML.has(part.mediaType.name);
    return {
      html: ids(html),
      text: ids(text),
      hasHtml: html.some(isHtml),
      hasText: text.some((one) => isText(one) && !isHtml(one)),
      calendar: ids(others.filter(({ part }) => this.#isCalendar(part))),
      amp: others.find(({ part }) => part.mediaType.name === AMP)?.id ?? null,
      report: others.find(({ part }) => REPORT.test(part.mediaType.name))?.id ?? null,
    };
  }

  useOf({ part, parent }: NumberedPart): PartUse {
    const { name } = part.mediaType;
    if (part.multipart) return 'container';
    if (carriedMessage(part)) return part.role === 'message' ? 'container' : 'message';
    if (SIGNATURE.test(name)) return 'signature';
    if (REPORT.test(name)) return 'report';
    if (!parent) return 'attachment';
    const around = parent.part.mediaType.name;
    if (around === 'multipart/alternative') return 'alternative';
    const isRelated = around === 'multipart/related' && dispositionOf(part)?.type !== 'attachment';
    const isNamed = part.field('content-id') !== undefined && around === 'multipart/related';
    return isRelated || isNamed ? 'related' : 'attachment';
  }

  /** The parts of a message that its reader is shown, in order; iterative. */
  #shown(message: NumberedPart, wanted: Wanted): readonly NumberedPart[] {
    const shown: NumberedPart[] = [];
    const stack = [message];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (next.part.multipart) stack.push(...this.#chosen(next, wanted).toReversed());
      else if (next === message && carriedMessage(next.part)) continue;
      else if (this.#isShown(next, wanted)) shown.push(next);
    }
    return shown;
  }

  /** Which parts of a multipart are shown. */
  #chosen(multipart: NumberedPart, wanted: Wanted): readonly NumberedPart[] {
    const children = this.#children.get(multipart) ?? [];
    switch (multipart.part.mediaType.subtype) {
      case 'alternative':
        return this.#best(children, wanted);
      case 'related': {
        const root = this.#root(multipart.part, children);
        return root ? [root] : [];
      }
      case 'signed':
      case 'report':
        // RFC 1847 2.1: the first part is what is signed; RFC 6522 3: the first one is for people.
        return children.slice(0, 1);
      case 'encrypted':
        return [];
      default:
        return children;
    }
  }

  /** RFC 2046 5.1.4: the last form that can be shown is the best. */
  #best(children: readonly NumberedPart[], wanted: Wanted): readonly NumberedPart[] {
    const holds = (kind: keyof Kinds, child: NumberedPart): boolean =>
      this.#kinds.get(child)?.[kind] === true;
    const best =
      (wanted === 'text'
        ? children.findLast((child) => holds('text', child) && !holds('html', child))
        : undefined) ??
      children.findLast((child) => holds(wanted, child)) ??
      children.findLast((child) => holds('html', child)) ??
      children.findLast((child) => holds('text', child)) ??
      children.findLast((child) => holds('other', child)) ??
      // Empty, but what there is.
      children.find(({ part }) => part.multipart !== undefined || TEXTS.test(part.mediaType.name));
    return best ? [best] : [];
  }

  /** RFC 2387 3.2: the part that `start` names, else the first; a picture in front of the text is a mistake. */
  #root(related: Part, children: readonly NumberedPart[]): NumberedPart | undefined {
    const { field } = related.mediaType;
    const start = field && decodedParameter(field, 'start', this.#decoding)?.replace(/^<|>$/g, '');
    const named =
      start === undefined || start === ''
        ? undefined
        : children.find(({ part }) => contentIdOf(part) === start);
    const holdsText = (child: NumberedPart): boolean => {
      const kinds = this.#kinds.get(child) ?? NOTHING;
      return kinds.html || kinds.text || kinds.other;
    };
    return (named && holdsText(named) ? named : children.find(holdsText)) ?? children[0];
  }

  #isShown({ part, parent }: NumberedPart, wanted: Wanted): boolean {
    const { name, type } = part.mediaType;
    if (type === 'text') {
      return TEXTS.test(name) && !this.#isCalendar(part) && this.#isInline(part, parent);
    }
    return (
      wanted === 'html' &&
      PICTURES.has(name) &&
      parent !== undefined &&
      dispositionOf(part)?.type === 'inline'
    );
  }

  #kindsOf(numbered: NumberedPart): Kinds {
    const { part } = numbered;
    if (part.multipart) {
      const kinds = { ...NOTHING };
      for (const child of this.#children.get(numbered) ?? []) {
        const own = this.#kinds.get(child) ?? NOTHING;
        kinds.html ||= own.html;
        kinds.text ||= own.text;
        kinds.other ||= own.other;
      }
      return kinds;
    }
    const { name } = part.mediaType;
    if (!TEXTS.test(name) || this.#isCalendar(part) || !holdsText(part)) return NOTHING;
    if (!this.#isInline(part, numbered.parent)) return NOTHING;
    const [html, text] = [HTML.has(name), PLAIN.has(name)];
    return { html, text, other: !html && !text };
  }

  /** Whether a text is shown with the message: it is not said to be a file. */
  #isInline(part: Part, parent: NumberedPart | undefined): boolean {
    const disposition = dispositionOf(part)?.type;
    if (part.role === 'message' || disposition === 'inline') return true;
    if (disposition === 'attachment') return false;
    // A form of the text is no file, whatever its name.
    const isForm = FORMS.has(parent?.part.mediaType.name ?? '');
    return isForm || filenameOf(part, this.#decoding) === undefined;
  }

  #isCalendar(part: Part): boolean {
    return (
      CALENDAR.test(part.mediaType.name) ||
      (part.mediaType.name === 'application/octet-stream' &&
        /\.ics$/i.test(filenameOf(part, this.#decoding) ?? ''))
    );
  }

  /** The leaves of a message that are its own, those of messages in it left out. */
  #leaves(message: NumberedPart): readonly NumberedPart[] {
    const found: NumberedPart[] = [];
    const stack = [message];
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (next.part.multipart) stack.push(...(this.#children.get(next) ?? []).toReversed());
      else found.push(next);
    }
    return found;
  }
}

interface Kinds {
  html: boolean;
  /** What can be read as it stands. */
  text: boolean;
  /** Texts with marks of their own. */
  other: boolean;
}

type Wanted = 'html' | 'text';

/** The Content-ID of a part without brackets; undefined where it has none. */
export function contentIdOf(part: Part): string | undefined {
  const field = part.field('content-id');
  if (!field) return undefined;
  const id = messageIds(field)[0]?.id ?? field.value.replace(/^<|>$/g, '');
  return id === '' ? undefined : id;
}

function isText({ part }: NumberedPart): boolean {
  return part.mediaType.type === 'text';
}

/** Whether something stands in a text: some programs write an empty one beside the HTML. */
function holdsText({ bodyFrom, bodyTo, lens }: Part): boolean {
  return /\S/.test(lens.snapshot.slice(bodyFrom, Math.min(bodyTo, bodyFrom + LOOK)));
}

const NO_BODIES: PreviewBodies = {
  html: [],
  text: [],
  hasHtml: false,
  hasText: false,
  calendar: [],
  amp: null,
  report: null,
};
const NOTHING: Readonly<Kinds> = { html: false, text: false, other: false };
const LOOK = 10_000;
const FORMS = new Set(['multipart/alternative', 'multipart/related']);
const HTML = new Set(['text/html', 'text/xhtml']);
const PLAIN = new Set(['text/plain', 'text/markdown', 'text/x-markdown']);
const AMP = 'text/x-amp-html';
/** RFC 2046 4.1.4: a text of an unknown kind is shown as it is. These are for programs, or have their own view. */
const ANY_TEXT =
  /^text\/(?!x-amp-html$|(?:x-)?vcard$|directory$|rfc822-headers$|css$|javascript$|(?:x-v)?calendar$)/;
const TEXTS =
  /^text\/(?!rtf$|x-amp-html$|(?:x-)?vcard$|directory$|rfc822-headers$|css$|javascript$|(?:x-v)?calendar$)/;
const CALENDAR = /^(?:text\/(?:x-v)?calendar|application\/ics)$/;
const REPORT = /^message\/(?:(?:global-)?(?:delivery-status|disposition-notification)|feedback-report)$/;
const SIGNATURE = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/;
/** Raster only: a drawing may hold scripts and addresses. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/jpg', 'image/gif', 'image/webp']);
