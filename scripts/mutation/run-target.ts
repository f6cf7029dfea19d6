import { createRequire } from "node:module";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import type { MutationTarget } from "./targets.ts";

/** A change of the source code. */
export interface Mutant {
  /** The file, relative to the root. */
  readonly file: string;
  /** The line of its beginning, from 1. */
  readonly line: number;
  /** The source text before and after the change, in one line. */
  readonly from: string;
  readonly to: string;
  /** Whether a test failed, or did not end. */
  readonly isKilled: boolean;
}

const require = createRequire(import.meta.url);

/** Mutating a target can take an hour on a busy machine. */
const timeout = 4 * 3_600_000;

/**
 * Changes the sources of a target one after the other, in a copy, and runs the tests that reach each change.
 *
 * @returns all mutants
 * @throws CommandError if the tests fail without a change
 * @see https://stryker-mutator.io/docs/stryker-js/configuration/
 */
export async function runTarget({ workspace, sources, tests }: MutationTarget): Promise<readonly Mutant[]> {
  await using folder = await makeTempFolder("mutation");
  const report = folder.resolve("report.json");
  // The workspace's own configuration includes all tests, also those that read files of other folders.
  const vitest = {
    test: { include: tests, isolate: false, testTimeout: 60_000, hookTimeout: 120_000 },
  };
  const options = {
    mutate: sources,
    // The texts of messages are not what these tests are about.
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "vitest",
    vitest: {
      configFile: await folder.write("vitest.config.mjs", `export default ${JSON.stringify(vitest)};\n`),
    },
    concurrency: 2,
    reporters: ["json"],
    jsonReporter: { fileName: report },
    disableTypeChecks: true,
  };
  const cwd = join(root, workspace);
  const stryker = join(require.resolve("@stryker-mutator/core/package.json"), "../bin/stryker.js");
  const file = await folder.write("stryker.config.json", JSON.stringify(options));
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, [stryker, "run", file], {
    cwd,
    timeout,
  });
  if (exitCode !== 0) {
    throw new CommandError(`Stryker failed in ${workspace}:\n${stdout}${stderr}`, {
      code: "mutation_failed",
    });
  }
  return readReport(JSON.parse(await folder.read("report.json")), workspace);
}

/** @see https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema */
interface Report {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>
  >;
}

interface ReportedMutant {
  readonly status: string;
  readonly replacement?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

function readReport({ files }: Report, workspace: string): Mutant[] {
  return Object.entries(files).flatMap(([name, { source, mutants }]) =>
    mutants.map(({ status, replacement = "", location: { start, end } }) => ({
      file: `${workspace}/${name}`,
      line: start.line,
      from: toLine(sliceSource(source, start, end)),
      to: toLine(replacement),
      isKilled: !["Survived", "NoCoverage"].includes(status),
    })),
  );
}

function sliceSource(source: string, start: Position, end: Position): string {
  const lines = source.split("\n");
  const offsetOf = ({ line, column }: Position): number =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  return source.slice(offsetOf(start), offsetOf(end));
}

function toLine(code: string): string {
  return code.replaceAll(/\s+/g, " ");
}
