import { type Bump, isSmaller } from "../bump.ts";
import { type Change, requiredBumps } from "../change.ts";
import { type Bumps, generatedPackages, packageKeys } from "../packages.ts";
import { findChanges } from "../released/find-changes.ts";
import { readGeneratedState } from "../released/generated-state.ts";
import { readRelease } from "../released/release.ts";
import { readModelChangeset, renderChangeset } from "./model-changeset.ts";
import { readPendingBumps } from "./pending.ts";

/** Where the pending changesets stand to the changes since the last release. */
export interface ChangesetState {
  /** `undefined` before the first release. */
  readonly version: string | undefined;
  readonly changes: readonly Change[];
  readonly required: Bumps;
  /** The packages whose pending bump is too small. */
  readonly short: readonly { readonly name: string; readonly needs: Bump; readonly has: Bump }[];
  /** The text that the model's changeset should have; `undefined` where there should be none. */
  readonly text: string | undefined;
  /** The text that it has; `undefined` where there is none. */
  readonly present: string | undefined;
}

/**
 * Compares what is generated and committed with the last release, and with the changesets that are pending. It looks
 * at files alone, never at git.
 *
 * @throws Failure where one of the files can't be read
 */
export async function readChangesetState(): Promise<ChangesetState> {
  const release = await readRelease();
  const changes = findChanges(release, await readGeneratedState());
  const required = requiredBumps(changes, release?.version ?? "0.0.0");
  const pending = await readPendingBumps();
  const short = packageKeys
    .filter((key) => isSmaller(pending[key], required[key]))
    .map((key) => ({ name: generatedPackages[key].name, needs: required[key], has: pending[key] }));
  const present = await readModelChangeset();
  const text = renderChangeset(changes, required);
  return { version: release?.version, changes, required, short, text, present };
}

/** Tells whether the model's changeset is there and says something else than it should. */
export function isStale({ text, present }: ChangesetState): boolean {
  return present !== undefined && present !== text;
}
