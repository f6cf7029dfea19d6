import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { StartedProgram, type StartOptions } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";

/** The pod of all requests. */
const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

/** An answer of the service. */
export interface Exchange {
  readonly status: number;
  readonly requestId: string | null;
  readonly hasCredentials: boolean;
  /** The code of a refusal's reason. */
  readonly reason: string | null;
}

/** A cluster, a configuration with an audit, and `eks-auth serve` processes. */
export class AuditedService implements AsyncDisposable {
  readonly folder: TempFolder;
  readonly #cluster: DevCluster;
  readonly #programs: StartedProgram[] = [];
  /** A token of a pod that has a role. */
  readonly token: string;
  /** A valid token of a pod without a role. */
  readonly otherToken: string;

  private constructor(folder: TempFolder, cluster: DevCluster, tokens: readonly [string, string]) {
    this.folder = folder;
    this.#cluster = cluster;
    [this.token, this.otherToken] = tokens;
  }

  /** @param audit - the key `audit` of the configuration, in YAML */
  static async create(audit: string): Promise<AuditedService> {
    const folder = await makeTempFolder("eks-auth-audit");
    const cluster = await startDevCluster();
    const { issuer } = cluster;
    await folder.write("jwks.json", await (await fetch(`${issuer}/openid/v1/jwks`)).text());
    await folder.write(
      "edge.yaml",
      `associations:\n  - { namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }\n`,
    );
    await folder.write(
      "eks-auth.yaml",
      `audit: ${audit}
listen: { port: 0 }
admin: { enabled: false }
credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", keys: { file: jwks.json }, associations: edge.yaml }
`,
    );
    const tokens = [
      await cluster.mintToken(pod),
      await cluster.mintToken({ ...pod, serviceAccount: "other" }),
    ] as const;
    return new AuditedService(folder, cluster, tokens);
  }

  /**
   * Starts the service and waits until it listens.
   *
   * @param wrapper - a program and its arguments that run the command: `["sh", "-c", 'ulimit -f 1; exec "$@"', "sh"]`
   */
  async start(
    wrapper: readonly string[] = [],
    options: StartOptions = {},
  ): Promise<{ program: StartedProgram; url: string }> {
    const command = [
      process.execPath,
      eksAuthProgram,
      "serve",
      "--config",
      this.folder.resolve("eks-auth.yaml"),
    ];
    const [file = "", ...args] = [...wrapper, ...command];
    const program = new StartedProgram(file, args, { env: process.env, ...options });
    this.#programs.push(program);
    const log = await program.waitForError('"code":"started"');
    return { program, url: /http:\/\/[^"\s]+:\d+/.exec(log)?.[0] ?? "" };
  }

  /** The lines of a file of the folder that are JSON, and the number of others. */
  async readLines(file = "audit.jsonl"): Promise<{ lines: Record<string, unknown>[]; torn: number }> {
    return parseLines(await this.folder.read(file));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.#programs) {
      program.signal("SIGKILL");
      await program.finish();
    }
    await this.#cluster.stop();
    await this.folder.remove();
  }
}

/** Sends a request, as an agent does. */
export async function exchange(url: string, token: string): Promise<Exchange> {
  const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  const { credentials } = (await response.json()) as { credentials?: object };
  return {
    status: response.status,
    requestId: response.headers.get("x-amzn-requestid"),
    hasCredentials: credentials !== undefined,
    reason: response.headers.get("x-eks-auth-reason"),
  };
}

/** Parses lines of JSON. @returns those that are valid, and the number of others */
export function parseLines(text: string): { lines: Record<string, unknown>[]; torn: number } {
  const lines: Record<string, unknown>[] = [];
  let torn = 0;
  for (const line of text.split("\n").filter((one) => one !== "")) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      torn += 1;
    }
  }
  return { lines, torn };
}
