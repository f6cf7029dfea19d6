import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { ControlPlane } from "../../src/control-plane/control-plane.ts";
import { namespace } from "./objects.ts";

/** `eks-auth serve` for a control plane, configured as two clusters: `by-url` fetches the keys, `by-file` reads them. */
export class ServedApi {
  readonly url: string;
  readonly #command: StartedProgram;
  readonly #folder: TempFolder;

  private constructor(url: string, command: StartedProgram, folder: TempFolder) {
    this.url = url;
    this.#command = command;
    this.#folder = folder;
  }

  static async start({ url: issuer, caFile, kubectl }: ControlPlane): Promise<ServedApi> {
    const folder = await makeTempFolder("eks-auth-kubernetes");
    await folder.write("jwks.json", await kubectl.run("get", "--raw", "/openid/v1/jwks"));
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    const associations = [{ namespace, serviceAccount: "cart", roleArn }];
    await folder.write("associations.yaml", JSON.stringify({ associations }));
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
    const { command, url } = await startServe(folder, config);
    return new ServedApi(url, command, folder);
  }

  /** Stops it and returns its log. */
  async stop(): Promise<string> {
    await this.#command.stop();
    await this.#folder.remove();
    return this.#command.stderr;
  }
}

/** Starts `eks-auth serve` with a configuration, whose relative paths begin in the folder. */
export async function startServe(
  folder: TempFolder,
  config: object,
): Promise<{ readonly command: StartedProgram; readonly url: string }> {
  // JSON is valid YAML.
  const command = startEksAuth(
    "serve",
    "--config",
    await folder.write("eks-auth.yaml", JSON.stringify(config)),
  );
  const output = await command.waitFor("Press Ctrl-C to stop.");
  return { command, url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "" };
}
