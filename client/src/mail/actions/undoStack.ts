// What can be undone: moves with the way back, the newest first.

import type { Envelope, MessageId } from '../mailStore.ts';
import { grouped } from './grouped.ts';
import { keyOf } from './messageKey.ts';
import type { Placed } from './moves.ts';

/** A message that can go back. */
export interface UndoMessage {
  /** Where it is; another one once it has been somewhere else and back. */
  now: MessageId;
  /** What named it before. */
  readonly was: MessageId;
  /** What the user knows it by; undefined where nobody has said. */
  readonly subject?: string | undefined;
}

/** One step back: messages of one account into a folder, or, without one, copies of ours away. */
export interface UndoStep {
  readonly accountId: string;
  readonly folder: string | undefined;
  readonly messages: readonly UndoMessage[];
}

/** One action of the user. */
export interface Undoable {
  readonly kind: 'move' | 'delete';
  readonly steps: readonly UndoStep[];
  /** The keys of messages that are back already, where an undo has failed halfway. */
  readonly returned?: ReadonlySet<string>;
}

export class UndoStack {
  #entries: Undoable[] = [];

  /** What would be undone. */
  get last(): Undoable | undefined {
    return this.#entries.at(-1);
  }

  /** Nothing is kept of an action that has no way back. @returns true where it can be undone. */
  push({ steps, ...entry }: Undoable): boolean {
    const back = steps.filter(({ messages }) => messages.length > 0);
    if (back.length === 0) return false;
    this.#entries.push({ ...entry, steps: back });
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    return true;
  }

  pop(): Undoable | undefined {
    return this.#entries.pop();
  }

  /** Takes out one that may not be the last any more. @returns false where it is gone already. */
  take(entry: Undoable): boolean {
    const index = this.#entries.indexOf(entry);
    if (index < 0) return false;
    this.#entries.splice(index, 1);
    return true;
  }

  /** Messages have got another id by going back: what is still to be undone names them by it. */
  renamed(accountId: string, names: readonly Placed[]): void {
    const now = new Map(names.map(({ from, to }) => [keyOf(from), to]));
    const current = (id: MessageId): MessageId => now.get(keyOf(id)) ?? id;
    for (const { steps } of this.#entries) {
      for (const step of steps) {
        if (step.accountId !== accountId) continue;
        for (const message of step.messages) message.now = current(message.now);
      }
    }
  }

  /** An account is gone, and so are its ways back. */
  forget(accountId: string): void {
    this.#entries = this.#entries.filter(({ steps }) => steps.every((step) => step.accountId !== accountId));
  }
}

/**
 * The ways back of moves within an account, a step for each folder; messages that nobody can name are left out.
 * @param subjects of the messages, by the keys of where they were.
 */
export function stepsBack(
  accountId: string,
  placed: readonly Placed[],
  subjects: ReadonlyMap<string, string> = new Map(),
): readonly UndoStep[] {
  const groups = grouped(placed, ({ from }) => from.folder);
  return Array.from(groups, ([folder, group]) => ({
    accountId,
    folder,
    messages: group.flatMap(({ from, to }) =>
      to ? [{ now: to, was: from, subject: subjects.get(keyOf(from)) }] : [],
    ),
  }));
}

/** The way back of copies in another account: they go. */
export function copiesAway(accountId: string, placed: readonly Placed[]): UndoStep {
  const messages = placed.flatMap(({ from, to }) => (to ? [{ now: to, was: from }] : []));
  return { accountId, folder: undefined, messages };
}

/** The subjects of messages by their keys, as `stepsBack` takes them. */
export function subjectsOf(
  envelopes: readonly Pick<Envelope, 'id' | 'subject'>[],
): ReadonlyMap<string, string> {
  return new Map(envelopes.map(({ id, subject }) => [keyOf(id), subject]));
}

const MAX_ENTRIES = 50;
