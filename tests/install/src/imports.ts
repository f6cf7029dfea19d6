import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { root } from "@eks-auth/test-kit/repository";

/** An import in a file of this repository. */
export interface FileImport {
  /** The path of the file from the root. */
  readonly from: string;
  /** What it imports: a path from the root, or a name such as `@eks-auth/types/wire`. */
  readonly to: string;
}

/** Matches static and dynamic imports, exports from other files, and imports of types. */
const importPattern = /^(?:import|export|\})(?: .* from)? "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Lists the imports in files, except those of Node.js and of packages that are not ours. */
export function listImports(...patterns: string[]): FileImport[] {
  const exclude = ["**/node_modules/**", "**/dist/**", "**/build/**"];
  return globSync(patterns, { cwd: root, exclude }).flatMap((from) => {
    const code = readFileSync(join(root, from), "utf8");
    return [...code.matchAll(importPattern)].flatMap(([, fixed, dynamic]) => {
      const specifier = fixed ?? dynamic ?? "";
      if (specifier.startsWith(".")) {
        return { from, to: normalize(join(dirname(from), specifier)) };
      }
      return specifier.startsWith("@eks-auth/") ? { from, to: specifier } : [];
    });
  });
}

/**
 * Finds circles between folders. A subfolder is part of its folder: imports between the two are no circle.
 *
 * @param folder - contains the folders; a file directly in it belongs to none of them
 * @returns each circle as its folders: `["http", "errors", "http"]`
 */
export function findFolderCircles(imports: readonly FileImport[], folder: string): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of imports.filter(({ to }) => to.startsWith(`${folder}/`))) {
    const source = dirname(relative(folder, from));
    const target = dirname(relative(folder, to));
    if (!isPart(source, target) && !isPart(target, source)) {
      targets.set(source, (targets.get(source) ?? new Set()).add(target));
    }
  }
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start !== -1) {
      circles.push([...path.slice(start), node]);
    } else if (!done.has(node)) {
      for (const target of targets.get(node) ?? []) {
        visit(target, [...path, node]);
      }
      done.add(node);
    }
  };
  for (const node of targets.keys()) {
    visit(node, []);
  }
  return circles;
}

function isPart(folder: string, other: string): boolean {
  return other === "." || folder === other || folder.startsWith(`${other}/`);
}
