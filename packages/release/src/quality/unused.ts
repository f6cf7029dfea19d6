import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { run } from "../process/run.ts";
import { readPublishedPackages } from "../published/published-packages.ts";
import { findProgram } from "../tools/install-tool.ts";

const configuration = "packages/release/knip.json";

/** What Knip says of a file: lists of findings, by their kind. */
type Issue = { readonly file: string } & Readonly<Record<string, unknown>>;

/**
 * Finds what the published packages, and this one, have and don't use: files, exports, dependencies; and what they use
 * and don't declare. The others load so much by its name that Knip can't follow.
 *
 * @returns a line for each finding
 */
export async function findUnused(): Promise<string[]> {
  const program = await findProgram(join(root, "node_modules/knip"), "knip");
  const args = ["--config", configuration, "--no-progress", "--no-exit-code", "--reporter", "json"];
  const { issues } = JSON.parse(await run(process.execPath, [program, ...args], { cwd: root }));
  const folders = [...readPublishedPackages().map(({ folder }) => folder), "packages/release"];
  return (issues as Issue[])
    .filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)))
    .flatMap(describeIssue);
}

function describeIssue({ file, ...kinds }: Issue): string[] {
  return Object.entries(kinds).flatMap(([kind, findings]) =>
    Array.isArray(findings) ? findings.map(({ name }) => `${file}: ${kind}: ${name}`) : [],
  );
}
