// The faults that no test shows, each with its reason: a check holds this list to the truth.

/** Why a number of `client/src/mail/faults.ts` has no test. */
export const untestedFaults: Readonly<Record<number, string>> = {};
