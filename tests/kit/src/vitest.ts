import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";
import { JsonReporter, startVitest, type TestModule } from "vitest/node";
import { root } from "./repository.ts";

// With the umask 002 of some systems, `serve` would refuse the files that tests write.
process.umask(0o022);

/**
 * The vitest options of every workspace. The time limits only end tests that hang, on a busy machine too; benchmarks
 * measure speed.
 *
 * @param report - the name of the JSON report: "vitest" for `npm test`, NAME for `npm run test:NAME`
 * @param terminal - whether the terminal shows each file ("default") or each test ("verbose")
 */
export function baseOptions(
  report: string,
  terminal: "default" | "verbose" = "default",
): NonNullable<ViteUserConfig["test"]> {
  return {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The end of a failing run shows messages, without diffs.
    chaiConfig: { truncateThreshold: 1_000 },
    expect: { poll: { timeout: 30_000, interval: 20 } },
    // One folder for all workspaces: a run clears it under another one if it finds another lock file.
    fsModuleCache: false,
    reporters: [terminal, new FailureReporter(report)],
  };
}

/**
 * Environment variables for tests that start the repository's commands often: each then loads in a third of the time,
 * because Node.js keeps the compiled TypeScript.
 */
export const compileCache: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compile"),
};

/**
 * Runs the tests of a configuration file.
 *
 * @param config - the file, in the folder of its workspace
 * @returns the exit code
 */
export async function runTests(config: URL): Promise<number> {
  const root = fileURLToPath(new URL(".", config));
  const vitest = await startVitest("test", [], { root, config: fileURLToPath(config), run: true });
  await vitest.close();
  return Number(process.exitCode ?? 0);
}

/** Writes the JSON report, and ends a failing run with each failed test and the command that repeats it. */
class FailureReporter extends JsonReporter {
  readonly #command: string;

  constructor(report: string) {
    super({ outputFile: `.reports/${report}.json` });
    this.#command = report === "vitest" ? "npm test" : `npm run test:${report}`;
  }

  override async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    await super.onTestRunEnd(modules);
    const { name: workspace } = JSON.parse(readFileSync("package.json", "utf8"));
    for (const { file, name, message } of modules.flatMap(listFailures)) {
      const filter = name === "" ? "" : ` -t ${quote(name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))}`;
      process.stdout.write(
        `\nFAILED ${file}${name && ` > ${name}`}\n${message.replaceAll(/^/gm, "    ")}\n` +
          `    ${this.#command} --workspace ${workspace} -- ${file}${filter}\n`,
      );
    }
  }
}

/** A test that failed, or a file or `describe` that could not be set up. */
interface Failure {
  readonly file: string;
  /** The titles from the outermost `describe` to the test, joined by " > " as `-t` matches them; empty for a file. */
  readonly name: string;
  readonly message: string;
}

function listFailures(module: TestModule): Failure[] {
  const file = relative(process.cwd(), module.moduleId);
  const files = module.errors().map(({ message }) => ({ file, name: "", message }));
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map(({ message }) => ({ file, name: suite.fullName, message })),
  );
  const tests = [...module.children.allTests("failed")].map((test) => ({
    file,
    name: test.fullName,
    message: test.result().errors?.[0]?.message ?? "",
  }));
  return [...files, ...suites, ...tests];
}

function quote(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}
