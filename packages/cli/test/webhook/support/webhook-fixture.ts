import { once } from "node:events";
import { chmod, rename } from "node:fs/promises";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";

const root = createSelfSignedCertificate("root");

/** Creates a certificate for the webhook on localhost, which its clients trust. */
export function createServerCertificate(name: string): Certificate {
  return createCertificate(name, root, { isAuthority: false, names: [{ dns: "localhost" }] });
}

/** What the webhook answers. */
export interface ReceivedReview {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The member `response` of the AdmissionReview. */
  readonly response: {
    readonly patch: string;
    readonly warnings: readonly string[];
    readonly auditAnnotations: object;
  };
}

/** A fake API server with an association, and an `eks-auth webhook` that uses it. */
export class WebhookFixture implements AsyncDisposable {
  readonly api: FakeApiServer;
  readonly folder: TempFolder;
  #command: StartedProgram | undefined;
  url = "";
  adminUrl = "";

  private constructor(api: FakeApiServer, folder: TempFolder) {
    this.api = api;
    this.folder = folder;
  }

  static async open(): Promise<WebhookFixture> {
    const fixture = new WebhookFixture(await FakeApiServer.start(), await makeTempFolder("eks-auth-webhook"));
    fixture.associate("shop", "cart");
    await fixture.folder.write("token", "the-token");
    await fixture.writeCertificate(createServerCertificate("first"));
    return fixture;
  }

  /** The running command. */
  get command(): StartedProgram {
    if (this.#command === undefined) {
      throw new Error("The webhook was not started");
    }
    return this.#command;
  }

  associate(namespace: string, serviceAccount: string): void {
    const resource = "apis/eks-auth.dev/v1alpha1/podidentityassociations";
    this.api.set(resource, {
      metadata: { namespace, name: serviceAccount },
      ...{ spec: { serviceAccount } },
    });
  }

  /** Replaces the files of the certificate. */
  async writeCertificate({ certificate, privateKey }: Certificate): Promise<void> {
    for (const [name, content] of [
      ["tls.key", privateKey],
      ["tls.crt", certificate],
    ] as const) {
      const file = await this.folder.write(`${name}.new`, content);
      await chmod(file, 0o600);
      await rename(file, this.folder.resolve(name));
    }
  }

  /** Starts the command with the files of a certificate, and waits until it listens. */
  start(...more: string[]): Promise<string> {
    const file = (name: string) => this.folder.resolve(name);
    return this.startWith("--certificate-file", file("tls.crt"), "--key-file", file("tls.key"), ...more);
  }

  /** Starts the command without a certificate, and waits until it listens. */
  async startWith(...more: string[]): Promise<string> {
    const addresses = ["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"];
    const apiServer = ["--api-server", this.api.url, "--api-server-token-file", this.folder.resolve("token")];
    this.#command = startEksAuth("webhook", ...addresses, ...apiServer, ...more);
    const output = await this.#command.waitFor("Press Ctrl-C to stop.");
    this.url = /https:\/\/[\d.:]+/.exec(output)?.[0] ?? "";
    this.adminUrl = /http:\/\/[\d.:]+(?=\/healthz)/.exec(output)?.[0] ?? "";
    return output;
  }

  /** Waits until it knows all associations. */
  async waitUntilReady(): Promise<void> {
    await this.command.waitUntil(async () => (await fetch(`${this.adminUrl}/readyz`)).ok);
  }

  /** Sends a review of a pod. @param ca - the authorities that the client trusts */
  async review(
    serviceAccountName: string,
    agent?: Agent,
    ca: string = root.certificate,
  ): Promise<ReceivedReview> {
    const sent = request(`${this.url.replace("127.0.0.1", "localhost")}/mutate?timeout=3s`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      family: 4,
      ca,
      ...(agent !== undefined && { agent }),
    });
    sent.end(JSON.stringify(createReview(serviceAccountName)));
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    const body = await text(response);
    return { status: response.statusCode, headers: response.headers, response: JSON.parse(body).response };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#command?.stop();
    await this.api[Symbol.asyncDispose]();
    await this.folder.remove();
  }
}

function createReview(serviceAccountName: string): object {
  return {
    apiVersion: "admission.k8s.io/v1",
    kind: "AdmissionReview",
    request: {
      uid: "uid-1",
      resource: { group: "", version: "v1", resource: "pods" },
      operation: "CREATE",
      namespace: "shop",
      object: {
        metadata: { name: `${serviceAccountName}-0` },
        spec: {
          serviceAccountName,
          containers: [{ name: "app", env: [{ name: "AWS_ACCESS_KEY_ID", value: "canary-value" }] }],
        },
      },
    },
  };
}
