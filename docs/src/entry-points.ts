import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** An import path of a published package. */
export interface EntryPoint {
  /** What users import: `@eks-auth/server/node`. */
  readonly name: string;
  /** The path of its declarations from the root of the repository: `packages/server/dist/node.d.ts`. */
  readonly declarations: string;
}

/** What a package.json has. */
interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** The types of the JSON: the pages of the HTTP API describe the same. */
const wireTypes = "./wire";

/** Lists the import paths of the published packages that have declarations, sorted by name. */
export function listEntryPoints(root: string): EntryPoint[] {
  return globSync("{packages,eks-api/packages}/*/package.json", { cwd: root })
    .flatMap((file) => {
      const { name, exports }: Manifest = JSON.parse(readFileSync(join(root, file), "utf8"));
      return Object.entries(exports).flatMap(([path, entry]) =>
        typeof entry === "string" || entry.types === undefined || path === wireTypes
          ? []
          : {
              name: posix.join(name, path),
              declarations: posix.join(posix.dirname(file), entry.types),
            },
      );
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
