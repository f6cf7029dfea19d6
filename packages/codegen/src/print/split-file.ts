import { createHash } from "node:crypto";
import { type Declaration, SourceFile } from "./source-file.ts";

/**
 * Splits a file with many declarations: `read.ts` into `read/0.ts` to `read/f.ts`, by the digest of each declaration's name.
 * A part that is still too large is split again, `read/3.ts` into `read/30.ts` to `read/3f.ts`. So a new declaration changes
 * only one part, unless it is the one that makes that part too large, and the file of a declaration doesn't depend on others.
 *
 * @param maxDeclarations - how many declarations a file can have before it is split
 * @returns the parts; only the file itself if it is small enough
 */
export function splitFile(file: SourceFile, maxDeclarations: number): SourceFile[] {
  if (file.declarations.length <= maxDeclarations) {
    return [file];
  }
  const folder = file.path.replace(/\.ts$/, "");
  return splitByDigest(file.declarations, "", maxDeclarations).map(
    ([digits, declarations]) => new SourceFile(`${folder}/${digits}.ts`, declarations),
  );
}

function splitByDigest(
  declarations: readonly Declaration[],
  prefix: string,
  maxDeclarations: number,
): [digits: string, declarations: readonly Declaration[]][] {
  const parts = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const digits = digest(declaration.name).slice(0, prefix.length + 1);
    const part = parts.get(digits) ?? [];
    parts.set(digits, part);
    part.push(declaration);
  }
  return [...parts].flatMap(([digits, part]) =>
    part.length <= maxDeclarations ? [[digits, part]] : splitByDigest(part, digits, maxDeclarations),
  );
}

function digest(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}
