/** How much of a version a change moves; from the least to the most. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** The largest of some bumps; `none` where there are none. */
export function largestBump(candidates: Iterable<Bump>): Bump {
  return bumps[Math.max(0, ...[...candidates].map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Tells whether a bump moves a version less than another does. */
export function isSmaller(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(than);
}

/**
 * What a bump comes to for a version. Below 1.0.0 a break moves the minor version, which is where `^0.1.0` ends;
 * Changesets would turn `major` into 1.0.0.
 *
 * @param version - the version to move: `0.3.1`
 */
export function bumpFor(version: string, bump: Bump): Bump {
  return bump === "major" && version.startsWith("0.") ? "minor" : bump;
}
