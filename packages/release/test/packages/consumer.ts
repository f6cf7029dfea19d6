import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Every published package. */
export const packages: readonly string[] = [
  "types",
  "client",
  "server-runtime",
  "server",
  "service",
  "agent",
  "cli",
];

/** The oldest Node that the packages promise to run on. */
export const oldestNode = "22.12.0";

/** An empty project that has installed the packed packages, as a user would. */
export interface Consumer {
  /** The project's folder. */
  readonly directory: string;
  /** The `node` of {@link oldestNode}. */
  readonly oldestNodePath: string;
  /** Runs a script of the project's with a `node`, and gives what it prints. */
  run(node: string, script: string): Promise<string>;
  /** Removes it. */
  remove(): Promise<void>;
}

/** Packs the packages and installs them into an empty project, with the libraries that TypeScript users have. */
export async function installConsumer(): Promise<Consumer> {
  const directory = await mkdtemp(join(tmpdir(), "eks-auth-consumer-"));
  await writeFile(
    join(directory, "package.json"),
    `${JSON.stringify({ name: "consumer", private: true })}\n`,
  );
  const tarballs = await Promise.all(packages.map((name) => pack(name, directory)));
  await npm(directory, "install", ...tarballs, "@types/node@24");
  const nodeDirectory = join(directory, "oldest-node");
  await mkdir(nodeDirectory);
  await writeFile(
    join(nodeDirectory, "package.json"),
    `${JSON.stringify({ allowScripts: { node: true } })}\n`,
  );
  await npm(nodeDirectory, "install", `node@${oldestNode}`);
  return {
    directory,
    oldestNodePath: join(nodeDirectory, "node_modules/node/bin/node"),
    async run(node, script) {
      return (await execute(node, [script], { cwd: directory })).stdout;
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Packs a built package. */
async function pack(name: string, destination: string): Promise<string> {
  const { stdout } = await npm(
    join(root, "packages", name),
    "pack",
    "--json",
    "--pack-destination",
    destination,
  );
  const [{ filename }] = JSON.parse(stdout);
  return join(destination, filename);
}

function npm(directory: string, ...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return execute("npm", args, { cwd: directory, maxBuffer: 2 ** 24 });
}
