// A small random generator with a seed, so that whatever it led to can be had again.

/** A source of numbers; equal seeds give equal numbers. */
export interface Random {
  /** An integer from 0 up to, not including, `below`; 0 where `below` is less than 1. */
  readonly integer: (below: number) => number;
  /** True once in `times` calls on average. */
  readonly once: (times: number) => boolean;
  /** One of a list, which must not be empty. */
  readonly pick: <T>(list: readonly T[]) => T;
}

/** A generator for a seed and the number of an input: neighbours share nothing (Mulberry32 over a mixed state). */
export function randomOf(seed: number, input = 0): Random {
  let state = mix(mix(seed ^ 0x9e3779b9) ^ Math.imul(input + 1, 0x85ebca6b));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => (below < 1 ? 0 : Math.floor(next() * below));
  return {
    integer,
    once: (times) => integer(times) === 0,
    pick: <T>(list: readonly T[]): T => {
      const found = list[integer(list.length)];
      if (found === undefined && list.length === 0) throw new RangeError('Nothing to pick from');
      return found as T;
    },
  };
}

function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return bits ^ (bits >>> 16);
}
