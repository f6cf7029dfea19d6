import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Tarball } from "../published/pack.ts";

/**
 * Asks publint what is wrong with the package.json of a package and with the files that it names.
 *
 * @param directory - the absolute path of the package, built
 * @returns a line for each problem
 */
export async function findPublicationProblems(directory: string): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: directory, strict: true, pack: "npm" });
  return messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
}

/** What is as it should be: the packages are ES modules alone, and have no entry points for Node.js 10. */
const wanted: readonly { readonly kind: Problem["kind"]; readonly resolutionKind: string }[] = [
  { kind: "NoResolution", resolutionKind: "node10" },
  { kind: "CJSResolvesToESM", resolutionKind: "node16-cjs" },
];

/**
 * Asks "Are the types wrong?" whether a packed package has the types that its code has, for each way to find them.
 *
 * @returns a line for each problem
 */
export async function findTypeProblems({ path }: Tarball): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(path)));
  return analysis.types === false ? [] : analysis.problems.filter(isUnwanted).map(describeProblem);
}

function isUnwanted(problem: Problem): boolean {
  return !wanted.some(
    ({ kind, resolutionKind }) =>
      problem.kind === kind && "resolutionKind" in problem && problem.resolutionKind === resolutionKind,
  );
}

function describeProblem(problem: Problem): string {
  return `${problem.kind}: ${JSON.stringify(problem)}`;
}
