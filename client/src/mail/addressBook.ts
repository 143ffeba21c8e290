// Who writes and is written to in the mail that was listed: for the completion of addresses. Kept in memory alone.

import type { MailStore, Person } from './mailStore.ts';

/** The people of the messages that were listed lately, each once; the latest first. */
export class AddressBook {
  /** By address in lower case; the latest last. */
  readonly #people = new Map<string, Person>();
  readonly #changed: () => void;

  /** @param changed called whenever somebody new was met. */
  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  /** The latest first. */
  get people(): readonly Person[] {
    return [...this.#people.values()].reverse();
  }

  /** Takes note of people; what is no address, or would not look like what it is, is left out. */
  note(people: Iterable<Person>): void {
    let isNew = false;
    for (const { name: given = '', address: written } of people) {
      const address = written.trim();
      if (address.length > MAX_ADDRESS || !ADDRESS.test(address)) continue;
      const key = address.toLowerCase();
      const known = this.#people.get(key);
      const name = nameOf(given, key) ?? known?.name;
      isNew ||= known === undefined || known.name !== name;
      this.#people.delete(key);
      this.#people.set(key, { address, ...(name === undefined ? {} : { name }) });
    }
    for (const oldest of this.#people.keys()) {
      if (this.#people.size <= MAX_PEOPLE) break;
      this.#people.delete(oldest);
    }
    if (isNew) this.#changed();
  }
}

/** `store`, with the people of what it lists noted. */
export function notingPeople(store: MailStore, book: AddressBook): MailStore {
  const list: MailStore['list'] = async (...asked) => {
    const page = await store.list(...asked);
    // Newest first: the latest are noted last.
    book.note([...page.envelopes].reverse().flatMap(({ people = [] }) => people));
    return page;
  };
  return new Proxy(store, {
    get: (_, name) => {
      if (name === 'list') return list;
      const member: unknown = Reflect.get(store, name, store);
      return typeof member === 'function' ? (member.bind(store) as unknown) : member;
    },
  });
}

/** A name that says more than the address, and hides nothing. */
function nameOf(given: string, key: string): string | undefined {
  const name = given.replace(/\s+/g, ' ').trim();
  return name === '' || name.length > MAX_NAME || name.toLowerCase() === key || HIDDEN.test(name)
    ? undefined
    : name;
}

const ADDRESS = /^[^\s<>()[\]\\,;:"@\p{C}]+@[^\s<>()\\,;"@\p{C}]+$/u;
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;
const MAX_PEOPLE = 2000;
/** UTF-16 units; RFC 5321 4.5.3.1.3 allows a path of 256 octets. */
const MAX_ADDRESS = 254;
const MAX_NAME = 100;
