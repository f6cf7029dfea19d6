import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { run } from "../process/run.ts";

/** The programs that consumers compile and run: the same exchange, as an ES module and in CommonJS. */
export const programs = { ESM: "exchange.mts", CJS: "exchange.cts" } as const;

export type ModuleKind = keyof typeof programs;

/** What both programs print. */
export const expectedOutput =
  "AROAEXAMPLE:eks-dev-pod expires 2030-01-01T00:00:00.000Z\nThrottlingException 429 ThrottlingException\n";

/** Node's own types, which the programs use. */
const nodeTypes = "@types/node@24.19.2";

/**
 * Makes an empty project, and installs packages into it as their users would.
 *
 * @param directory - its absolute path; it must not be inside another project
 * @param specifiers - paths of tarballs, or names with versions
 * @param env - what npm gets to know beside this machine's settings
 */
export async function makeProject(
  directory: string,
  specifiers: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(
    join(directory, "package.json"),
    `${JSON.stringify({ name: "consumer", private: true })}\n`,
  );
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", nodeTypes, ...specifiers];
  await run("npm", args, { cwd: directory, env });
  for (const program of Object.values(programs)) {
    await cp(join(root, "packages/release/programs", program), join(directory, program));
  }
}
