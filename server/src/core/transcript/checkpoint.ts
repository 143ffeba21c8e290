// What a framing keeps in front of a line, so that a later version can go on from there.

/** What a framing knows between two lines. */
export interface FramingState {
  /** All but the numbers of units: where two states have equal texts, the same lines are cut in the same way. */
  readonly text: string;
  /** The units it refers to, those that may take more lines among them; -1 for none. The text settles their order. */
  readonly units: readonly number[];
}

/** A state in front of a line. */
export interface Checkpoint extends FramingState {
  /** The place of the line. */
  readonly place: number;
  /** How many units there were. The number of the last one is the first of `units`. */
  readonly count: number;
  /** Where each of `units` ended so far: the place behind its last line. */
  readonly lasts: readonly number[];
}
