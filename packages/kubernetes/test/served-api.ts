import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EksAuthCommand } from "../../cli/test/eks-auth-command.ts";
import type { ControlPlane } from "../src/control-plane/control-plane.ts";
import { namespace } from "./objects.ts";

/** `eks-auth serve` for a control plane, which is two clusters to it: the keys of one come from its URL, of the other from a file. */
export class ServedApi {
  readonly url: string;
  readonly #command: EksAuthCommand;
  readonly #folder: string;

  private constructor(url: string, command: EksAuthCommand, folder: string) {
    this.url = url;
    this.#command = command;
    this.#folder = folder;
  }

  static async start({ url: issuer, caFile, kubectl }: ControlPlane): Promise<ServedApi> {
    const folder = await mkdtemp(join(tmpdir(), "eks-auth-kubernetes-"));
    await writeFile(join(folder, "jwks.json"), await kubectl.run("get", "--raw", "/openid/v1/jwks"));
    const associations = [
      { namespace, serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" },
    ];
    await writeFile(join(folder, "associations.yaml"), JSON.stringify({ associations }));
    const cluster = {
      region: "eu-west-1",
      accountId: "111122223333",
      issuer,
      associations: "associations.yaml",
    };
    const config = {
      listen: { port: 0 },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [
        { ...cluster, name: "by-url", keys: { url: `${issuer}/openid/v1/jwks`, caFile } },
        { ...cluster, name: "by-file", keys: { file: "jwks.json" } },
      ],
    };
    const configFile = join(folder, "eks-auth.yaml");
    // JSON is YAML, too.
    await writeFile(configFile, JSON.stringify(config));
    const command = new EksAuthCommand("serve", "--config", configFile);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    return new ServedApi(/http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "", command, folder);
  }

  /** Ends it, and gives its log. */
  async stop(): Promise<string> {
    this.#command.signal("SIGTERM");
    const { stderr } = await this.#command.finish();
    await rm(this.#folder, { recursive: true });
    return stderr;
  }
}
