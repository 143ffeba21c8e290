// Shares of the files, so that several machines or processes check an archive together without talking to each other.

import { UsageError } from './commandLine.ts';
import type { InputFile } from './inputFiles.ts';

/** One of several shares. */
export interface Shard {
  /** Which one, from 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads `I/N`. @throws UsageError */
export function shardOf(option: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,9})\/(\d{1,9})$/.exec(option) ?? []).map(Number);
  if (index < 1 || index > count) {
    throw new UsageError(`--shard is I/N with I from 1 to N, such as 1/4, not "${option}".`);
  }
  return { index, count };
}

/** The files of one share, in their order. Every file is in exactly one of them, whatever other files there are. */
export async function* shareOf(files: AsyncIterable<InputFile>, shard: Shard): AsyncGenerator<InputFile> {
  for await (const file of files) {
    if (shardIndex(file.path, shard.count) === shard.index) yield file;
  }
}

/**
 * Which of `count` shares a path falls into, from 1. It depends on the octets of the path as it was named and on
 * nothing else, and stays as it is in all versions: results of shards are put together and run again one by one.
 */
export function shardIndex(path: Uint8Array, count: number): number {
  // FNV-1a, then the last mix of MurmurHash3: neighbouring names differ in a digit, and must not fall together.
  let hash = 0x811c9dc5;
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ (path[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % count) + 1;
}
