// Small states as text: what a framing keeps at a checkpoint.

/** Up to 30 yes-or-no answers in one number. */
export function flagsOf(flags: readonly boolean[]): number {
  return flags.reduce((bits, flag, index) => (flag ? bits | (1 << index) : bits), 0);
}

/** The answers again, as many as there is room for. */
export function flagsIn(bits: number): readonly boolean[] {
  return Array.from({ length: 30 }, (_, index) => (bits & (1 << index)) !== 0);
}
