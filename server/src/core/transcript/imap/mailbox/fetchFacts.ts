// What a FETCH response adds to what is known of a message: the usual form by one expression, others by the grammar.

import { Kind } from '../../../syntax/kinds.ts';
import type { ImapUnitSyntax } from '../ownText.ts';
import { fetchData } from '../views/fetchData.ts';
import type { EnvelopeView } from '../views/envelope.ts';
import { textHash } from './messageRecord.ts';
import type { FlagList, MessageNews } from './messageRecord.ts';

/** A FETCH response as the fold needs it. */
export interface FetchFacts {
  readonly news: MessageNews;
  /** The UID's digits as written; undefined where there is none. */
  readonly uid: string | undefined;
  /** The octets of the whole message as its literal announces them, where it is carried whole. */
  readonly octets: number | undefined;
  /** True where it says nothing but FLAGS, UID and MODSEQ: what a server sends without being asked. */
  readonly onlyFlags: boolean;
  /** True where it carries text of the message: fetching that may have set \Seen. */
  readonly carries: boolean;
}

/** Lists of flags of one session: most messages have one of a few. */
export class FlagLists {
  readonly #lists = new Map<string, FlagList>();

  of(text: string): FlagList {
    let list = this.#lists.get(text);
    if (!list) {
      list = { text, names: new Set(text.toLowerCase().match(/[^\s()]+/g)) };
      if (this.#lists.size < MAX_LISTS) this.#lists.set(text, list);
    }
    return list;
  }
}

/**
 * Reads a response of the usual form without its tree.
 * @param first the response's first line.
 * @param last its last line; the first one again where it has one.
 * @returns undefined for what needs the grammar.
 */
export function usualFacts(first: string, last: string, flags: FlagLists): FetchFacts | undefined {
  let uid: string | undefined;
  let list: FlagList | undefined;
  let size: number | undefined;
  let modseq: string | undefined;
  let date: string | undefined;
  let onlyFlags = true;
  let carries = false;
  ITEM.lastIndex = first.indexOf('(') + 1;
  if (ITEM.lastIndex === 0) return undefined;
  for (;;) {
    const start = ITEM.lastIndex;
    const match = ITEM.exec(first);
    if (!match) {
      // A section that is a literal ends the line; only where nothing stands behind it all is read.
      SECTION.lastIndex = start;
      if (last === first || last !== ')' || !SECTION.test(first)) return undefined;
      onlyFlags = false;
      carries = true;
      break;
    }
    const [, u, f, s, m, d, end] = match;
    if (u !== undefined) uid = u;
    else if (f !== undefined) list = flags.of(f);
    else if (m !== undefined) modseq = m;
    else {
      onlyFlags = false;
      if (s !== undefined) size = Number(s);
      else date = d;
    }
    if (end === ')') {
      if (ITEM.lastIndex < first.length) return undefined;
      break;
    }
  }
  return {
    news: {
      uid: uid === undefined ? undefined : Number(uid),
      flags: list,
      size,
      modseq,
      date,
      fixed: undefined,
    },
    uid,
    octets: undefined,
    onlyFlags,
    carries,
  };
}

/** Reads a response of any form. */
export function parsedFacts(text: string, syntax: ImapUnitSyntax, flags: FlagLists): FetchFacts | undefined {
  const data = fetchData(text, syntax);
  if (!data) return undefined;
  const fixed = new Map<string, number>();
  if (data.envelope) fixed.set('ENVELOPE', textHash(envelopeText(data.envelope)));
  const structure = data.items.find(({ name }) => name === 'BODYSTRUCTURE');
  if (structure && syntax.faults.length === 0 && !text.includes('...')) {
    const written = text.slice(structure.from, structure.to);
    if (!/\{\d+\}/.test(written)) {
      fixed.set('BODYSTRUCTURE', textHash(written.replace(/\s+/g, ' ').toUpperCase()));
    }
  }
  let octets: number | undefined;
  for (const { item, section, origin, content } of data.sections) {
    if (!content || origin !== undefined) continue;
    const literal = syntax.literals.find(({ from }) => from === content.from);
    if ((item === 'BODY' && section === '') || item === 'RFC822') {
      octets =
        literal?.end === 'found'
          ? undefined
          : (literal?.announced ?? (content.form === 'quoted' ? content.value.length : undefined));
    }
    const header = item === 'RFC822.HEADER' || (item === 'BODY' && section === 'HEADER');
    if (header && literal?.end === 'counted') fixed.set('HEADER', textHash(content.value));
  }
  const list = syntax.tree.root.child(Kind.MsgAtt)?.find(Kind.FlagList);
  const uid = data.items.find(({ name }) => name === 'UID');
  return {
    news: {
      uid: data.uid,
      flags: list && data.flags ? flags.of(text.slice(list.from + 1, list.to - 1)) : undefined,
      size: data.size,
      modseq: data.modseq,
      date: data.internalDate,
      fixed: fixed.size > 0 ? fixed : undefined,
    },
    uid: uid && text.slice(uid.from, uid.to).replace(/^\S+\s*/, ''),
    octets,
    onlyFlags: data.items.every(({ name }) => SMALL.has(name)),
    carries: data.sections.length > 0,
  };
}

/** The fields whose change says that it is another message. */
function envelopeText({ date, subject, messageId, from }: EnvelopeView): string {
  const senders = from.map(({ mailbox, host }) => `${mailbox ?? ''}@${host ?? ''}`);
  return [date, subject, messageId, ...senders].map((each) => each ?? '').join('\n');
}

/** One item of the usual ones, with what ends it. */
const ITEM =
  /(?:UID (\d{1,10})|FLAGS \(([^()]*)\)|RFC822\.SIZE (\d{1,15})|MODSEQ \((\d{1,20})\)|INTERNALDATE "([^"]{10,40})")([ )])/iy;
/** A section that is not the whole message nor its header, as a literal that ends the line. */
const SECTION = /BODY\[(?!\]|HEADER\])[^\]]+\](?:<\d+>)? ~?\{\d+\}$/iy;
const SMALL: ReadonlySet<string> = new Set(['FLAGS', 'UID', 'MODSEQ']);
const MAX_LISTS = 5000;
