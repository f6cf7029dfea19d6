/** What every property runs with: `FUZZ_SEED` replays a run whose seed fast-check has printed. */
export const runs: { numRuns: number; seed?: number } = {
  numRuns: 300,
  ...(process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) }),
};
