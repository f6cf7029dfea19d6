import type { AcceptedSurvivor } from "./accepted-survivors.ts";
import type { Mutant } from "./run-target.ts";

/** The survivors of some files, compared with those that are accepted. */
export interface SurvivorComparison {
  /** Survivors that no one has accepted: a test is missing. */
  readonly unexpected: readonly Mutant[];
  /** Accepted ones that do not survive, or do not exist any more. */
  readonly stale: readonly (AcceptedSurvivor & Pick<Mutant, "file">)[];
}

/**
 * Compares the survivors with those that are accepted for the same files.
 *
 * @param mutants - all mutants of these files
 */
export function compareSurvivors(
  mutants: readonly Mutant[],
  accepted: Readonly<Record<string, readonly AcceptedSurvivor[]>>,
): SurvivorComparison {
  const survivors = mutants.filter(({ isKilled }) => !isKilled);
  const files = [...new Set(mutants.map(({ file }) => file))];
  return {
    unexpected: survivors.filter(
      ({ file, from, to }) => !accepted[file]?.some((one) => one.from === from && one.to === to),
    ),
    stale: files.flatMap((file) =>
      (accepted[file] ?? [])
        .filter(
          ({ from, to }) => !survivors.some((one) => one.file === file && one.from === from && one.to === to),
        )
        .map((one) => ({ ...one, file })),
    ),
  };
}
