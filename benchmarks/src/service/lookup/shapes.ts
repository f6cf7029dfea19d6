/** The names of the shapes, as `--json` has them. */
export type ShapeName = "exact" | "globs" | "mixed" | "suffixes";

/** A namespace and a service account, or globs of them. */
export type Names = readonly [namespace: string, serviceAccount: string];

/** What the associations of an index look like. */
export interface Shape {
  readonly name: ShapeName;
  /** What tables call it, with an example. */
  readonly title: string;
  /** The names of one association. */
  readonly associate: (index: number) => Names;
  /** The names of a service account that this association is for, and no other is. */
  readonly ask: (index: number) => Names;
}

const exact: Shape = {
  name: "exact",
  title: "exact",
  associate: (index) => [`team-${number(index % 1_000)}`, `app-${number(index)}`],
  ask: (index) => [`team-${number(index % 1_000)}`, `app-${number(index)}`],
};

const globs: Shape = {
  name: "globs",
  title: "globs team-N-*",
  associate: (index) => [`team-${number(index)}-*`, "*"],
  ask: (index) => [`team-${number(index)}-prod`, "web"],
};

const mixed: Shape = {
  name: "mixed",
  title: "half exact, half globs",
  associate: (index) => (index % 2 === 0 ? exact : globs).associate(index),
  ask: (index) => (index % 2 === 0 ? exact : globs).ask(index),
};

const suffixes: Shape = {
  name: "suffixes",
  title: "globs *-N",
  associate: (index) => ["*", `*-app-${number(index)}`],
  ask: (index) => ["prod", `web-app-${number(index)}`],
};

/** All shapes, as tables have them. */
export const shapes: readonly Shape[] = [exact, globs, mixed, suffixes];

/** Numbers are as long at every size, so that texts are too: more associations are all that changes. */
function number(index: number): string {
  return String(index).padStart(7, "0");
}
