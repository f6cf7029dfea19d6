import { parseArgs } from "node:util";
import { Progress, runCommand } from "@eks-auth/codegen/terminal";
import type { BasePlan, Benchmark, Help } from "./benchmark.ts";
import { present, renderJson, renderText, writePage } from "./report/render.ts";
import { runBenchmark } from "./run.ts";

/** Runs a benchmark with its arguments and returns the exit code. */
type Run = (args: readonly string[]) => Promise<number>;

/** Each definition is loaded on demand: it loads the packages that it measures. */
const benchmarks: Readonly<Record<string, () => Promise<Run>>> = {
  agent: async () => bind((await import("./definitions/agent.ts")).agentBenchmark),
  client: async () => bind((await import("./definitions/client.ts")).clientBenchmark),
  generate: async () => bind((await import("./definitions/generate.ts")).generateBenchmark),
  kubernetes: async () => bind((await import("./definitions/kubernetes.ts")).kubernetesBenchmark),
  server: async () => bind((await import("./definitions/server.ts")).serverBenchmark),
  service: async () => bind((await import("./definitions/service.ts")).serviceBenchmark),
  start: async () => bind((await import("./definitions/start.ts")).startBenchmark),
};

const help = `Measures parts of this repository and compares them with a baseline.

Usage: npm run bench -- BENCHMARK [OPTION...]

  agent       the agent compared with bare node:http, for cached credentials; its memory and start
  client      the light client compared with the official client, node:http by hand and an empty program
  generate    npm run generate without a change, and after a change of the model
  kubernetes  associations of a real API server, compared with the informer of @kubernetes/client-node
  server      the stub compared with bare node:http, Fastify, Hono and the official generated server
  service     the service compared with a stub that only verifies signatures; start, memory and lookups
  start       the eks-auth command compared with its unbundled build: --help, serve and agent

Exit codes: 0 measured; 1 a program under test does not work; 2 a wrong argument.

Examples:
  npm run bench -- server            the full measurement, which takes some minutes
  npm run bench -- server --quick    a measurement in under a minute, less accurate
  npm run bench -- service --help    the options of a benchmark
`;

if (import.meta.main) {
  await runCommand(() => main(process.argv.slice(2)));
}

/**
 * Runs the benchmark that the arguments name.
 *
 * @returns the exit code: 2 for a wrong argument
 * @throws {CommandError} if a program under test does not work
 */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help") {
    process.stdout.write(help);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined) {
    const problem = name === undefined ? "No benchmark given" : `There is no benchmark "${name}"`;
    process.stderr.write(
      `error: ${problem}. Choose one of: ${Object.keys(benchmarks).join(", ")}.\n\n${help}`,
    );
    return 2;
  }
  return (await load())(args);
}

function bind<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
): Run {
  return async (args) => {
    const help = writeHelp(benchmark.name, benchmark.help);
    let options: Options;
    try {
      options = readOptions(args);
    } catch (error) {
      process.stderr.write(`error: ${(error as Error).message}\n\n${help}`);
      return 2;
    }
    if (options.help) {
      process.stdout.write(help);
      return 0;
    }
    const plan = options.quick ? benchmark.plans.quick : benchmark.plans.full;
    const progress = new Progress();
    try {
      const report = await runBenchmark(benchmark, plan, (step) => progress.show(step));
      const presentation = present(benchmark, report);
      progress.clear();
      process.stdout.write(options.json ? renderJson(presentation) : renderText(presentation));
      if (options.write) {
        process.stderr.write(`Wrote ${(await writePage(presentation)).join(", ")}.\n`);
      }
      return 0;
    } finally {
      progress.clear();
    }
  };
}

interface Options {
  readonly quick: boolean;
  readonly json: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

/** @throws TypeError if an option is unknown, or if two options exclude each other */
function readOptions(args: readonly string[]): Options {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { quick: flag, json: flag, write: flag, help: flag },
  });
  if (values.quick && values.write) {
    throw new TypeError("--write needs the results of a full run. Remove --quick.");
  }
  return values;
}

function writeHelp(name: string, { summary, fullTime, quickTime, failure, jsonPath }: Help): string {
  return `${summary}

A missed goal is reported and does not fail the benchmark.

Usage: npm run bench -- ${name} [OPTION...]

  --quick   measure in ${quickTime}, less accurately
  --json    print the results as JSON, and nothing else, to standard output
  --write   write the results of a full run to docs/benchmarks.md, and its charts to docs/benchmarks/
  --help    show this text

Exit codes: 0 measured; 1 ${failure}; 2 wrong option.

Examples:
  npm run bench -- ${name}            all results, in ${fullTime}
  npm run bench -- ${name} --quick    after a change
  npm run bench -- ${name} --write    before a release
  npm run --silent bench -- ${name} --quick --json | jq '${jsonPath}'
`;
}
