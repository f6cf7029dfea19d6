/** A namespace and a service account, or globs. */
export type Names = readonly [namespace: string, serviceAccount: string];

/** A kind of associations. */
export interface Shape {
  /** The name in `--json`. */
  readonly name: "exact" | "globs" | "mixed" | "suffixes";
  /** The name in tables, with an example. */
  readonly title: string;
  /** Returns the names of an association. */
  readonly associate: (index: number) => Names;
  /** Returns the names of a service account that only this association matches. */
  readonly lookUp: (index: number) => Names;
}

const exact: Shape = {
  name: "exact",
  title: "exact",
  associate: (index) => [`team-${pad(index % 1_000)}`, `app-${pad(index)}`],
  lookUp: (index) => [`team-${pad(index % 1_000)}`, `app-${pad(index)}`],
};

const globs: Shape = {
  name: "globs",
  title: "globs team-N-*",
  associate: (index) => [`team-${pad(index)}-*`, "*"],
  lookUp: (index) => [`team-${pad(index)}-prod`, "web"],
};

const mixed: Shape = {
  name: "mixed",
  title: "half exact, half globs",
  associate: (index) => (index % 2 === 0 ? exact : globs).associate(index),
  lookUp: (index) => (index % 2 === 0 ? exact : globs).lookUp(index),
};

const suffixes: Shape = {
  name: "suffixes",
  title: "globs *-N",
  associate: (index) => ["*", `*-app-${pad(index)}`],
  lookUp: (index) => ["prod", `web-app-${pad(index)}`],
};

/** All shapes, in the order of the tables. */
export const shapes: readonly Shape[] = [exact, globs, mixed, suffixes];

/** Numbers have the same length at every size, so that sizes differ only in the number of associations. */
function pad(index: number): string {
  return String(index).padStart(7, "0");
}
