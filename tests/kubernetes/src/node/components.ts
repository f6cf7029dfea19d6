import { closeSync, mkdirSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { type User, writeKubeconfig } from "../control-plane/credentials.ts";
import { etcdFlags, type Flags, locateFiles, writeFlags } from "../control-plane/flags.ts";
import { addresses, apiServerUrl, locateNodeFiles, nodeApiServerFlags, ports } from "./configuration.ts";
import type { Namespaces } from "./namespaces.ts";
import type { NodePrograms } from "./programs.ts";

/** The programs of a node, in the order of their start. */
export type ComponentName =
  | "etcd"
  | "containerd"
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "kubelet"
  | "kube-proxy";

/** Components that log in to the API server, and their users. */
const users = (nodeName: string) =>
  ({
    "kube-controller-manager": { name: "system:kube-controller-manager" },
    "kube-scheduler": { name: "system:kube-scheduler" },
    kubelet: { name: `system:node:${nodeName}`, groups: ["system:nodes"] },
    "kube-proxy": { name: "system:kube-proxy" },
  }) satisfies Partial<Record<ComponentName, User>>;

/** Runs the components of a node, each with its own log. */
export class Components {
  readonly #namespaces: Namespaces;
  readonly #programs: NodePrograms;
  readonly #nodeName: string;
  readonly #flags: Flags;
  readonly #running = new Map<ComponentName, StartedProgram>();

  /** @param flags - of kube-apiserver that are added or replaced */
  constructor(namespaces: Namespaces, programs: NodePrograms, nodeName: string, flags: Flags = {}) {
    this.#namespaces = namespaces;
    this.#programs = programs;
    this.#nodeName = nodeName;
    this.#flags = flags;
    mkdirSync(join(namespaces.state, "log"), { recursive: true });
  }

  /** The users of all components. */
  static users(nodeName: string): readonly User[] {
    return Object.values(users(nodeName));
  }

  /** Writes a kubeconfig for each component that needs one. */
  static async writeKubeconfigs(
    state: string,
    nodeName: string,
    tokens: ReadonlyMap<string, string>,
  ): Promise<void> {
    for (const [component, { name }] of Object.entries(users(nodeName))) {
      await writeKubeconfig(kubeconfigOf(state, component), apiServerUrl, locateFiles(state).caFile, [
        { name, user: { token: tokens.get(name) } },
      ]);
    }
  }

  /** Starts components, without waiting until they are ready. */
  start(...names: readonly ComponentName[]): void {
    for (const name of names) {
      this.#start(name);
    }
  }

  /** Ends a component with SIGKILL. */
  async kill(name: ComponentName): Promise<void> {
    const program = this.#running.get(name);
    program?.signal("SIGKILL");
    await program?.finish();
  }

  /** Reads what a component logged. */
  readLog(name: ComponentName): Promise<string> {
    return readFile(this.#logFile(name), "utf8");
  }

  /** @throws {Error} with the end of its log if a component has ended */
  async requireRunning(): Promise<void> {
    for (const [name, program] of this.#running) {
      if (program.hasEnded) {
        const end = (await this.readLog(name)).split("\n").slice(-20).join("\n");
        throw new Error(`${name} has ended:\n${end}`);
      }
    }
  }

  #start(name: ComponentName): void {
    const log = openSync(this.#logFile(name), "a");
    const [program, args] = this.#command(name);
    const { path } = this.#programs;
    const env = { ...process.env, PATH: path, LD_LIBRARY_PATH: this.#programs.libraries };
    const started = this.#namespaces.start(program, args, { env, stdout: log, stderr: log });
    closeSync(log);
    this.#running.set(name, started);
  }

  #logFile(name: ComponentName): string {
    return join(this.#namespaces.state, "log", `${name}.log`);
  }

  #command(name: ComponentName): [string, string[]] {
    const { state } = this.#namespaces;
    const { kubelab, kubenode, containerd } = this.#programs;
    const files = locateNodeFiles(state);
    const kubeconfig = kubeconfigOf(state, name);
    switch (name) {
      case "etcd":
        return [kubelab, [name, ...writeFlags(etcdFlags(state, ports))]];
      case "kube-apiserver":
        return [kubelab, [name, ...writeFlags({ ...nodeApiServerFlags(state), ...this.#flags })]];
      case "containerd":
        return [containerd, ["--config", files.containerd]];
      case "kube-controller-manager":
        return [kubenode, [name, ...writeFlags(controllerManagerFlags(state, kubeconfig))]];
      case "kube-scheduler": {
        const flags = { kubeconfig, "leader-elect": "false", "bind-address": "127.0.0.1" };
        return [kubenode, [name, ...writeFlags(flags)]];
      }
      case "kubelet": {
        const flags = { kubeconfig, config: files.kubelet, ...this.#nodeFlags(), "node-ip": addresses.node };
        return [kubenode, [name, ...writeFlags(flags)]];
      }
      case "kube-proxy":
        return [kubenode, [name, ...writeFlags({ config: files.proxy, ...this.#nodeFlags() })]];
    }
  }

  #nodeFlags(): Flags {
    return { "hostname-override": this.#nodeName };
  }
}

/** The path of a component's kubeconfig. */
export function kubeconfigOf(state: string, component: string): string {
  return join(state, `${component}.kubeconfig`);
}

function controllerManagerFlags(state: string, kubeconfig: string): Flags {
  const { privateKey, caFile } = locateFiles(state);
  return {
    kubeconfig,
    "leader-elect": "false",
    "bind-address": "127.0.0.1",
    "use-service-account-credentials": "true",
    "service-account-private-key-file": privateKey,
    "root-ca-file": caFile,
    "allocate-node-cidrs": "true",
    "cluster-cidr": addresses.pods,
    "node-cidr-mask-size-ipv4": "24",
    "service-cluster-ip-range": addresses.services,
  };
}
