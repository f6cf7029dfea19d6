import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { openConfiguredService } from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { answerError, answerSuccess, callerArn, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { proxyVariables } from "@eks-auth/test-kit/proxy-variables";
import { root } from "@eks-auth/test-kit/repository";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { DoctorFixture, pod } from "./doctor-fixture.ts";
import { exchangeToken } from "./served-cluster.ts";

const account = "arn:aws:iam::111122223333:role";
const associationApi = "apis/eks-auth.dev/v1alpha1/podidentityassociations";

/** What AWS's STS says to a caller whom the role `locked` does not trust. */
const accessDenied = `User: ${callerArn} is not authorized to perform: sts:AssumeRole on resource: ${account}/locked`;

/** What AWS's STS says if a session is longer than its role allows. */
export const tooLong = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";

/** How a configuration differs from that of the running server. */
interface ConfigParts {
  /** More clusters, in YAML. */
  readonly clusters?: string;
  /** The associations of `edge`, in YAML. */
  readonly associations?: string;
  /** More of the cluster `edge`, in YAML. */
  readonly edge?: string;
  /** More keys of the file, in YAML. */
  readonly more?: string;
  readonly sts?: string;
}

/**
 * A server whose credentials are from STS, for the cluster `edge`, with an agent. Each test breaks one thing.
 *
 * STS is a fake, because that of AWS needs an account; it has AWS's codes and texts.
 */
export class BreakageSite extends DoctorFixture {
  sts!: FakeSts;
  /** Another cluster, whose keys the server does not have. */
  west!: DevCluster;
  /** The configuration of the running server. */
  config!: string;
  url!: string;
  /** An agent of `edge`. */
  agent!: string;

  constructor() {
    super();
    beforeAll(async () => {
      for (const name of proxyVariables) {
        vi.stubEnv(name, undefined);
      }
      stubOwnCredentials();
      this.addSecrets("canary");
      this.sts = await FakeSts.start();
      this.sts.answer = answerByRole;
      this.west = await startDevCluster();
      this.config = await this.writeConfig("serve");
      this.url = await this.serve(this.config);
      this.agent = await this.startAgent(this.url);
      await this.waitForKeys(this.url, "edge", this.cluster);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await Promise.all([this.sts.stop(), this.west.stop()]);
    });
  }

  /** Writes a configuration for the cluster `edge`. */
  async writeConfig(name: string, parts: ConfigParts = {}): Promise<string> {
    const entry = (serviceAccount: string, more = "") =>
      `{ namespace: shop, serviceAccount: ${serviceAccount}, roleArn: "${account}/${serviceAccount}"${more} }`;
    const entries = [entry("cart"), entry("locked"), entry("long", ", durationSeconds: 43200")];
    await this.folder.write(
      `${name}-edge.yaml`,
      `associations: ${parts.associations ?? `[${entries.join(", ")}]`}\n`,
    );
    return this.folder.write(
      `${name}.yaml`,
      `listen: { port: 0 }
credentials: { sts: { region: eu-west-1, endpoint: "${parts.sts ?? this.sts.url}" } }
${parts.more ?? ""}
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${this.cluster.issuer}", associations: ${name}-edge.yaml${parts.edge ?? ""} }
${parts.clusters ?? ""}
`,
    );
  }

  /** The YAML of the cluster `west`, without associations. */
  async writeWest(): Promise<string> {
    await this.folder.write("west.yaml", "associations: []\n");
    return `  - { name: west, region: eu-west-1, accountId: "111122223333", issuer: "${this.west.issuer}", associations: west.yaml }`;
  }

  /** Starts the service of a configuration, as `eks-auth serve` does. */
  async serve(config: string): Promise<string> {
    const hooks = { onDecision() {}, onRejectedCaller() {}, onLogEvent() {} };
    const service = await openConfiguredService(config, hooks);
    this.onStop(async () => service.close());
    const { authenticate } = service;
    return this.startServer(createNodeListener(createEKSAuthFrontendHandler(service, { authenticate })));
  }

  /** Starts `eks-auth serve` on a machine whose clock is off. */
  async serveWithClock(offsetSeconds: number): Promise<string> {
    const program = new StartedProgram(
      process.execPath,
      [
        ...["--import", `file://${root}/tests/kit/src/programs/shift-clock.ts?seconds=${offsetSeconds}`],
        ...[eksAuthProgram, "serve", "--config", await this.writeConfig(`clock-${offsetSeconds}`)],
      ],
      { env: process.env },
    );
    this.onStop(() => program.stop());
    const log = await program.waitForError(/"code":"started".*\n/);
    const line = log.split("\n").find((each) => each.includes('"code":"started"')) ?? "";
    return (JSON.parse(line) as { url: string }).url;
  }

  /** Starts the service for a cluster whose associations are resources, and whose namespaces allow no role. */
  async serveResources(): Promise<string> {
    const apiServer = await FakeApiServer.start();
    this.onStop(() => apiServer[Symbol.asyncDispose]());
    apiServer.set("api/v1/namespaces", { metadata: { name: "shop" } });
    apiServer.set(associationApi, {
      ...{ apiVersion: "eks-auth.dev/v1alpha1", kind: "PodIdentityAssociation" },
      metadata: { namespace: "shop", name: "cart" },
      ...{ spec: { serviceAccount: "cart", roleArn: `${account}/cart` } },
    });
    await this.folder.write("api-token", "canary-api-token");
    const config = await this.folder.write(
      "resources.yaml",
      `listen: { port: 0 }
credentials: { sts: { region: eu-west-1, endpoint: "${this.sts.url}" } }
clusters:
  - name: edge
    region: eu-west-1
    accountId: "111122223333"
    issuer: "${this.cluster.issuer}"
    apiServer: { url: "${apiServer.url}", tokenFile: api-token }
    associationResources: {}
`,
    );
    const url = await this.serve(config);
    await this.waitForKeys(url, "edge", this.cluster);
    await this.#waitUntilNot("associations_unavailable", url, "edge", this.cluster);
    return url;
  }

  /** Waits until a server has the keys of a cluster: on a busy machine that takes longer than a request waits. */
  async waitForKeys(url: string, clusterName: string, cluster: DevCluster): Promise<void> {
    await this.#waitUntilNot("issuer_unavailable", url, clusterName, cluster);
  }

  async #waitUntilNot(reason: string, ...request: Parameters<typeof exchangeToken>): Promise<void> {
    const check = async () => {
      const { headers } = await exchangeToken(...request);
      expect(headers.get("x-eks-auth-reason")).not.toBe(reason);
    };
    await vi.waitFor(check, { timeout: 30_000 });
  }

  /** Writes a token of a pod of the cluster, and returns its file. */
  async tokenOf(
    serviceAccount: string,
    more: Partial<Parameters<DevCluster["mintToken"]>[0]> & { readonly of?: DevCluster } = {},
  ): Promise<string> {
    const { of: cluster = this.cluster, ...request } = more;
    const token = await cluster.mintToken({ ...pod, serviceAccount, ...request });
    return this.writeToken(`token-${this.#tokens++}`, token);
  }

  #tokens = 0;
}

/** As AWS does: each role has its own trust policy and maximum session duration. */
const answerByRole: FakeSts["answer"] = (response, call, request) => {
  const { RoleArn = "", DurationSeconds } = call.parameters;
  if (RoleArn.endsWith("/locked")) {
    return answerError(403, "AccessDenied", accessDenied)(response, call, request);
  }
  if (RoleArn.endsWith("/long") && Number(DurationSeconds) > 3600) {
    return answerError(400, "ValidationError", tooLong)(response, call, request);
  }
  return answerSuccess(response, call, request);
};
