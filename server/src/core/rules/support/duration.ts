// Spans of time in words.

const UNITS: readonly (readonly [ms: number, one: string, many: string])[] = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1000, 'second', 'seconds'],
];

/** A span of milliseconds in its largest whole unit: `3 hours`. */
export function duration(ms: number): string {
  const span = Math.abs(ms);
  const [unit, one, many] = UNITS.find(([size]) => span >= size) ?? [1000, 'second', 'seconds'];
  const count = Math.floor(span / unit);
  return `${String(count)} ${count === 1 ? one : many}`;
}
