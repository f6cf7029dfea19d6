import { chmod } from "node:fs/promises";
import { EKS } from "@aws-sdk/client-eks";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import type { afterAll, beforeAll } from "vitest";
import { assumeRole, pod, ServeFixture } from "../support/serve-fixture.ts";

/** The access keys of callers, by their names. */
export const keys = {
  terraform: { accessKeyId: "AKIATERRAFORM0000001", secretAccessKey: "canary-terraform-secret-access-key" },
  auditor: { accessKeyId: "AKIAAUDITOR000000001", secretAccessKey: "canary-auditor-secret-access-key" },
  unknown: { accessKeyId: "AKIAUNKNOWN000000001", secretAccessKey: "canary-unknown-secret-access-key" },
};

/** The name of a caller. */
export type CallerName = keyof typeof keys;

/** The callers as the configuration has them by default. */
export const allCallers =
  "[{ name: terraform, keyFiles: [terraform.json], write: [edge], read: all }, { name: auditor, keyFiles: [auditor.json], read: [lab] }]";

/** An `eks-auth serve` with the EKS API, for the clusters `edge` and `lab`, whose associations are in files. */
export class EksApiFixture extends ServeFixture {
  issuer!: DevCluster;
  command!: StartedProgram;
  /** Where agents call. */
  apiUrl!: string;
  /** Where tools call. */
  eksApiUrl!: string;
  readonly #clients = new Map<CallerName, EKS>();

  constructor(before: typeof beforeAll, after: typeof afterAll) {
    super(before, after);
    before(async () => {
      this.issuer = await this.startIssuer();
      await this.writeAssociations("edge");
      await this.writeAssociations("lab");
      for (const name of ["terraform", "auditor"] as const) {
        await this.write(`${name}.json`, JSON.stringify(keys[name]));
        await chmod(`${this.folder}/${name}.json`, 0o600);
      }
      await this.writeCallers(allCallers);
      const { command, url } = await this.serve();
      this.command = command;
      this.apiUrl = url;
      this.eksApiUrl = /EKS API +(http:\S+)/.exec(command.stdout)?.[1] ?? "";
      await this.readKeys(url, this.issuer);
    });
    after(() => {
      for (const client of this.#clients.values()) {
        client.destroy();
      }
    });
  }

  /** Writes the configuration with these callers. */
  async writeCallers(callers: string): Promise<void> {
    const cluster = (name: string) =>
      `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: "${this.issuer.issuer}", associations: ${name}.yaml }\n`;
    await this.write(
      "eks-auth.yaml",
      `listen: { port: 0 }
admin: { port: 0 }
audit: { file: audit.jsonl }
credentials: { embedded: { keyFile: session-key.pem } }
eksApi:
  port: 0
  callers:
    sigv4:
      region: eu-west-1
      callers: ${callers}
clusters:
${cluster("edge")}${cluster("lab")}`,
    );
  }

  /** The AWS SDK's client of a caller, without retries. */
  client(name: CallerName = "terraform"): EKS {
    let client = this.#clients.get(name);
    if (client === undefined) {
      const options = { endpoint: this.eksApiUrl, region: "eu-west-1", maxAttempts: 1 };
      client = new EKS({ ...options, credentials: { ...keys[name] } });
      this.#clients.set(name, client);
    }
    return client;
  }

  /** The role that the pod gets, or the name of the error. */
  async roleOf(serviceAccount: string): Promise<string> {
    const token = await this.issuer.mintToken({ ...pod, serviceAccount });
    try {
      const { assumedRoleUser } = await assumeRole(this.apiUrl, "edge", token);
      return assumedRoleUser?.arn?.split("/")[1] ?? "";
    } catch (error) {
      return (error as Error).name;
    }
  }

  /** The records of the audit about changes. */
  async readChanges(): Promise<Record<string, unknown>[]> {
    const text = await this.read("audit.jsonl");
    return text
      .split("\n")
      .filter((line) => line.includes('"operation"'))
      .map((line) => JSON.parse(line));
  }
}
