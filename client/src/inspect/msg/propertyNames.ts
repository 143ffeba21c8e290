// The names of properties from 0x8000 on, which each `.msg` file gives anew (MS-OXMSG 2.2.3).

import { guid } from '../mapi/values.ts';
import type { PropertyName } from '../mapi/mapiObject.ts';
import { OctetCursor } from '../mapi/octetCursor.ts';
import type { Storage } from './storage.ts';

/** @returns the name of an id from 0x8000 on; undefined where the file has none. */
export type PropertyNames = (id: number) => PropertyName | undefined;

const storageName = '__nameid_version1.0';
const streams = {
  sets: '__substg1.0_00020102',
  entries: '__substg1.0_00030102',
  words: '__substg1.0_00040102',
} as const;

/** Sets that have a number instead of a place in the stream (MS-OXMSG 2.2.3.1.2). */
const mapi = '00020328-0000-0000-c000-000000000046';
const publicStrings = '00020329-0000-0000-c000-000000000046';
const firstSet = 3;
const firstNamed = 0x8000;
const entryOctets = 8;
/** Octets of a word that are read: many names may have the same one. */
const longestWord = 512;

function setOf(sets: Uint8Array, index: number): string {
  if (index < firstSet) return index === 2 ? publicStrings : mapi;
  return guid(sets.subarray(16 * (index - firstSet), 16 * (index - firstSet) + 16));
}

/** @returns the word at a place; empty where the stream is too short. */
function wordAt(words: Uint8Array, at: number): string {
  const cursor = new OctetCursor(words.subarray(at));
  const length = cursor.left < 4 ? 0 : cursor.u32();
  return new TextDecoder('utf-16le').decode(cursor.take(Math.min(length, longestWord, cursor.left)));
}

/** Where a file gives no names. */
export const noNames: PropertyNames = () => undefined;

/** @returns the names of a file, by its root storage. */
export function readNames(root: Storage): PropertyNames {
  const storage = root.storages(storageName)[0];
  const entries = storage?.stream(streams.entries);
  if (storage === undefined || entries === undefined) return noNames;
  const sets = storage.stream(streams.sets) ?? new Uint8Array();
  const words = storage.stream(streams.words) ?? new Uint8Array();
  return (id) => {
    const at = (id - firstNamed) * entryOctets;
    if (at + entryOctets > entries.length) return undefined;
    const cursor = new OctetCursor(entries.subarray(at, at + entryOctets));
    const key = cursor.u32();
    const kindAndSet = cursor.u16();
    const set = setOf(sets, kindAndSet >> 1);
    return { set, name: (kindAndSet & 1) === 0 ? key : wordAt(words, key) };
  };
}
