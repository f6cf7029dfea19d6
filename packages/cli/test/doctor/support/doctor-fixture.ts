import type { RequestListener } from "node:http";
import type { Server } from "node:net";
import { PassThrough } from "node:stream";
import { createUpstream, startAgent, type Upstream } from "@eks-auth/agent";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, expect } from "vitest";
import type { CheckName, DoctorOptions } from "../../../src/doctor/check.ts";
import { runChecks } from "../../../src/doctor/run-doctor.ts";
import { formatReport, type Report } from "../../../src/findings/report.ts";

/** The pod that needs credentials. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

interface DiagnosisInput {
  readonly options?: DoctorOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/** The report of the doctor. */
export interface Diagnosis {
  readonly report: Report<CheckName>;
  /** Finds a check of the report. */
  finding(name: string): Report<CheckName>["checks"][number];
}

/** A pod with a token file, a cluster, servers and agents, on which the doctor runs in all tests of a file. */
export class DoctorFixture {
  folder!: TempFolder;
  cluster!: DevCluster;
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #secrets: string[] = [];

  constructor() {
    beforeAll(async () => {
      this.folder = await makeTempFolder("eks-auth-doctor");
      this.cluster = await startDevCluster();
      await this.writeToken("token", await this.cluster.mintToken(pod));
    });
    afterAll(async () => {
      await Promise.all(this.#stops.map((stop) => stop()));
      await this.cluster.stop();
      await this.folder.remove();
    });
  }

  /** The file with a valid token of the pod. */
  get tokenFile(): string {
    return this.folder.resolve("token");
  }

  /** Writes a token to a file. The output of the doctor must contain no part of it. */
  async writeToken(name: string, text: string): Promise<string> {
    this.addSecrets(...text.split(".").filter((part) => part.length > 20));
    return this.folder.write(name, text);
  }

  /** Adds texts that the output must not contain. */
  addSecrets(...texts: readonly string[]): void {
    this.#secrets.push(...texts);
  }

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
    this.onStop(() => agent.stop(0));
    return agent.urls[0] ?? "";
  }

  /** Starts another server on loopback. */
  async startServer(server: RequestListener | Server): Promise<string> {
    const listening = await listenOnLoopback(server);
    this.onStop(async () => listening[Symbol.asyncDispose]());
    return listening.url;
  }

  /** Starts a server that gives every request the same response, in place of an agent. */
  startFakeAgent(status: number, body: object | string): Promise<string> {
    return this.startServer((_request, response) => {
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  }

  /** Adds a function that is called after the tests. */
  onStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** The variables of a pod with an agent. */
  podVariables(agent: string, tokenFile: string = this.tokenFile): Record<string, string> {
    return {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${agent}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    };
  }

  /** Runs all checks in this process. The text must contain all findings, and neither text nor JSON a secret. */
  async diagnose({ options = {}, env = {} }: DiagnosisInput): Promise<Diagnosis> {
    const report = await runChecks(options, { HOME: this.folder.path, ...env });
    const text = formatReport(report, new PassThrough());
    for (const { found, remedy = "" } of report.checks) {
      for (const line of [found, remedy].join("\n").split("\n")) {
        expect(text).toContain(line);
      }
    }
    this.#expectNoSecret(`${text}${JSON.stringify(report)}`);
    return {
      report,
      finding(name) {
        const found = report.checks.find(({ check }) => check === name);
        if (found === undefined) {
          throw new Error(`There is no check ${name}.`);
        }
        return found;
      },
    };
  }

  /** Runs the checks with only a configuration and the token file. */
  diagnoseConfiguration(config: string, cluster: string = "edge"): Promise<Diagnosis> {
    return this.diagnose({ options: { tokenFile: this.tokenFile, config, cluster } });
  }

  /** Runs the doctor as a process, without the AWS and proxy variables of this process. */
  async run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ProgramResult> {
    const own = Object.entries(process.env).filter(([name]) => !/^(AWS|EKS_AUTH)_|_proxy$/i.test(name));
    const result = await new StartedProgram(process.execPath, [eksAuthProgram, "doctor", ...args], {
      env: { ...Object.fromEntries(own), HOME: this.folder.path, ...env },
    }).finish();
    this.#expectNoSecret(result.stdout + result.stderr);
    return result;
  }

  #expectNoSecret(output: string): void {
    for (const secret of this.#secrets) {
      expect(output).not.toContain(secret);
    }
  }
}
