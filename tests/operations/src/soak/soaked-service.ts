import { chmod, rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DevCluster,
  type ServiceAccountTokenRequest,
  startDevCluster,
} from "@eks-auth/service/dev-cluster";
import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { answerError, answerNothing, answerSuccess, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { fetchKeys } from "../fetch-keys.ts";

const audience = "https://eks-auth.example.org";

/** The service accounts of the namespace `shop` that have a role, each with its own name. */
export const serviceAccounts: readonly string[] = ["cart", "checkout", "catalog", "search"];

/** The nodes, each with an agent. */
export const nodes: readonly string[] = ["node-1", "node-2"];

/** `eks-auth serve` with all of its features, and what it depends on. Each of these can be changed while it runs. */
export class SoakedService implements AsyncDisposable {
  readonly #resources: AsyncDisposableStack;
  readonly #folder: TempFolder;
  readonly #cluster: DevCluster;
  readonly #sts: FakeSts;
  readonly program: StartedProgram;
  readonly url: string;
  readonly #authority: Certificate;
  readonly #tokens = new Map<string, Promise<string>>();
  #changes = 0;
  #auditRotations = 0;

  private constructor(
    resources: AsyncDisposableStack,
    parts: { folder: TempFolder; cluster: DevCluster; sts: FakeSts; program: StartedProgram; url: string },
    authority: Certificate,
  ) {
    this.#resources = resources;
    this.#folder = parts.folder;
    this.#cluster = parts.cluster;
    this.#sts = parts.sts;
    this.program = parts.program;
    this.url = parts.url;
    this.#authority = authority;
  }

  /** Starts the service, its issuer and its STS. */
  static async start(): Promise<SoakedService> {
    await using resources = new AsyncDisposableStack();
    const folder = resources.use(await makeTempFolder("eks-auth-soak"));
    const cluster = await startDevCluster();
    resources.defer(() => cluster.stop());
    const sts = resources.use(await FakeSts.start());
    const keys = await fetchKeys(cluster.issuer);
    const authority = createSelfSignedCertificate("test authority");
    const { certificate, privateKey } = createServerCertificate(authority);
    await folder.write("keys.json", JSON.stringify({ keys }));
    await folder.write("tls.crt", certificate);
    await writeSecret(folder, "tls.key", privateKey);
    await folder.write("edge.yaml", formatAssociations(serviceAccounts));
    await folder.write("eks-auth.yaml", formatConfig(cluster.issuer, sts.url, 0));
    const env = {
      ...cleanEnvironment(),
      AWS_ACCESS_KEY_ID: "AKIASOAK",
      AWS_SECRET_ACCESS_KEY: "unused",
    };
    const program = resources.use(
      startEksAuthWith({ env }, "serve", "--config", folder.resolve("eks-auth.yaml")),
    );
    const url = /https:\/\/\S+:\d+/.exec(await program.waitFor("Press Ctrl-C to stop."))?.[0] ?? "";
    return new SoakedService(resources.move(), { folder, cluster, sts, program, url }, authority);
  }

  /** PEM of the authority of its certificates. */
  get ca(): string {
    return this.#authority.certificate;
  }

  /** Creates a pod's token. */
  mintPodToken(serviceAccount: string, node: string): Promise<string> {
    return this.#mint({
      namespace: "shop",
      serviceAccount,
      pod: { name: `${serviceAccount}-0` },
      node,
    });
  }

  /** Creates the token of a node's agent. */
  mintCallerToken(node: string, change: Partial<ServiceAccountTokenRequest> = {}): Promise<string> {
    return this.#mint({
      namespace: "eks-auth",
      serviceAccount: "eks-auth-agent",
      pod: { name: `agent-${node}` },
      node,
      audience,
      ...change,
    });
  }

  /** Publishes new keys, and uses new tokens when the service must have them. The oldest keys are withdrawn. */
  async rotateKeys(): Promise<void> {
    const previous = await fetchKeys(this.#cluster.issuer);
    await this.#cluster.rotateKeys();
    const keys = [...(await fetchKeys(this.#cluster.issuer)), ...previous];
    await this.#replace("keys.json", JSON.stringify({ keys }));
    await sleep(2_000);
    this.#tokens.clear();
  }

  /** Replaces certificate and key. */
  async replaceCertificate(): Promise<void> {
    const { certificate, privateKey } = createServerCertificate(this.#authority);
    await writeSecret(this.#folder, "tls.key.new", privateKey);
    await this.#replace("tls.crt", certificate);
    await rename(this.#folder.resolve("tls.key.new"), this.#folder.resolve("tls.key"));
  }

  /** Changes the configuration, and the associations of a service account that no request uses. */
  async changeFiles(): Promise<void> {
    this.#changes += 1;
    await this.#replace("edge.yaml", formatAssociations([...serviceAccounts, `other-${this.#changes}`]));
    await this.#replace("eks-auth.yaml", formatConfig(this.#cluster.issuer, this.#sts.url, this.#changes));
  }

  /** Writes an unusable association file, which the service must ignore. */
  async breakAssociations(): Promise<void> {
    await this.#replace("edge.yaml", "associations: [{");
  }

  /** Renames the audit log, as logrotate does. */
  async rotateAudit(): Promise<void> {
    this.#auditRotations += 1;
    await rename(
      this.#folder.resolve("audit.jsonl"),
      this.#folder.resolve(`audit.jsonl.${this.#auditRotations}`),
    );
  }

  /** Counts the audit records of granted requests. */
  async countGrants(): Promise<number> {
    const names = (await this.#folder.list()).filter((name) => name.startsWith("audit.jsonl"));
    const logs = await Promise.all(names.map((name) => this.#folder.read(name)));
    const records = logs.flatMap((log) => log.trimEnd().split("\n")).map((line) => JSON.parse(line));
    return records.filter(({ outcome }) => outcome === "granted").length;
  }

  /** Makes STS stall, fail or answer. */
  setSts(state: "stalled" | "failing" | "answering"): void {
    const failing = answerError(500, "InternalFailure", "The request failed.");
    this.#sts.answer = { stalled: answerNothing, failing, answering: answerSuccess }[state];
    // A long soak would keep every call.
    this.#sts.calls.length = 0;
  }

  reload(): void {
    this.program.signal("SIGHUP");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }

  /** As the kubelet does, uses a token again until it must be renewed. */
  #mint(request: ServiceAccountTokenRequest): Promise<string> {
    const key = JSON.stringify(request);
    const token = this.#tokens.get(key) ?? this.#cluster.mintToken(request);
    this.#tokens.set(key, token);
    return token;
  }

  async #replace(name: string, content: string): Promise<void> {
    await rename(await this.#folder.write(`${name}.new`, content), this.#folder.resolve(name));
  }
}

function createServerCertificate(authority: Certificate): Certificate {
  return createCertificate("eks-auth", authority, { isAuthority: false });
}

async function writeSecret(folder: TempFolder, name: string, content: string): Promise<void> {
  await chmod(await folder.write(name, content), 0o600);
}

function formatConfig(issuer: string, sts: string, change: number): string {
  return `# change ${change}
listen: { port: 0, publicHosts: [eks-auth.example.org], tls: { certificateFile: tls.crt, keyFile: tls.key } }
callers:
  serviceAccount: { audience: ${audience}, namespace: eks-auth, name: eks-auth-agent }
audit: { file: audit.jsonl }
credentials: { sts: { region: eu-west-1, endpoint: "${sts}" } }
clusters:
  - name: edge
    region: eu-west-1
    accountId: "111122223333"
    issuer: ${issuer}
    keys: { file: keys.json }
    associations: edge.yaml
    maxTokenLifetimeSeconds: ${86_400 - (change % 2)}
`;
}

function formatAssociations(names: readonly string[]): string {
  const items = names.map(
    (name) =>
      `  - { namespace: shop, serviceAccount: ${name}, roleArn: "arn:aws:iam::111122223333:role/${name}" }\n`,
  );
  return `associations:\n${items.join("")}`;
}
