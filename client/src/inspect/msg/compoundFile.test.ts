// Compound files: whole, in both versions, in pieces, cut off, and made to go round in circles.

import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compoundFile, type TestEntry } from '../testing/compoundOctets.ts';
import { openCompoundFile } from './compoundFile.ts';
import { Sectors, sectorNumbers, type CompoundFault } from './sectors.ts';
import type { Storage } from './storage.ts';

const octets = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7919) >> 3);

/** Streams below and above 4096 octets, in storages in storages. */
const entries: readonly TestEntry[] = [
  { name: 'Empty', octets: octets(0) },
  { name: 'short', octets: octets(100) },
  { name: 'last of the short', octets: octets(4095) },
  { name: 'first of the long', octets: octets(4096) },
  {
    name: 'Outer',
    entries: [
      { name: 'inner', entries: [{ name: 'short', octets: octets(65) }] },
      { name: 'long', octets: octets(10_000) },
    ],
  },
];
const file = compoundFile(entries);

/** The streams that a storage should have, by their paths; empty where it has none. */
function streamsOf(storage: Storage | undefined): [string, Uint8Array][] {
  const found: [string, Uint8Array][] = [];
  const visit = (own: Storage | undefined, expected: readonly TestEntry[], path: string): void => {
    for (const { name, entries: inner } of expected) {
      if (inner) visit(own?.storages(name)[0], inner, `${path}${name}/`);
      else found.push([path + name, own?.stream(name) ?? new Uint8Array()]);
    }
  };
  visit(storage, entries, '');
  return found;
}

const totalOf = (found: readonly [string, Uint8Array][]): number =>
  found.reduce((sum, [, { length }]) => sum + length, 0);

const whole: readonly [string, Uint8Array][] = [
  ['Empty', octets(0)],
  ['short', octets(100)],
  ['last of the short', octets(4095)],
  ['first of the long', octets(4096)],
  ['Outer/inner/short', octets(65)],
  ['Outer/long', octets(10_000)],
];

/** Opens octets, and says what was wrong until everything was read. */
function read(given: Uint8Array): { found: [string, Uint8Array][]; faults: CompoundFault[] } {
  const faults = new Set<CompoundFault>();
  const found = streamsOf(openCompoundFile(given, (fault) => faults.add(fault)));
  return { found, faults: [...faults] };
}

for (const version of [3, 4] as const) {
  for (const backwards of [false, true]) {
    test(`version ${String(version)}${backwards ? ', every chain from back to front' : ''}`, () => {
      assert.deepEqual(read(compoundFile(entries, { version, backwards })), { found: whole, faults: [] });
    });
  }
}

test('a FAT so long that the header cannot hold it (MS-CFB 2.5)', () => {
  // 109 sectors of the FAT stand for 109 * 128 sectors of 512 octets.
  const long = new Uint8Array(109 * 128 * 512).fill(7);
  const faults: CompoundFault[] = [];
  const root = openCompoundFile(compoundFile([{ name: 'long', octets: long }]), (fault) =>
    faults.push(fault),
  );
  const stream = root?.stream('long') ?? new Uint8Array();
  assert.equal(Buffer.compare(stream, long), 0);
  assert.deepEqual(faults, []);
});

test('a stream in one piece is not copied', () => {
  const root = openCompoundFile(file, () => undefined);
  assert.equal(root?.stream('first of the long')?.buffer, file.buffer);
});

test('names are found whatever their case', () => {
  const root = openCompoundFile(file, () => undefined);
  assert.equal(root?.stream('SHORT')?.length, 100);
  assert.equal(root.storages('OUT').length, 1);
  assert.equal(root.stream('outer'), undefined);
});

