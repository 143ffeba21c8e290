// Compound files for tests (MS-CFB).

import { join, u16, u32, u64, utf16 } from './octets.ts';

/** A stream has octets, a storage has entries. */
export interface TestEntry {
  readonly name: string;
  readonly octets?: Uint8Array;
  readonly entries?: readonly TestEntry[];
}

/** How the file is laid out. */
export interface TestLayout {
  readonly version?: 3 | 4;
  /** True: every chain goes through the file from back to front. */
  readonly backwards?: boolean;
}

const none = 0xff_ff_ff_ff;
const end = 0xff_ff_ff_fe;
const fatSector = 0xff_ff_ff_fd;
const difatSector = 0xff_ff_ff_fc;
const miniCutoff = 4096;

/** Sectors that are filled one behind the other, and the chain of each stream. */
class Area {
  readonly pieces: Uint8Array[] = [];
  readonly next: number[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** @returns the number of the first sector. @param mark instead of a chain. */
  add(octets: Uint8Array, mark?: number): number {
    const first = this.next.length;
    const count = Math.ceil(octets.length / this.#size);
    this.pieces.push(octets, new Uint8Array(count * this.#size - octets.length));
    for (let index = 1; index <= count; index += 1) {
      this.next.push(mark ?? (index === count ? end : first + index));
    }
    return count === 0 ? end : first;
  }
}

interface Row {
  readonly name: string;
  readonly type: number;
  right: number;
  child: number;
  readonly octets: Uint8Array;
}

/** Entries of one storage as a tree that leans to the right: by length, then by name (MS-CFB 2.6.4). */
function rowsOf(entries: readonly TestEntry[]): Row[] {
  const rows: Row[] = [{ name: 'Root Entry', type: 5, right: none, child: none, octets: new Uint8Array() }];
  const addAll = (inner: readonly TestEntry[], parent: Row): void => {
    let before: Row | undefined;
    const sorted = [...inner].sort(
      (one, other) => one.name.length - other.name.length || (one.name < other.name ? -1 : 1),
    );
    for (const { name, octets, entries: own } of sorted) {
      const row: Row = {
        name,
        type: own ? 1 : 2,
        right: none,
        child: none,
        octets: octets ?? new Uint8Array(),
      };
      if (before) before.right = rows.length;
      else parent.child = rows.length;
      before = row;
      rows.push(row);
      if (own) addAll(own, row);
    }
  };
  if (rows[0]) addAll(entries, rows[0]);
  return rows;
}

const numbers = (values: readonly number[], length: number, fill: number): Uint8Array =>
  new Uint8Array(Uint32Array.from({ length }, (_, index) => values[index] ?? fill).buffer);

/** Sectors and chains in the opposite order. */
function turned(octets: Uint8Array, next: readonly number[], size: number): [Uint8Array, number[]] {
  const count = next.length;
  const other = (sector: number): number => (sector < count ? count - 1 - sector : sector);
  const pieces = next.map((_, sector) => octets.subarray(other(sector) * size, (other(sector) + 1) * size));
  return [join(...pieces), next.map((_, sector) => other(next[other(sector)] ?? none))];
}

/** @returns the octets of a file. */
export function compoundFile(
  entries: readonly TestEntry[],
  { version = 3, backwards = false }: TestLayout = {},
): Uint8Array {
  const size = version === 3 ? 512 : 4096;
  const rows = rowsOf(entries);
  const mini = new Area(64);
  const large = new Area(size);
  const starts = rows.map(({ octets }) =>
    octets.length < miniCutoff ? mini.add(octets) : large.add(octets),
  );
  let miniOctets = join(...mini.pieces);
  let miniNext = mini.next;
  const isMini = rows.map(({ octets }) => octets.length < miniCutoff);
  if (backwards) [miniOctets, miniNext] = turned(miniOctets, miniNext, 64);
  const miniStart = large.add(miniOctets);
  const perSector = size / 4;
  const miniFat = large.add(numbers(miniNext, Math.ceil(miniNext.length / perSector) * perSector, none));
  const rowsPerSector = size / 128;
  const directoryAt = large.next.length;
  const directoryCount = Math.ceil(rows.length / rowsPerSector);
  const fatAt = directoryAt + directoryCount;
  let fatCount = 0;
  let difatCount = 0;
  while (fatCount * perSector < fatAt + fatCount + difatCount) {
    fatCount += 1;
    difatCount = Math.max(0, Math.ceil((fatCount - 109) / (perSector - 1)));
  }
  const total = fatAt + fatCount + difatCount;
  const other = (sector: number): number => (backwards && sector < total ? total - 1 - sector : sector);
  const otherMini = (sector: number): number =>
    backwards && sector < miniNext.length ? miniNext.length - 1 - sector : sector;
  const directory = rows.map(({ name, type, right, child, octets }, index) => {
    const start =
      index === 0
        ? other(miniStart)
        : isMini[index]
          ? otherMini(starts[index] ?? end)
          : other(starts[index] ?? end);
    const text = utf16(name);
    return join(
      ...[text, new Uint8Array(64 - text.length), u16(text.length + 2), Uint8Array.of(type, 1)],
      ...[u32(none), u32(right), u32(child), new Uint8Array(36)],
      ...[u32(type === 1 ? 0 : start), u64(BigInt(index === 0 ? miniOctets.length : octets.length))],
    );
  });
  const unused = join(new Uint8Array(68), u32(none), u32(none), u32(none), new Uint8Array(48));
  const spare = Array.from({ length: directoryCount * rowsPerSector - rows.length }, () => unused);
  large.add(join(...directory, ...spare));
  const fatSectors = Array.from({ length: fatCount }, (_, index) => other(fatAt + index));
  const difatStart = other(fatAt + fatCount);
  const difat = Array.from({ length: difatCount }, (_, index) =>
    join(
      numbers(fatSectors.slice(109 + index * (perSector - 1)), perSector - 1, none),
      u32(index + 1 === difatCount ? end : other(fatAt + fatCount + index + 1)),
    ),
  );
  const next = [...large.next, ...fatSectors.map(() => fatSector), ...difat.map(() => difatSector)];
  const content = join(...large.pieces, new Uint8Array(fatCount * size), ...difat);
  const [octets, chains] = backwards ? turned(content, next, size) : [content, next];
  const fat = numbers(chains, fatCount * perSector, none);
  for (const [index, sector] of fatSectors.entries()) {
    octets.set(fat.subarray(index * size, (index + 1) * size), sector * size);
  }
  const header = join(
    ...[Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(16)],
    ...[u16(0x3e), u16(version), u16(0xff_fe), u16(version === 3 ? 9 : 12), u16(6), new Uint8Array(6)],
    ...[u32(version === 3 ? 0 : directoryCount), u32(fatCount), u32(other(directoryAt)), u32(0)],
    ...[u32(miniCutoff), u32(other(miniFat)), u32(miniFat === end ? 0 : 1)],
    ...[u32(difatCount === 0 ? end : difatStart), u32(difatCount), numbers(fatSectors, 109, none)],
  );
  return join(header, new Uint8Array(size - header.length), octets);
}
