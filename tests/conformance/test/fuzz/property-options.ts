/** Whether this is `npm run test:conformance`, which sends more and larger requests than `npm test`. */
export const isLong: boolean = process.env.LONG_FUZZ !== undefined;

/** The options of every property. `FUZZ_SEED` repeats a run whose seed fast-check has printed. */
export const propertyOptions: { numRuns: number; seed?: number } = {
  numRuns: 300,
  ...(process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) }),
};
