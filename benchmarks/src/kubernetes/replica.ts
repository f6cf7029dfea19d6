import { setTimeout } from "node:timers/promises";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { Stall } from "../../programs/kubernetes/stall-meter.ts";
import { locateProgram, ProgramProcess } from "../measure/program-process.ts";
import { sendRequest } from "../measure/send-request.ts";
import type { KubernetesEnvironment } from "./environment.ts";

/** What a replica used since the last time. */
export interface ReplicaUsage {
  readonly stall: Stall;
  readonly residentBytes: number;
}

/** An `eks-auth serve` whose associations are resources. */
export class Replica implements AsyncDisposable {
  readonly #process: ProgramProcess;
  readonly #folder: TempFolder;
  #usages = 0;

  private constructor(process: ProgramProcess, folder: TempFolder) {
    this.#process = process;
    this.#folder = folder;
  }

  /**
   * Starts a replica. It listens before it has received associations.
   *
   * @param user - whose token it has
   */
  static async start({ controlPlane }: KubernetesEnvironment, user: string): Promise<Replica> {
    const { url, caFile, tokens } = controlPlane;
    const folder = await makeTempFolder("eks-auth-bench-replica");
    await folder.write("token", tokens.get(user) ?? "");
    const config = {
      listen: { port: 0 },
      admin: { enabled: false },
      limits: { perCluster: { perSecond: 1_000_000, burst: 1_000_000 } },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [
        {
          name: "edge",
          region: "eu-west-1",
          accountId: "111122223333",
          apiServer: { url, caFile, tokenFile: "token" },
          associationResources: {
            namespaceRoles: [{ namespaces: ["team-*"], roles: ["arn:aws:iam::111122223333:role/*"] }],
          },
        },
      ],
    };
    // JSON is YAML.
    const configFile = await folder.write("eks-auth.yaml", JSON.stringify(config));
    const process = await ProgramProcess.start({
      args: [
        ...["--import", locateProgram("kubernetes/monitor.ts"), eksAuthProgram],
        ...["serve", "--config", configFile, "--log-level", "error"],
      ],
      readyPattern: /listening on \S*(http:\/\/[\w.]+:\d+)/,
    });
    return new Replica(process, folder);
  }

  /**
   * Asks for credentials again and again, until the pod gets those of a role.
   *
   * @param role - any if it is undefined
   */
  async waitForRole(token: string, role?: string): Promise<void> {
    const request = {
      method: "POST",
      path: "/clusters/edge/assume-role-for-pod-identity",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    } as const;
    for (;;) {
      const { status, body } = await sendRequest(this.#process.origin, request);
      if (status === 200 && (role === undefined || body.includes(`assumed-role/${role}/`))) {
        return;
      }
      await setTimeout(1);
    }
  }

  /** Reads what it used since the last time. */
  async readUsage(): Promise<ReplicaUsage> {
    this.#usages += 1;
    this.#process.signal("SIGUSR2");
    const pattern = new RegExp(`(?:USAGE [^\\n]*\\n[^]*?){${this.#usages}}`);
    const output = await this.#process.waitForError(pattern);
    const lines = output.match(/USAGE (.*)\n/g) ?? [];
    return JSON.parse(lines[this.#usages - 1]?.slice("USAGE ".length) ?? "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.stop();
    await this.#folder.remove();
  }
}
