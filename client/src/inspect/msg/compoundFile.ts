// Opens compound files (MS-CFB): storages and streams in one file, as if they were folders and files.

import { OctetCursor } from '../mapi/octetCursor.ts';
import { readDirectory, type DirectoryEntry } from './directory.ts';
import { sectorNumbers, Sectors, type Fault, type NextSector } from './sectors.ts';
import { storageOf, type Storage } from './storage.ts';

/** The eight octets that compound files start with (MS-CFB 2.2). */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const headerOctets = 512;
/** Numbers of FAT sectors that stand in the header itself (MS-CFB 2.2). */
const inHeader = 109;
/** Streams of less octets stand in the mini stream, in sectors of 64 (MS-CFB 2.2). */
const miniCutoff = 4096;
const miniShift = 6;
/** Octets of a sector as a power of two, by version (MS-CFB 2.2). */
const shifts: Readonly<Record<number, number>> = { 3: 9, 4: 12 };

/** What the header says (MS-CFB 2.2). */
interface Header {
  readonly version: number;
  readonly shift: number;
  /** The first sectors of the directory, the mini FAT and the DIFAT. */
  readonly directory: number;
  readonly miniFat: number;
  readonly difat: number;
  readonly fatSectors: readonly number[];
}

/** @returns undefined where it is of no version that there is. */
function headerOf(octets: Uint8Array): Header | undefined {
  const cursor = new OctetCursor(octets.subarray(0, headerOctets));
  cursor.take(26);
  const version = cursor.u16();
  cursor.take(2);
  const shift = cursor.u16();
  if (shifts[version] !== shift || cursor.u16() !== miniShift) return undefined;
  cursor.take(14);
  const directory = cursor.u32();
  cursor.take(8);
  const miniFat = cursor.u32();
  cursor.take(4);
  const difat = cursor.u32();
  cursor.take(4);
  const fatSectors = Array.from({ length: inHeader }, () => cursor.u32());
  return { version, shift, directory, miniFat, difat, fatSectors };
}

/** Where the FAT says what stands behind a sector (MS-CFB 2.3). What it does not tell is cut off, or free. */
function fatOf(octets: Uint8Array, header: Header, sectors: Sectors): NextSector {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const numbers = sectors.size / 4;
  const word = (sector: number, index: number): number => {
    const at = sectors.at(sector) + 4 * index;
    return at + 4 <= octets.length ? view.getUint32(at, true) : sectorNumbers.lastRegular;
  };
  const wanted = Math.ceil(sectors.count / numbers);
  const fat = header.fatSectors.slice(0, wanted);
  // MS-CFB 2.5: in a sector of the DIFAT, the last number is that of the next one.
  for (
    let difat = header.difat;
    fat.length < wanted && sectors.take(difat);
    difat = word(difat, numbers - 1)
  ) {
    for (let index = 0; index < numbers - 1; index += 1) fat.push(word(difat, index));
  }
  return (sector) => {
    const own = fat[Math.floor(sector / numbers)] ?? sectorNumbers.free;
    return own > sectorNumbers.lastRegular ? sectorNumbers.free : word(own, sector % numbers);
  };
}

/** Cuts streams out of the mini stream, which the root's entry names (MS-CFB 2.4, 2.6.2). */
function miniStreams(
  { start, size }: DirectoryEntry,
  {
    header,
    sectors,
    next,
    fault,
  }: Readonly<{ header: Header; sectors: Sectors; next: NextSector; fault: Fault }>,
): (start: number, size: number) => Uint8Array {
  const octets = sectors.chain(header.miniFat, Infinity, next);
  const fat = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const mini = new Sectors(sectors.chain(start, size, next), { first: 0, shift: miniShift, fault });
  const nextMini: NextSector = (sector) =>
    4 * sector + 4 <= fat.byteLength ? fat.getUint32(4 * sector, true) : sectorNumbers.lastRegular;
  return (first, length) => mini.chain(first, length, nextMini);
}

/** @returns whether octets start as a compound file does. */
export function isCompoundFile(octets: Uint8Array): boolean {
  return signature.every((octet, index) => octets[index] === octet);
}

/**
 * Opens a compound file. Time and memory grow with its size alone, whatever stands in it (see `Sectors`).
 *
 * @param octets of the file, which are not copied where a stream stands in one piece.
 * @param fault is told what is wrong, now or when a stream is read.
 * @returns its root storage; undefined where there is none to be read.
 */
export function openCompoundFile(octets: Uint8Array, fault: Fault): Storage | undefined {
  if (octets.length < headerOctets) {
    fault('cut-off');
    return undefined;
  }
  const header = headerOf(octets);
  if (header === undefined) {
    fault('damaged');
    return undefined;
  }
  const { shift, version } = header;
  const sectors = new Sectors(octets, { first: 2 ** shift, shift, fault });
  const next = fatOf(octets, header, sectors);
  const entries = readDirectory(sectors.chain(header.directory, Infinity, next), version);
  const [root] = entries;
  if (root === undefined) {
    if (header.directory === sectorNumbers.endOfChain) fault('damaged');
    return undefined;
  }
  let cutMini: ReturnType<typeof miniStreams> | undefined;
  const cut = ({ start, size }: DirectoryEntry): Uint8Array => {
    if (size >= miniCutoff) return sectors.chain(start, size, next);
    cutMini ??= miniStreams(root, { header, sectors, next, fault });
    return cutMini(start, size);
  };
  return storageOf(entries, cut, fault);
}
