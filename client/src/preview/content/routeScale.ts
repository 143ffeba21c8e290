// The scale of the delays in the picture of a route.

export interface RouteScale {
  readonly kind: 'linear' | 'log';
  /** How long the bar of a delay is, of 1; negative delays are as long as positive ones. @param ms */
  readonly length: (ms: number) => number;
  /** Where to draw lines. */
  readonly ticks: readonly { readonly ms: number; readonly at: number }[];
}

/** A scale for delays in ms: logarithmic where the shortest would not be seen beside the longest. */
export function routeScale(delays: readonly number[]): RouteScale {
  const sizes = delays.map(Math.abs).filter((ms) => ms > 0);
  const longest = Math.max(SECOND, ...sizes);
  const shortest = Math.min(longest, ...sizes);
  const isLog = longest / shortest > MOST_RATIO;
  const length = isLog
    ? (ms: number): number => Math.log1p(Math.abs(ms) / SECOND) / Math.log1p(longest / SECOND)
    : (ms: number): number => Math.abs(ms) / longest;
  const drawn = isLog ? LOG_TICKS.filter((ms) => ms <= longest) : linearTicks(longest);
  return { kind: isLog ? 'log' : 'linear', length, ticks: drawn.map((ms) => ({ ms, at: length(ms) })) };
}

/** Two to five round values. */
function linearTicks(longest: number): number[] {
  const step = STEPS.find((ms) => longest / ms < 5) ?? Math.ceil(longest / 5);
  return Array.from({ length: Math.floor(longest / step) }, (_, index) => (index + 1) * step);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A bar shorter than this part of the longest is hardly seen. */
const MOST_RATIO = 60;
const LOG_TICKS = [10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY];
const STEPS = [1, 2, 5, 10, 20, 30]
  .map((one) => one * SECOND)
  .concat([1, 2, 5, 10, 20, 30].map((one) => one * MINUTE))
  .concat([1, 2, 3, 6, 12].map((one) => one * HOUR))
  .concat([1, 2, 5, 10, 30, 100, 365].map((one) => one * DAY));
