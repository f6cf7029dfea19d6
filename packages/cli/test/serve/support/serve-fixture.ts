import { rename } from "node:fs/promises";
import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram, StartOptions } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterEach, beforeEach, vi } from "vitest";

/** The pod that calls. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

/** A folder with a configuration, token issuers, and `eks-auth serve` processes; by default new ones for each test. */
export class ServeFixture {
  readonly #clusters: DevCluster[] = [];
  readonly #commands: StartedProgram[] = [];
  #folder!: TempFolder;

  constructor(before: typeof beforeEach = beforeEach, after: typeof afterEach = afterEach) {
    before(async () => {
      this.#folder = await makeTempFolder("eks-auth-serve");
    });
    after(async () => {
      vi.unstubAllEnvs();
      await Promise.all([...this.#commands.splice(0), ...this.#clusters.splice(0)].map((one) => one.stop()));
      await this.#folder.remove();
    });
  }

  get folder(): string {
    return this.#folder.path;
  }

  get configFile(): string {
    return this.#folder.resolve("eks-auth.yaml");
  }

  async startIssuer(): Promise<DevCluster> {
    const cluster = await startDevCluster();
    this.#clusters.push(cluster);
    return cluster;
  }

  /** Writes a configuration with a cluster for each issuer. */
  async writeConfig(issuers: Readonly<Record<string, string>>): Promise<void> {
    const clusters = Object.entries(issuers).map(
      ([name, issuer]) =>
        `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: ${name}.yaml }\n`,
    );
    await this.write(
      "eks-auth.yaml",
      `listen: { port: 0 }\ncredentials: { embedded: { keyFile: session-key.pem } }\nclusters:\n${clusters.join("") || "  []\n"}`,
    );
  }

  /** Writes a cluster's associations: the pod's role, if it has one. */
  async writeAssociations(cluster: string, role?: string): Promise<void> {
    const entry = `  - { namespace: ${pod.namespace}, serviceAccount: ${pod.serviceAccount}, roleArn: "arn:aws:iam::111122223333:role/${role}" }\n`;
    await this.write(`${cluster}.yaml`, `associations:\n${role === undefined ? "  []\n" : entry}`);
  }

  /** Replaces a file of the folder, as an editor does: by renaming a new file. */
  async write(name: string, text: string): Promise<void> {
    await rename(await this.#folder.write(`${name}.new`, text), this.#folder.resolve(name));
  }

  read(name: string): Promise<string> {
    return this.#folder.read(name);
  }

  /** Replaces a file of the folder by a named pipe. */
  async makePipe(name: string): Promise<void> {
    await rename(await this.#folder.makePipe(`${name}.new`), this.#folder.resolve(name));
  }

  /** Starts the command and waits until it listens. */
  serve(...args: string[]): Promise<{ command: StartedProgram; url: string }> {
    return this.serveWith({}, ...args);
  }

  /** As {@link serve}, with options of the program. */
  async serveWith(
    options: StartOptions,
    ...args: string[]
  ): Promise<{ command: StartedProgram; url: string }> {
    const command = startEksAuthWith(options, "serve", "--config", this.configFile, ...args);
    this.#commands.push(command);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    return { command, url: /https?:\/\/\S+:\d+/.exec(output)?.[0] ?? "" };
  }

  /** Starts the command, if it prints no text for people, and waits until it listens. */
  async serveWithoutText(): Promise<{ command: StartedProgram; url: string }> {
    const command = startEksAuthWith({}, "serve", "--config", this.configFile);
    this.#commands.push(command);
    const log = await command.waitForError('"code":"started"');
    return { command, url: /http:\/\/[^"\s]+:\d+/.exec(log)?.[0] ?? "" };
  }

  /**
   * Sends requests of a pod without a role until the server answers that it has none. The first request fetches the
   * cluster's keys, which can take longer than the server waits on a busy machine.
   */
  async readKeys(url: string, { mintToken }: DevCluster): Promise<void> {
    const token = await mintToken({ ...pod, serviceAccount: "unknown" });
    let error = "";
    while (error !== "ResourceNotFoundException") {
      error = await assumeRole(url, "edge", token).then(
        () => "",
        ({ name }: Error) => name,
      );
    }
  }
}

/** Calls the service with the generated client, as an agent does. */
export async function assumeRole(
  url: string,
  clusterName: string,
  token: string,
): Promise<AssumeRoleForPodIdentityCommandOutput> {
  const client = new EKSAuthClient({
    endpoint: url,
    region: "eu-west-1",
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    maxAttempts: 1,
  });
  try {
    return await client.send(new AssumeRoleForPodIdentityCommand({ clusterName, token }));
  } finally {
    client.destroy();
  }
}
