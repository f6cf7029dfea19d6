import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cleanEnvironment, type RunOptions } from "@eks-auth/test-kit/run-program";
import type { StartedProgram, StartOptions } from "@eks-auth/test-kit/started-program";
import { type User, writeCredentials } from "../control-plane/credentials.ts";
import type { Flags } from "../control-plane/flags.ts";
import { Kubectl } from "../control-plane/kubectl.ts";
import { clusterDns } from "./cluster-dns.ts";
import { Components, kubeconfigOf } from "./components.ts";
import { addresses, apiServerUrl, writeNodeFiles } from "./configuration.ts";
import { Namespaces } from "./namespaces.ts";
import { type NodePrograms, prepareNodePrograms } from "./programs.ts";

/** Settings of a node. */
export interface NodeOptions {
  /** The host name; `lab-node` by default. */
  readonly name?: string;
  /** Users in addition to `admin` and `unprivileged`. */
  readonly users?: readonly User[];
  /** Flags of kube-apiserver that are added or replaced. */
  readonly flags?: Flags;
  /** Archives with images in addition to those that every node has. */
  readonly images?: readonly string[];
}

/**
 * A cluster of one node: the control plane, kubelet, containerd, kube-proxy and DNS, in namespaces on this machine. It has no
 * connection to other networks. 127.0.0.1 on the node isn't that of this machine.
 */
export class ClusterNode implements AsyncDisposable {
  /** The name of the Node. */
  readonly name: string;
  /** The path of the kubeconfig on the node. Its users are those of a control plane. */
  readonly kubeconfig: string;
  /** kubectl on the node, as `admin`. */
  readonly kubectl: Kubectl;
  readonly components: Components;
  readonly #namespaces: Namespaces;
  readonly #programs: NodePrograms;

  /** Use {@link startNode}. */
  constructor(
    name: string,
    kubeconfig: string,
    namespaces: Namespaces,
    programs: NodePrograms,
    flags: Flags,
  ) {
    this.name = name;
    this.kubeconfig = kubeconfig;
    this.#namespaces = namespaces;
    this.#programs = programs;
    this.components = new Components(namespaces, programs, name, flags);
    const [command, ...prefix] = namespaces.command;
    this.kubectl = new Kubectl(command, ...prefix, programs.tools.kubectl, `--kubeconfig=${kubeconfig}`);
  }

  /** The folder of the node's state, with the same path on the node. It is removed when the node stops. */
  get state(): string {
    return this.#namespaces.state;
  }

  /** Starts a program on the node, with KUBECONFIG set, and kubectl, helm and ctr on PATH. */
  start(program: string, args: readonly string[], options: StartOptions = {}): StartedProgram {
    return this.#namespaces.start(program, args, { ...options, env: this.#environment(options.env) });
  }

  /**
   * Runs a program on the node to its end, as {@link start} does.
   *
   * @returns its standard output
   * @throws {ProgramError} if it fails
   */
  run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    return this.#namespaces.run(program, args, { ...options, env: this.#environment(options.env) });
  }

  /** Runs the commands of a script on the node, and stops at the first one that fails. @returns what they print */
  shell(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.run("bash", ["-euo", "pipefail", "-c", script], { env: cleanEnvironment(env) });
  }

  /**
   * Sends a GET request from the node.
   *
   * @param headers - can have a token: they are not arguments of a program
   */
  async fetch(
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; text: string }> {
    const program = `
      const response = await fetch(process.argv[1], { headers: JSON.parse(process.env.HEADERS) });
      console.log(JSON.stringify({ status: response.status, text: await response.text() }));`;
    const env = cleanEnvironment({ HEADERS: JSON.stringify(headers) });
    return JSON.parse(
      await this.run(process.execPath, ["--input-type=module", "--eval", program, url], { env }),
    );
  }

  /** Runs helm on the node. @returns its standard output */
  helm(...args: readonly string[]): Promise<string> {
    return this.run(this.#programs.tools.helm, args);
  }

  /** Writes a file to the folder of the node's state. @returns its path, on the node and on this machine */
  async write(name: string, content: string): Promise<string> {
    const file = join(this.state, name);
    await writeFile(file, content);
    return file;
  }

  /** Imports the images of an archive. */
  async importImages(archive: string): Promise<void> {
    await this.run("ctr", ["--namespace", "k8s.io", "images", "import", archive]);
  }

  /** Ends all of it, and removes its files. */
  stop(): Promise<void> {
    return this.#namespaces[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #environment(additions: NodeJS.ProcessEnv = cleanEnvironment()): NodeJS.ProcessEnv {
    const helm = Object.fromEntries(
      ["CACHE", "CONFIG", "DATA"].map((kind) => [`HELM_${kind}_HOME`, `${this.state}/helm`]),
    );
    return { ...additions, ...helm, PATH: this.#programs.path, KUBECONFIG: this.kubeconfig };
  }
}

/**
 * Starts a node, and waits until it and the DNS server are ready.
 *
 * @throws {ToolUnavailableError} if no node can run on this machine, or something is missing that builds it
 * @throws {Error} with the end of its log if a component ends
 */
export async function startNode(options: NodeOptions = {}): Promise<ClusterNode> {
  const programs = await prepareNodePrograms();
  const { name = "lab-node", users = [], flags = {}, images = [] } = options;
  let kubeconfig = "";
  const namespaces = await Namespaces.create(name, addresses.node, async (state) => {
    const credentials = await writeCredentials(state, apiServerUrl, [...users, ...Components.users(name)]);
    kubeconfig = credentials.kubeconfig;
    await Components.writeKubeconfigs(state, name, credentials.tokens);
    await writeNodeFiles(state, programs.debian, kubeconfigOf(state, "kube-proxy"));
  });
  const node = new ClusterNode(name, kubeconfig, namespaces, programs, flags);
  try {
    await startComponents(node, [programs.baseImages, ...images]);
    return node;
  } catch (error) {
    await node.stop();
    throw error;
  }
}

/** Each step of a start, on a busy machine. */
const startTimeoutMs = 120_000;

async function startComponents(node: ClusterNode, images: readonly string[]): Promise<void> {
  const { components, kubectl } = node;
  const until = async (what: string, isDone: () => Promise<boolean>) => {
    const deadline = performance.now() + startTimeoutMs;
    let cause: unknown;
    const check = () =>
      isDone().catch((error) => {
        cause = error;
        return false;
      });
    while (!(await check())) {
      await components.requireRunning();
      if (performance.now() > deadline) {
        throw new Error(`${what} was not ready after ${startTimeoutMs} ms.`, { cause });
      }
      await setTimeout(50);
    }
  };

  components.start("etcd", "containerd", "kube-apiserver");
  await until("kube-apiserver", async () => (await kubectl.run("get", "--raw", "/readyz")) === "ok");
  components.start("kube-controller-manager", "kube-scheduler");
  await until("containerd", async () => (await node.run("ctr", ["version"])) !== "");
  for (const archive of images) {
    await node.importImages(archive);
  }
  components.start("kubelet", "kube-proxy");
  await kubectl.apply(...clusterDns);
  await until("the node", async () => {
    await kubectl.run("wait", "--for=condition=Ready", `node/${node.name}`, "--timeout=5s");
    await kubectl.run("rollout", "status", "--namespace=kube-system", "deployment/coredns", "--timeout=5s");
    return (await kubectl.run("get", "serviceaccount", "default", "--output=name")) !== "";
  });
}
