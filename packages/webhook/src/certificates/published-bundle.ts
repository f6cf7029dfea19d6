import type { Authority } from "./certificate-state.ts";

/** The annotation of a bundle that says since when it has each authority. */
export const publishedAnnotation = "eks-auth.dev/ca-published";

/** The annotation's value is a list of `ID=TIME`. The start of an ID is enough. */
const idLength = 16;

/** Reads since when a bundle has its authorities, by ID. What can't be read is left out. */
export function parsePublications(
  annotation: string,
  authorities: readonly Authority[],
): ReadonlyMap<string, number> {
  const times = new Map(
    annotation
      .slice(0, 4_096)
      .split(",")
      .map((entry) => entry.split("="))
      .map(([id = "", time = ""]) => [id, Date.parse(time)]),
  );
  return new Map(
    authorities.flatMap(({ id }): [string, number][] => {
      const time = times.get(id.slice(0, idLength));
      return time === undefined || Number.isNaN(time) ? [] : [[id, time]];
    }),
  );
}

/** Formats the annotation. */
export function formatPublications(publishedAt: ReadonlyMap<string, number>): string {
  return [...publishedAt]
    .map(([id, time]) => `${id.slice(0, idLength)}=${new Date(time).toISOString()}`)
    .join();
}
