// How many random cases a property is tried with: few beside each change of the source, all in the suite `long`.

const IS_LONG = process.env['TEST_RUNS'] === 'all';

/**
 * For `numRuns` of fast-check.
 * @param all how many the suite `long` makes; where a number stands in TEST_RUNS, so many.
 * @param few how many the unit tests make.
 */
export function runs(all: number, few = Math.ceil(all / 10)): { readonly numRuns: number } {
  const wanted = Number(process.env['TEST_RUNS']);
  if (Number.isInteger(wanted) && wanted > 0) return { numRuns: wanted };
  return { numRuns: IS_LONG ? all : few };
}
