import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createUpstream, startAgent, type Upstream } from "@eks-auth/agent";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { expect } from "vitest";
import { type Run, runEksAuth } from "../eks-auth-command.ts";

/** The pod whose credentials are looked for. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

/** What the doctor is started with. */
export interface Patient {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A step as the doctor's JSON has it. */
export interface JsonStep {
  readonly step: string;
  readonly status: string;
  readonly found: string;
  readonly remedy?: string;
}

/** What the doctor printed for machines. */
export interface Diagnosis {
  readonly json: {
    readonly whole: boolean;
    readonly stoppedAt?: string;
    readonly summary: string;
    readonly steps: readonly JsonStep[];
  };
  /** The step of that name. */
  step(name: string): JsonStep;
}

/** Makes what is on the way of a pod's credentials, and runs the doctor on it. */
export class DoctorFixture {
  readonly folder: string;
  readonly cluster: DevCluster;
  /** The file with a good token of the pod. */
  readonly tokenFile: string;
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #secrets: string[] = [];

  private constructor(folder: string, cluster: DevCluster) {
    this.folder = folder;
    this.cluster = cluster;
    this.tokenFile = join(folder, "token");
  }

  static async make(): Promise<DoctorFixture> {
    const folder = await mkdtemp(join(tmpdir(), "eks-auth-doctor-"));
    const fixture = new DoctorFixture(folder, await startDevCluster());
    await fixture.writeToken("token", await fixture.cluster.mintToken(pod));
    return fixture;
  }

  /** Writes a token to a file of the folder; nothing of it may be printed. */
  async writeToken(name: string, text: string): Promise<string> {
    this.keepSecret(...text.split(".").filter((part) => part.length > 20));
    return this.write(name, text);
  }

  async write(name: string, text: string): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, text);
    return path;
  }

  /** Has every later run checked for texts that must not be printed. */
  keepSecret(...texts: readonly string[]): void {
    this.#secrets.push(...texts);
  }

  /** Starts an agent on loopback. */
  async startAgent(
    upstream: Upstream | string,
    options: { clusterName?: string; hosts?: string[] } = {},
  ): Promise<string> {
    const agent = await startAgent({
      clusterName: "edge",
      upstream: typeof upstream === "string" ? createUpstream({ endpoint: upstream, sign: false }) : upstream,
      listen: [{ host: "127.0.0.1", port: 0 }],
      ...options,
    });
    this.#ends.push(() => agent.stop(0));
    return agent.urls[0] ?? "";
  }

  /** Starts something else on loopback that speaks HTTP. */
  async startServer(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    this.#ends.push(async () => {
      server.close();
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Ends something with the rest. */
  onStop(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  /** The variables of a pod whose agent is at an address. */
  podVariables(agent: string, tokenFile: string = this.tokenFile): Record<string, string> {
    return {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${agent}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    };
  }

  /** Runs the doctor for machines, and checks that it says nothing secret. */
  async diagnose({ args = [], env = {} }: Patient): Promise<Diagnosis> {
    const { stdout, stderr, exitCode } = await this.run([...args, "--json"], env);
    const json: Diagnosis["json"] = JSON.parse(stdout);
    expect([exitCode, stderr === ""]).toEqual(json.whole ? [0, true] : [1, false]);
    return {
      json,
      step(name) {
        const found = json.steps.find(({ step }) => step === name);
        if (found === undefined) {
          throw new Error(`There is no step ${name}.`);
        }
        return found;
      },
    };
  }

  /** Runs the doctor for people too, and checks that they are told the same. */
  async diagnoseTwice(patient: Patient): Promise<Diagnosis & { readonly text: Run }> {
    const [diagnosis, text] = await Promise.all([
      this.diagnose(patient),
      this.run(patient.args ?? [], patient.env),
    ]);
    const { whole, steps, summary } = diagnosis.json;
    expect(text.exitCode).toBe(whole ? 0 : 1);
    for (const { found, remedy = "" } of steps) {
      expect(text.stdout).toContain(found);
      expect(text.stdout).toContain(remedy);
    }
    expect(whole ? text.stdout : text.stderr).toContain(summary.slice(1));
    return { ...diagnosis, text };
  }

  /** Runs the doctor in an environment without anything of AWS's but what is given. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
    const own = { ...process.env };
    const others = Object.entries(own).filter(([name]) => !/^(AWS|EKS_AUTH)_|_proxy$/i.test(name));
    replaceEnvironment({ ...Object.fromEntries(others), HOME: this.folder, ...env });
    // The process takes its environment as it is started, before the first wait.
    const running = runEksAuth("doctor", ...args);
    replaceEnvironment(own);
    const run = await running;
    for (const secret of this.#secrets) {
      expect(run.stdout + run.stderr).not.toContain(secret);
    }
    return run;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#ends.map((end) => end()));
    await this.cluster.stop();
    await rm(this.folder, { recursive: true });
  }
}

function replaceEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, variables);
}
