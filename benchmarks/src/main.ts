import { runCommand } from "@eks-auth/codegen/terminal";

/** Each benchmark has a folder of its own beside this file. */
const benchmarks: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> =
  {
    agent: () => import("./agent/command.ts"),
    generate: () => import("./generate/command.ts"),
    server: () => import("./server/command.ts"),
    service: () => import("./service/command.ts"),
  };

const help = `Measures parts of this repository, side by side with what each of them is compared to.

Usage: npm run bench -- BENCHMARK [OPTION...]

  agent     the agent beside bare node:http, for credentials that it keeps; its memory and start
  generate  npm run generate with nothing to do, and after a change of the model
  server    the stub beside bare node:http, Fastify, Hono and the official generated server
  service   the service beside what no service can do without; its start, memory and look-ups

Examples:
  npm run bench -- server            the full measurement, some minutes
  npm run bench -- server --quick    the same in under a minute, with less certain figures
  npm run bench -- service --help    the options of another
`;

await runCommand(main);

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === "--help") {
    process.stdout.write(help);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (load === undefined) {
    const problem = name === undefined ? "Name a benchmark" : "There is no such benchmark";
    process.stderr.write(`error: ${problem}: ${Object.keys(benchmarks).join(", ")}.\n\n${help}`);
    return 2;
  }
  const benchmark = await load();
  return benchmark.run(args);
}