test('a file that is cut off gives what stands in front of that', () => {
  for (let end = 0; end < fatAt; end += 97) {
    const { found, faults } = read(file.subarray(0, end));
    assert.ok(faults.includes('cut-off'), `at ${String(end)}`);
    for (const [index, [name, stream]] of found.entries()) {
      const wanted = whole[index]?.[1].subarray(0, stream.length) ?? stream;
      assert.equal(Buffer.compare(stream, wanted), 0, `${name} at ${String(end)}`);
    }
  }
});

/** A copy with other numbers in it. */
function changed(...changes: readonly (readonly [at: number, number: number])[]): Uint8Array {
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  for (const [at, number] of changes) view.setUint32(at, number, true);
  return copy;
}
const header = new DataView(file.buffer);
const sectorAt = (sector: number): number => 512 * (sector + 1);
const fatAt = sectorAt(header.getUint32(76, true));
const directoryAt = sectorAt(header.getUint32(48, true));
/** Rows of the directory: the root, then by the length of their names. */
const row = (index: number): number => directoryAt + 128 * index;

test('chains that go round in a circle end, and the file is damaged', () => {
  for (const target of [0, 1, 2, 3, 5, 8]) {
    const fat = Array.from({ length: 128 }, (_, entry) => [fatAt + 4 * entry, target] as const);
    assert.ok(read(changed(...fat)).faults.includes('damaged'));
  }
});

test('entries that go round in a circle are read once', () => {
  for (const field of [68, 72, 76]) {
    for (const target of [0, 1, 2]) {
      const { faults } = read(changed([row(2) + field, target]));
      assert.deepEqual(faults, ['damaged'], `${String(field)} to ${String(target)}`);
    }
  }
  assert.deepEqual(read(changed([row(1) + 72, 1000])).faults, ['cut-off']);
});

test('a sector belongs to one stream', () => {
  const { found, faults } = read(
    changed([row(1) + 116, 0], [row(1) + 120, 8192], [row(6) + 116, 0], [row(6) + 120, 8192]),
  );
  assert.deepEqual(faults, ['damaged']);
  assert.ok(totalOf(found) <= 2 * file.length);
});

test('sizes and versions that cannot be', () => {
  assert.deepEqual(read(changed([24, 0x00_09_00_3e])).faults, ['damaged']);
  assert.deepEqual(read(changed([row(1) + 120, 0xff_ff_ff_ff])).faults, ['damaged']);
  assert.deepEqual(read(changed([48, 0xff_ff_ff_fe])), {
    found: whole.map(([name]) => [name, octets(0)]),
    faults: ['damaged'],
  });
});

test('property: whatever the FAT says, a sector is asked for its next one once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(70), { minLength: 64, maxLength: 64 }),
      fc.array(fc.tuple(fc.nat(70), fc.oneof(fc.nat(100_000), fc.constant(Infinity))), { maxLength: 80 }),
      (fat, chains) => {
        let asked = 0;
        let out = 0;
        const sectors = new Sectors(new Uint8Array(64 * 64), { first: 0, shift: 6, fault: () => undefined });
        for (const [start, length] of chains) {
          const next = (sector: number): number => {
            asked += 1;
            return fat[sector] ?? sectorNumbers.endOfChain;
          };
          out += sectors.chain(start, length, next).length;
        }
        assert.ok(asked <= sectors.count);
        assert.ok(out <= 64 * 64);
      },
    ),
  );
});

test('property: header, FAT and directory may hold anything: no more comes out than twice the file', () => {
  const places = [
    ...Array.from({ length: 512 - 24 }, (_, at) => 24 + at),
    ...Array.from({ length: 512 }, (_, at) => fatAt + at),
    ...Array.from({ length: 1024 }, (_, at) => directoryAt + at),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(0, 1, 2, 3, 5, 0x7f, 0xfe, 0xff)), {
        maxLength: 8,
      }),
      (changes) => {
        const copy = Uint8Array.from(file);
        for (const [at, octet] of changes) copy[at] = octet;
        assert.ok(totalOf(read(copy).found) <= 2 * file.length);
      },
    ),
    { numRuns: 300 },
  );
});
