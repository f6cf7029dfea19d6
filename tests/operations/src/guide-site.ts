import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { Walk } from "@eks-auth/test-kit/walk";
import { Terminal } from "./terminal.ts";
import { TestNetwork } from "./test-network.ts";

/** The commands below a heading of the guide, in order. */
export function commandsBelow(heading: string): string[] {
  return readSnippets("docs/operating.md")
    .filter((snippet) => snippet.language === "sh" && snippet.heading === heading)
    .map(({ code }) => code);
}

/**
 * A server and a node of a cluster, on which a reader follows docs/operating.md. Only kubectl is fake: it answers for a
 * development cluster.
 */
export class GuideSite implements AsyncDisposable {
  readonly #resources: AsyncDisposableStack;
  readonly #folder: TempFolder;
  /** A terminal of the server, in the folder that the guide makes. */
  readonly server: Terminal;
  /** The terminal of the server in which `eks-auth serve` runs. */
  readonly serving: Terminal;
  /** A terminal of the node. */
  readonly node: Terminal;
  /** The terminal of the node in which the agent runs. */
  readonly agent: Terminal;

  private constructor(
    resources: AsyncDisposableStack,
    folder: TempFolder,
    [server, serving, node, agent]: readonly [Terminal, Terminal, Terminal, Terminal],
  ) {
    this.#resources = resources;
    this.#folder = folder;
    this.server = server;
    this.serving = serving;
    this.node = node;
    this.agent = agent;
  }

  /** Starts the machines, without a service or an agent. */
  static async start(): Promise<GuideSite> {
    await using resources = new AsyncDisposableStack();
    const folder = resources.use(await makeTempFolder("eks-auth-guide"));
    const cluster = await startDevCluster();
    resources.defer(() => cluster.stop());
    await writePrograms(folder, cluster);
    const network = resources.use(await TestNetwork.start(1));
    const [machine] = network.nodes;
    if (machine === undefined) {
      throw new Error("The network has no node.");
    }
    const programs = folder.resolve("bin");
    await mkdir(folder.resolve("server"));
    await mkdir(folder.resolve("node"));
    const hosts = `${network.server.address} eks-auth.example.org`;
    const onServer = { folder: folder.resolve("server"), programs, hosts };
    const onNode = { folder: folder.resolve("node"), programs, hosts };
    const terminals = [
      resources.use(await Terminal.open(network.server, onServer)),
      resources.use(await Terminal.open(network.server, onServer)),
      resources.use(await Terminal.open(machine, onNode)),
      resources.use(await Terminal.open(machine, onNode)),
    ] as const;
    return new GuideSite(resources.move(), folder, terminals);
  }

  /** The absolute path of a file in the folder of the server that the guide makes. */
  resolve(name: string): string {
    return this.#folder.resolve("server/eks-auth", name);
  }

  /**
   * Follows the commands from nothing to a pod's credentials.
   *
   * @param walk - has the commands of the ten minutes
   * @returns the record of the audit
   */
  async followTenMinutes(walk: Walk): Promise<Record<string, unknown>> {
    const onServer = (command: string) => this.server.run(command);
    const onNode = (command: string) => this.node.run(command);
    const isReady = "Press Ctrl-C to stop.";
    for (const seen of ["", "", "", "eks-auth.yaml"]) {
      await walk.step("On the server", "sh", onServer, seen);
    }
    await walk.step("On the server", "sh", (command) =>
      this.serving.start(`cd eks-auth && ${command}`, isReady),
    );
    await walk.step("On the server", "sh", onServer);
    await this.copyToNode();
    await walk.step("On the node", "sh", onNode);
    await walk.step("On the node", "sh", (command) => this.agent.start(command, isReady));
    await walk.step("On the node", "sh", onNode, /^"AccessKeyId":"ASIA\w{16}"$/);
    return JSON.parse(await walk.step("On the node", "sh", onServer));
  }

  /** Copies the files of the agent to the node, as the guide says. */
  async copyToNode(): Promise<void> {
    for (const name of ["ca.crt", "node-1.crt", "node-1.key"]) {
      await copyFile(this.resolve(name), this.#folder.resolve("node", name));
    }
  }

  /**
   * Gets credentials with the token of another pod, for which the agent has none yet.
   *
   * @param pod - `cart-1` to `cart-5`
   */
  getNewCredentials(pod: string): Promise<string> {
    const [, , command = ""] = commandsBelow("On the node");
    return this.node.run(command.replace("cart-0", pod));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}

async function writePrograms(folder: TempFolder, cluster: DevCluster): Promise<void> {
  const answers = folder.resolve("kubectl");
  await mkdir(answers);
  for (const [name, path] of [
    ["openid-configuration", "/.well-known/openid-configuration"],
    ["jwks", "/openid/v1/jwks"],
  ] as const) {
    const answer = await fetch(new URL(path, cluster.issuer));
    await writeFile(join(answers, name), await answer.text());
  }
  for (const pod of ["cart-0", "cart-1", "cart-2", "cart-3", "cart-4", "cart-5"]) {
    const request = { namespace: "shop", serviceAccount: "cart", pod: { name: pod }, node: "node-1" };
    await writeFile(join(answers, pod), await cluster.mintToken(request));
  }
  await writeProgram(folder, "eks-auth", `exec ${process.execPath} ${eksAuthProgram} "$@"`);
  await writeProgram(
    folder,
    "kubectl",
    `if [ "$1" = get ]; then exec cat "${answers}/$(basename "$3")"; fi
[ "$1 $2 $3 $4 $5" = "create token cart --namespace shop" ] || exit 1
for name; do :; done
exec cat "${answers}/$name"`,
  );
}

async function writeProgram(folder: TempFolder, name: string, script: string): Promise<void> {
  await chmod(await folder.write(`bin/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
}
