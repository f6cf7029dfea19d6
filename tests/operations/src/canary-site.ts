import { randomBytes } from "node:crypto";
import { chmod, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { Canaries } from "@eks-auth/test-kit/canaries";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { FakeSts } from "@eks-auth/test-kit/fake-sts";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { QuotingApiServer } from "./quoting-api-server.ts";

/** The pod that calls, on the node of its agent. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

const audience = "https://eks-auth.example.org";

/** The pod of an agent, with a token for the service. */
const agentPod = {
  namespace: "eks-auth",
  serviceAccount: "eks-auth-agent",
  pod: { name: "agent-0" },
  audience,
};

/** A random secret in the alphabet of AWS's secret keys. */
function createSecret(bytes = 30): string {
  return randomBytes(bytes).toString("base64");
}

/** A service with everything that has a secret, in a folder, whose secrets are canaries. */
export class CanarySite implements AsyncDisposable {
  readonly canaries: Canaries = new Canaries();
  readonly folder: TempFolder;
  readonly cluster: DevCluster;
  readonly sts: FakeSts;
  readonly apiServer: QuotingApiServer;
  readonly #programs: StartedProgram[] = [];
  /** What was written to anything but a file, by its name. */
  readonly #written = new Map<string, string>();
  /** The access key of the SigV4 caller. */
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string } = {
    accessKeyId: "EDGE0123456789AB",
    secretAccessKey: createSecret(),
  };
  readonly #ownCredentials = {
    AWS_ACCESS_KEY_ID: "AKIA0123456789ABCDEF",
    AWS_SECRET_ACCESS_KEY: createSecret(),
    AWS_SESSION_TOKEN: createSecret(150),
  };
  readonly #secondSecret = createSecret();
  readonly #proxyPassword = randomBytes(20).toString("hex");
  readonly client: Certificate;
  readonly #server: Certificate;
  readonly #authority: Certificate;

  private constructor(folder: TempFolder, cluster: DevCluster, sts: FakeSts, apiServer: QuotingApiServer) {
    this.folder = folder;
    this.cluster = cluster;
    this.sts = sts;
    this.apiServer = apiServer;
    this.#authority = createSelfSignedCertificate("authority");
    this.#server = createCertificate("server", this.#authority, { isAuthority: false });
    this.client = createCertificate("agent", this.#authority, { isAuthority: false, usages: ["clientAuth"] });
  }

  /** Creates the folder, with the files of the service and of its callers. */
  static async create(): Promise<CanarySite> {
    const folder = await makeTempFolder("eks-auth-canaries");
    const site = new CanarySite(
      folder,
      await startDevCluster(),
      await FakeSts.start(),
      await QuotingApiServer.start(),
    );
    await site.#writeFiles();
    const { canaries, accessKey } = site;
    canaries.add("secret key of a caller", accessKey.secretAccessKey);
    canaries.add("second secret key of a caller", site.#secondSecret);
    canaries.add("secret key of the service", site.#ownCredentials.AWS_SECRET_ACCESS_KEY);
    canaries.add("session token of the service", site.#ownCredentials.AWS_SESSION_TOKEN);
    canaries.add("password of the proxy", site.#proxyPassword);
    canaries.addPrivateKeys("TLS key", site.#server.privateKey);
    canaries.addPrivateKeys("key of a client certificate", site.client.privateKey);
    // As FakeSts issues them.
    canaries.add("issued secret key", "canary-issued-secret-");
    canaries.add("issued session token", "canary-issued-token-");
    return site;
  }

  /** The certificate that clients trust, PEM. */
  get ca(): string {
    return this.#authority.certificate;
  }

  /** The environment of all programs. */
  get env(): NodeJS.ProcessEnv {
    const proxy = {
      HTTPS_PROXY: `http://proxy-user:${this.#proxyPassword}@127.0.0.1:1`,
      NO_PROXY: "127.0.0.1",
    };
    const { PATH } = process.env;
    return {
      PATH,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "eu-west-1",
      ...proxy,
      ...this.#ownCredentials,
    };
  }

  /** A pod's token, whose parts are canaries. */
  async mintToken(request: Partial<Parameters<DevCluster["mintToken"]>[0]> = {}): Promise<string> {
    return this.addToken("token of a pod", await this.cluster.mintToken({ ...pod, ...request }));
  }

  /** A token of the agent, whose parts are canaries. */
  async mintCallerToken(): Promise<string> {
    return this.addToken("token of an agent", await this.cluster.mintToken(agentPod));
  }

  /** Makes the payload and the signature of a token canaries. Its header is not secret. */
  addToken(name: string, token: string): string {
    const [, payload = "", signature = ""] = token.split(".");
    this.canaries.add(`payload of a ${name}`, payload);
    this.canaries.add(`signature of a ${name}`, signature);
    return token;
  }

  /** Starts the command and keeps what it prints. */
  start(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): StartedProgram {
    const options = { cwd: this.folder.path, env: { ...this.env, ...env } };
    const program = startEksAuthWith(options, ...args);
    this.#programs.push(program);
    void program.finish().then(({ stdout, stderr }) => this.keep(name, stdout + stderr));
    return program;
  }

  /** Keeps what was written, to search it in the end. */
  keep(name: string, text: string): void {
    this.#written.set(name, `${this.#written.get(name) ?? ""}${text}\n`);
  }

  /**
   * Stops all programs.
   *
   * @param secretFiles - the files that have secrets
   * @returns everything that was written, also to the other files, by its name
   */
  async stop(secretFiles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    await Promise.all(this.#programs.splice(0).map((program) => program.stop()));
    for (const entry of await readdir(this.folder.path, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !secretFiles.includes(entry.name)) {
        this.keep(entry.name, await readFile(join(entry.parentPath, entry.name), "utf8"));
      }
    }
    return this.#written;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop([]);
    await Promise.all([this.cluster.stop(), this.sts.stop(), this.folder.remove()]);
    await this.apiServer[Symbol.asyncDispose]();
  }

  /** Writes a file that only its owner can read. */
  async writeSecret(name: string, text: string): Promise<void> {
    await chmod(await this.folder.write(name, text), 0o600);
  }

  async #writeFiles(): Promise<void> {
    const { folder, accessKey } = this;
    await folder.write("authority.pem", this.ca);
    await folder.write("tls.crt", this.#server.certificate);
    await this.writeSecret("tls.key", this.#server.privateKey);
    await folder.write("client.crt", this.client.certificate);
    await this.writeSecret("client.key", this.client.privateKey);
    await this.writeSecret("access-key.yaml", JSON.stringify(accessKey));
    const second = { accessKeyId: "EDGE0123456789AC", secretAccessKey: this.#secondSecret };
    await this.writeSecret("access-key-2.yaml", JSON.stringify(second));
    await this.writeSecret("caller-token", await this.mintCallerToken());
    const reviewer = { ...agentPod, serviceAccount: "reviewer", audience: "https://kubernetes.default.svc" };
    await this.writeSecret(
      "reviewer-token",
      this.addToken("token of the reviewer", await this.cluster.mintToken(reviewer)),
    );
    await this.writeSecret("pod-token", await this.mintToken());
    await folder.write(
      "edge.yaml",
      `associations:\n  - { namespace: shop, serviceAccount: cart, roleArn: "arn:aws:iam::111122223333:role/cart" }\n`,
    );
    await folder.write("state/none", "");
    await chmod(folder.resolve("state"), 0o700);
    await folder.write("deny.yaml", "denied:\n  - { serviceAccount: shop/denied }\n");
    const edge = `name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${this.cluster.issuer}", associations: edge.yaml`;
    const review = `apiServer: { url: "${this.apiServer.url}", tokenFile: reviewer-token }, revocation: tokenReview`;
    await folder.write(
      "service.yaml",
      `listen: { port: 0, publicHosts: [127.0.0.1], tls: { certificateFile: tls.crt, keyFile: tls.key } }
audit: { file: audit.jsonl }
stateDirectory: state
denyListFile: deny.yaml
callers:
  serviceAccount: { audience: "${audience}", namespace: eks-auth, name: eks-auth-agent }
  sigv4: { region: eu-west-1, callers: [{ name: signer, keyFiles: [access-key.yaml, access-key-2.yaml], clusters: [edge] }] }
  certificate: { caFile: authority.pem, callers: [{ name: certified, subject: "CN=agent", clusters: [edge] }] }
credentials: { sts: { region: eu-west-1, endpoint: "${this.sts.url}" } }
clusters: [{ ${edge} }]
`,
    );
    await folder.write(
      "local.yaml",
      `listen: { port: 0 }
audit: { stdout: true }
credentials: { embedded: { keyFile: session-key.pem } }
clusters: [{ ${edge}, ${review} }]
`,
    );
  }
}
