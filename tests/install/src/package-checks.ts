import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData, type Problem } from "@arethetypeswrong/core";
import type { Tarball } from "@eks-auth/scripts/release/published-packages";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import ts from "typescript";
import { findProgram } from "./tools.ts";

/**
 * Checks with publint the package.json of a packed package and the files that it names.
 *
 * @returns a line for each problem
 */
export async function findPublicationProblems({ path }: Tarball): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
  return messages.map((message) => `${message.type}: ${formatMessage(message, pkg, { color: false })}`);
}

/** Expected findings: the packages are ES modules only, and do not support the resolution of Node.js 10. */
const expectedProblems: readonly { readonly kind: Problem["kind"]; readonly resolutionKind: string }[] = [
  { kind: "NoResolution", resolutionKind: "node10" },
  { kind: "CJSResolvesToESM", resolutionKind: "node16-cjs" },
];

/**
 * Checks with "Are the types wrong?" that the types of a packed package match its code, for each module resolution.
 *
 * @returns a line for each problem
 */
export async function findTypeProblems({ path }: Tarball): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(await readFile(path)));
  const problems = analysis.types === false ? [] : analysis.problems;
  return problems
    .filter((problem) => !isExpected(problem))
    .map((problem) => `${problem.kind}: ${JSON.stringify(problem)}`);
}

function isExpected(problem: Problem): boolean {
  return expectedProblems.some(
    ({ kind, resolutionKind }) =>
      problem.kind === kind && "resolutionKind" in problem && problem.resolutionKind === resolutionKind,
  );
}

/**
 * Bundles the declarations of an entry point into one text without documentation. Imports of other packages stay.
 *
 * @param declarations - the path of its declaration file, from the root
 */
export async function reportApi(declarations: string): Promise<string> {
  const bundle = await rolldown({
    input: join(root, declarations),
    external: /^[^./\0]/,
    logLevel: "silent",
    plugins: [dts({ dtsInput: true, tsconfig: false })],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  const source = ts.createSourceFile("api.d.ts", code, ts.ScriptTarget.Latest, true);
  return splitExports(ts.createPrinter({ removeComments: true }).printFile(source));
}

/** Writes each export on its own line, so that a diff shows which one changed. */
function splitExports(text: string): string {
  return text.replaceAll(
    /^((?:import|export) \{) (.*) (\}.*)$/gm,
    (_, start: string, names: string, end: string) =>
      `${start}\n${names
        .split(", ")
        .map((name) => `    ${name},\n`)
        .join("")}${end}`,
  );
}

/** The findings of Knip in a file: lists by kind. */
type Issue = { readonly file: string } & Readonly<Record<string, unknown>>;

/**
 * Finds with Knip which files, exports and dependencies of this repository are unused or undeclared.
 *
 * @returns a line for each finding
 */
export async function findUnused(): Promise<string[]> {
  const knip = await findProgram(join(root, "node_modules/knip"), "knip");
  const args = [
    "--config",
    "tests/install/knip.json",
    "--no-progress",
    "--no-exit-code",
    "--reporter",
    "json",
  ];
  const { issues } = JSON.parse(await readOutput(process.execPath, [knip, ...args], { cwd: root }));
  return (issues as Issue[]).flatMap(describeIssue);
}

function describeIssue({ file, ...kinds }: Issue): string[] {
  return Object.entries(kinds).flatMap(([kind, findings]) =>
    Array.isArray(findings) ? findings.map(({ name }) => `${file}: ${kind}: ${name}`) : [],
  );
}
