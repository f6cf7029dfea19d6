import { chmod, rename } from "node:fs/promises";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, vi } from "vitest";
import { findObject, renderChart } from "../chart/helm.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";

/** The user that the webhook is at the API server. The control plane must have it. */
export const webhookUser = "webhook";

const root = createSelfSignedCertificate("root");

/** Creates a certificate for servers on 127.0.0.1, which the API server trusts. */
export function createServerCertificate(name: string): Certificate {
  return createCertificate(name, root, { isAuthority: false });
}

/** How the API server calls a server on this machine. */
export function clientConfigOf(url: string): object {
  return { url, caBundle: Buffer.from(root.certificate).toString("base64") };
}

/**
 * `eks-auth webhook` as a process of this machine, with the rights and the MutatingWebhookConfiguration of the chart. Only the
 * address that the API server calls is another one.
 */
export class WebhookProcess implements AsyncDisposable {
  readonly #controlPlane: ControlPlane;
  readonly #folder: TempFolder;
  #program: StartedProgram | undefined;
  #port = 0;
  adminUrl = "";

  private constructor(controlPlane: ControlPlane, folder: TempFolder) {
    this.#controlPlane = controlPlane;
    this.#folder = folder;
  }

  /** Installs what the webhook needs in the control plane, and starts it. */
  static async install(controlPlane: ControlPlane): Promise<WebhookProcess> {
    await installRights(controlPlane);
    const started = await WebhookProcess.create(controlPlane);
    await installConfiguration(controlPlane, started.port);
    return started;
  }

  /** Starts a webhook that the API server does not call yet. */
  static async create(controlPlane: ControlPlane): Promise<WebhookProcess> {
    const created = new WebhookProcess(controlPlane, await makeTempFolder("eks-auth-webhook"));
    await created.#folder.write("token", controlPlane.tokens.get(webhookUser) ?? "");
    await created.replaceCertificate("first");
    await created.start();
    return created;
  }

  /** Where it listens on 127.0.0.1. */
  get port(): number {
    return this.#port;
  }

  get program(): StartedProgram {
    if (this.#program === undefined) {
      throw new Error("The webhook was not started");
    }
    return this.#program;
  }

  /** Starts the process, again on the same port, and waits until it is ready. */
  async start(): Promise<void> {
    const file = (name: string) => this.#folder.resolve(name);
    const { url, caFile } = this.#controlPlane;
    this.#program = startEksAuth(
      "webhook",
      ...["--listen", `127.0.0.1:${this.#port}`, "--admin", "127.0.0.1:0", "--log-level", "debug"],
      ...["--api-server", url, "--api-server-ca-file", caFile, "--api-server-token-file", file("token")],
      ...["--certificate-file", file("tls.crt"), "--key-file", file("tls.key")],
      ...["--aws-default-region", "eu-west-1"],
    );
    const output = await this.#program.waitFor("Press Ctrl-C to stop.");
    this.#port = Number(/https:\/\/[\d.]+:(\d+)/.exec(output)?.[1]);
    this.adminUrl = /http:\/\/[\d.:]+(?=\/healthz)/.exec(output)?.[0] ?? "";
    await this.#program.waitUntil(async () => (await fetch(`${this.adminUrl}/readyz`)).ok);
  }

  /** Ends the process at once. */
  async kill(): Promise<void> {
    this.program.signal("SIGKILL");
    await this.program.finish();
  }

  /** Writes another certificate to the files. A running process uses it after a moment. */
  async replaceCertificate(name: string): Promise<void> {
    const { certificate, privateKey } = createServerCertificate(name);
    for (const [path, content] of [
      ["tls.key", privateKey],
      ["tls.crt", certificate],
    ] as const) {
      const file = await this.#folder.write(`${path}.new`, content);
      await chmod(file, 0o600);
      await rename(file, this.#folder.resolve(path));
    }
  }

  /** Reads a metric of the webhook: the sum of its series, with all of these labels. */
  async readMetric(name: string, ...labels: readonly string[]): Promise<number> {
    return sumSeries(await (await fetch(`${this.adminUrl}/metrics`)).text(), name, labels);
  }

  /** How many pods the API server created without the webhook. */
  async countFailOpen(): Promise<number> {
    const { body } = await this.#controlPlane.api.send("GET", "/metrics");
    return sumSeries(body, "apiserver_admission_webhook_fail_open_count", ['name="pods.eks-auth.dev"']);
  }

  /**
   * Waits until the API server calls the webhook for pods of a namespace: it uses a new configuration after a moment.
   *
   * @param serviceAccountName - of a service account that exists
   */
  async waitUntilCalled(namespace: string, serviceAccountName: string): Promise<void> {
    const body = {
      metadata: { name: "probe" },
      spec: { serviceAccountName, containers: [{ name: "main", image: "none" }] },
    };
    const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`;
    await vi.waitFor(
      async () => {
        const before = await this.readMetric("eks_auth_webhook_reviews_total");
        await this.#controlPlane.api.send("POST", path, { body });
        expect(await this.readMetric("eks_auth_webhook_reviews_total")).toBeGreaterThan(before);
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.stop();
    await this.#folder.remove();
  }
}

/** Gives the user of the webhook the rights that the chart gives to its service account. */
export async function installRights({ kubectl }: ControlPlane): Promise<void> {
  const objects = await renderChart();
  const apiGroup = "rbac.authorization.k8s.io";
  const role = findObject(objects, "ClusterRole", "eks-auth-webhook");
  const binding = findObject(objects, "ClusterRoleBinding", "eks-auth-webhook");
  await kubectl.create(role, { ...binding, subjects: [{ kind: "User", name: webhookUser, apiGroup }] });
}

/** Makes the API server call the webhook at a port of 127.0.0.1. */
export async function installConfiguration({ kubectl }: ControlPlane, port: number): Promise<void> {
  const configuration = findObject(await renderChart(), "MutatingWebhookConfiguration", "eks-auth");
  const [webhook] = configuration.webhooks;
  const clientConfig = clientConfigOf(`https://127.0.0.1:${port}/mutate`);
  await kubectl.create({ ...configuration, webhooks: [{ ...webhook, clientConfig }] });
}

function sumSeries(text: string, name: string, labels: readonly string[]): number {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return lines
    .filter((line) => labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
}
