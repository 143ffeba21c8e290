// The zone names that old dates use in place of an offset (RFC 5322, 4.3).
import type { Reference } from './reference.ts';
import { rfc } from './reference.ts';

/** An obsolete zone name. */
export interface ObsoleteZone {
  /** In upper case; names are compared without regard to case. */
  readonly name: string;
  /** The offset to read it as, in minutes east of UTC. */
  readonly offset: number;
  /**
   * - `known`: the offset is certain
   * - `military`: one letter, defined with the wrong sign by RFC 822: read as UTC of unknown origin
   * - `unofficial`: not in the standard, but of one meaning in practice
   */
  readonly certainty: 'known' | 'military' | 'unofficial';
  readonly meaning: string;
  readonly reference: Reference;
}

const section = rfc(5322, '4.3');

const named: readonly (readonly [name: string, offset: number, meaning: string])[] = [
  ['UT', 0, 'Universal Time'],
  ['GMT', 0, 'Greenwich Mean Time'],
  ['EST', -300, 'North American Eastern Standard Time'],
  ['EDT', -240, 'North American Eastern Daylight Time'],
  ['CST', -360, 'North American Central Standard Time'],
  ['CDT', -300, 'North American Central Daylight Time'],
  ['MST', -420, 'North American Mountain Standard Time'],
  ['MDT', -360, 'North American Mountain Daylight Time'],
  ['PST', -480, 'North American Pacific Standard Time'],
  ['PDT', -420, 'North American Pacific Daylight Time'],
];

const unofficial: readonly (readonly [name: string, offset: number, meaning: string])[] = [
  ['UTC', 0, 'Coordinated Universal Time'],
  ['WET', 0, 'Western European Time'],
  ['WEST', 60, 'Western European Summer Time'],
  ['CET', 60, 'Central European Time'],
  ['MET', 60, 'Middle European Time'],
  ['CEST', 120, 'Central European Summer Time'],
  ['MEST', 120, 'Middle European Summer Time'],
  ['EET', 120, 'Eastern European Time'],
  ['EEST', 180, 'Eastern European Summer Time'],
  ['MSK', 180, 'Moscow Time'],
  ['JST', 540, 'Japan Standard Time'],
  ['KST', 540, 'Korea Standard Time'],
  ['AKST', -540, 'Alaska Standard Time'],
  ['AKDT', -480, 'Alaska Daylight Time'],
  ['HST', -600, 'Hawaii Standard Time'],
  ['AEST', 600, 'Australian Eastern Standard Time'],
  ['AEDT', 660, 'Australian Eastern Daylight Time'],
  ['NZST', 720, 'New Zealand Standard Time'],
  ['NZDT', 780, 'New Zealand Daylight Time'],
];

const militaryLetters = 'ABCDEFGHIKLMNOPQRSTUVWXY';

/** Every obsolete zone name with one meaning; a name that is not here counts as -0000. */
export const obsoleteZones: readonly ObsoleteZone[] = [
  ...named.map(([name, offset, meaning]) => ({
    name,
    offset,
    certainty: 'known' as const,
    meaning,
    reference: section,
  })),
  {
    name: 'Z',
    offset: 0,
    certainty: 'known',
    meaning: 'Universal Time, by its military letter',
    reference: section,
  },
  ...Array.from(militaryLetters).map((name) => ({
    name,
    offset: 0,
    certainty: 'military' as const,
    meaning: 'A military zone letter, whose meaning cannot be relied on',
    reference: section,
  })),
  ...unofficial.map(([name, offset, meaning]) => ({
    name,
    offset,
    certainty: 'unofficial' as const,
    meaning,
    reference: section,
  })),
];

const byName = new Map(obsoleteZones.map((zone) => [zone.name, zone]));

/** The zone of this name, in any case; `undefined` for a name without one meaning. */
export function obsoleteZone(name: string): ObsoleteZone | undefined {
  return byName.get(name.toUpperCase());
}
