import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { cleanEnvironment, type ProgramResult } from "@eks-auth/test-kit/run-program";
import { StartedProgram, type StartOptions } from "@eks-auth/test-kit/started-program";

/** A machine of a {@link TestNetwork}: a network namespace with an address. */
export class TestMachine {
  /** The IPv4 address that other machines reach it at. */
  readonly address: string;
  readonly #pid: number;

  constructor(address: string, pid: number) {
    this.address = address;
    this.#pid = pid;
  }

  /** Starts a program on the machine. */
  start(program: string, args: readonly string[], options: StartOptions = {}): StartedProgram {
    const target = ["--target", String(this.#pid), "--user", "--net", "--preserve-credentials"];
    return new StartedProgram("nsenter", [...target, "--", program, ...args], options);
  }

  /** Starts the `eks-auth` command on the machine. */
  startEksAuth(args: readonly string[], env: NodeJS.ProcessEnv = {}): StartedProgram {
    return this.start(process.execPath, [eksAuthProgram, ...args], {
      env: { ...cleanEnvironment(), ...env },
    });
  }

  /** Runs a program on the machine to its end. */
  run(program: string, ...args: readonly string[]): Promise<ProgramResult> {
    return this.start(program, args).finish();
  }

  /** @throws Error if the program fails */
  async require(program: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(program, ...args);
    if (exitCode !== 0) {
      throw new Error(`${program} ${args.join(" ")} failed: ${stderr}`);
    }
    return stdout;
  }
}

/**
 * Machines in network namespaces, without root: a server and the nodes of a cluster, each on its own link with the
 * server. Nodes can't reach each other. Nothing of this machine's network is visible from them, or they from it.
 */
export class TestNetwork implements AsyncDisposable {
  readonly #resources: AsyncDisposableStack;
  readonly server: TestMachine;
  readonly nodes: readonly TestMachine[];

  private constructor(resources: AsyncDisposableStack, server: TestMachine, nodes: readonly TestMachine[]) {
    this.#resources = resources;
    this.server = server;
    this.nodes = nodes;
  }

  /** Whether this machine allows its users to create network namespaces. In CI it must. */
  static isAvailable(): boolean {
    return (
      process.env.CI !== undefined ||
      spawnSync("unshare", ["--map-root-user", "--net", "ip", "link"]).status === 0
    );
  }

  /** Creates the server and nodes. */
  static async start(nodeCount: number): Promise<TestNetwork> {
    await using resources = new AsyncDisposableStack();
    const serverPid = await hold(
      resources,
      new StartedProgram("unshare", ["--map-root-user", "--net", "sleep", "infinity"]),
    );
    const server = new TestMachine("10.0.0.1", serverPid);
    await server.require("ip", "link", "set", "lo", "up");
    await server.require("ip", "address", "add", "10.0.0.1/32", "dev", "lo");
    const nodes: TestMachine[] = [];
    for (let index = 1; index <= nodeCount; index += 1) {
      const sleep = server.start("unshare", ["--net", "sleep", "infinity"]);
      const pid = await hold(resources, sleep);
      const node = new TestMachine(`10.0.${index}.2`, pid);
      const link = `node${index}`;
      await server.require(
        "ip",
        "link",
        "add",
        link,
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        String(pid),
      );
      await server.require("ip", "address", "add", `10.0.${index}.1/24`, "dev", link);
      await server.require("ip", "link", "set", link, "up");
      await node.require("ip", "link", "set", "lo", "up");
      await node.require("ip", "address", "add", `${node.address}/24`, "dev", "eth0");
      await node.require("ip", "link", "set", "eth0", "up");
      await node.require("ip", "route", "add", server.address, "via", `10.0.${index}.1`);
      nodes.push(node);
    }
    return new TestNetwork(resources.move(), server, nodes);
  }

  /** Stops the namespaces. Programs that still run in them must have been stopped. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }
}

/** Keeps a `sleep` that holds a namespace running, and waits until it is there: then the namespace is set up. */
async function hold(resources: AsyncDisposableStack, program: StartedProgram): Promise<number> {
  resources.use(program);
  const { pid } = program;
  if (pid === undefined) {
    await program.finish();
    throw new Error("The program was not started.");
  }
  await program.waitUntil(async () => {
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    return name.trim() === "sleep";
  });
  return pid;
}
