import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityCommandOutput,
  EKSAuthClient,
} from "@eks-auth/client";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { EksAuthCommand } from "../../eks-auth-command.ts";

/** The pod that calls. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

/** What `NODE_OPTIONS` is for a process in whose time a second takes a hundred. */
export const slowTime: string = `--import=${new URL("slow-time.ts", import.meta.url)}`;

/** A folder with a configuration that can be changed, issuers of tokens, and `eks-auth serve` on top of them. */
export class ServeFixture {
  readonly #clusters: DevCluster[] = [];
  readonly #commands: EksAuthCommand[] = [];
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<ServeFixture> {
    return new ServeFixture(await mkdtemp(join(tmpdir(), "eks-auth-serve-")));
  }

  get configFile(): string {
    return join(this.folder, "eks-auth.yaml");
  }

  /** Starts an issuer of tokens. */
  async startIssuer(): Promise<DevCluster> {
    const cluster = await startDevCluster();
    this.#clusters.push(cluster);
    return cluster;
  }

  /** Writes the configuration as an editor does: a new file in the old one's place. */
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

  /** Writes a cluster's associations: the role that the pod gets, if any. */
  async writeAssociations(cluster: string, role?: string): Promise<void> {
    const entry = `  - { namespace: ${pod.namespace}, serviceAccount: ${pod.serviceAccount}, roleArn: "arn:aws:iam::111122223333:role/${role}" }\n`;
    await this.write(`${cluster}.yaml`, `associations:\n${role === undefined ? "  []\n" : entry}`);
  }

  /** Replaces a file of the folder. */
  async write(name: string, text: string): Promise<void> {
    const file = join(this.folder, name);
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  }

  /** Starts the command and waits until it listens. */
  async serve(...args: string[]): Promise<{ command: EksAuthCommand; url: string }> {
    const command = new EksAuthCommand("serve", "--config", this.configFile, ...args);
    this.#commands.push(command);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    return { command, url: /http:\/\/\S+:\d+/.exec(output)?.[0] ?? "" };
  }

  /**
   * Calls for a pod that gets nothing until the server says so. Its first request reads the cluster's keys, and on a busy
   * machine that may take longer than a request may.
   */
  async readKeys(url: string, { mintToken }: DevCluster): Promise<void> {
    const token = await mintToken({ ...pod, serviceAccount: "nobody" });
    const call = () =>
      assumeRole(url, "edge", token).then(
        () => "",
        ({ name }: Error) => name,
      );
    while ((await call()) !== "ResourceNotFoundException") {
      await wait(20);
    }
  }

  async stop(): Promise<void> {
    for (const command of this.#commands) {
      command.signal("SIGTERM");
      await command.finish();
    }
    await Promise.all(this.#clusters.map((cluster) => cluster.stop()));
    await rm(this.folder, { recursive: true });
  }
}

/** Calls the service as an agent does, with the generated client. */
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
