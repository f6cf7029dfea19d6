import { chmod, mkdir } from "node:fs/promises";
import { createServer } from "node:https";
import { answerError, callerArn } from "@eks-auth/test-kit/fake-sts";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test } from "vitest";
import type { CheckName, DoctorOptions } from "../../src/doctor/check.ts";
import type { FindingCode } from "../../src/findings/finding-codes.ts";
import { BreakageSite, tooLong } from "./support/breakage-site.ts";

const site = new BreakageSite();

/** What doctor is run with. */
interface Input {
  readonly options?: DoctorOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/** A thing that is broken, and what doctor must say: the check, its code, and the names that an operator needs. */
interface Breakage {
  readonly arrange: () => Promise<Input> | Input;
  readonly check: CheckName;
  readonly code: FindingCode;
  readonly names: () => readonly (string | RegExp)[];
  /** Whether pods can still get credentials. */
  readonly isWarning?: boolean;
}

/** The server is asked directly, with the token of a pod. */
const askServer = (url: string, tokenFile = site.tokenFile, more: DoctorOptions = {}): Input => ({
  options: { endpoint: new URL(url), cluster: "edge", tokenFile, ...more },
});

/** A pod, as doctor finds it. STS is the one of the site. */
const inPod = (agent: string, tokenFile = site.tokenFile): Input => ({
  env: { ...site.podVariables(agent, tokenFile), AWS_ENDPOINT_URL_STS: site.sts.url },
});

/** On the server's machine. */
const onServer = async (tokenFile = site.tokenFile, more: DoctorOptions = {}): Promise<Input> => ({
  options: { config: site.config, endpoint: new URL(site.url), tokenFile, ...more },
});

function createServerCertificate() {
  const authority = createSelfSignedCertificate("authority");
  const { certificate, privateKey } = createCertificate("server", authority, { isAuthority: false });
  return { cert: certificate, key: privateKey, ca: authority.certificate };
}

const twoHours = /\b7(199|200|201) s/;

const breakages: Readonly<Record<string, Breakage>> = {
  "the server's clock is 2 h ahead": {
    arrange: async () => askServer(await site.serveWithClock(7200)),
    ...{ check: "server", code: "clocks_differ" },
    names: () => [twoHours, "of the server is", "ahead of this machine's", "ExpiredTokenException", "NTP"],
  },
  "the server's clock is 2 h behind": {
    arrange: async () => askServer(await site.serveWithClock(-7200)),
    ...{ check: "server", code: "clocks_differ" },
    names: () => [twoHours, "behind this machine's", "InvalidTokenException", "NTP"],
  },
  "the server's clock is 2 h behind, seen from a pod": {
    arrange: async () => inPod(await site.startAgent(await site.serveWithClock(-7200))),
    ...{ check: "server", code: "clocks_differ" },
    names: () => [twoHours, "of the server is", "behind the agent's", "NTP"],
  },
  "the clock of this machine is 2 h from that of STS": {
    arrange: async () => {
      site.sts.answer = (response, ...rest) =>
        answerError(
          403,
          "SignatureDoesNotMatch",
          "Signature expired",
        )(response.setHeader("date", new Date(Date.now() + 7_200_000).toUTCString()), ...rest);
      return { options: { config: site.config, tokenFile: site.tokenFile } };
    },
    ...{ check: "exchange", code: "clocks_differ" },
    names: () => [twoHours, "The clock of STS is", "SignatureDoesNotMatch", "NTP"],
  },
  "the session is longer than the role's maximum": {
    arrange: async () => onServer(await site.tokenOf("long")),
    ...{ check: "exchange", code: "session_refused" },
    names: () => [tooLong, "role/long", callerArn, "43200 s", "serve-edge.yaml"],
  },
  "the session is longer than the role's maximum, seen from a pod": {
    arrange: async () => inPod(site.agent, await site.tokenOf("long")),
    ...{ check: "association", code: "session_refused" },
    names: () => [
      "InvalidParameterException",
      "run on the server's machine",
      "eks-auth doctor --config FILE",
    ],
  },
  "the role does not trust the server": {
    arrange: async () => onServer(await site.tokenOf("locked")),
    ...{ check: "exchange", code: "role_refused" },
    names: () => ["role/locked", callerArn, "is not authorized to perform: sts:AssumeRole", "sts:TagSession"],
  },
  "the role does not trust the server, seen from a pod": {
    arrange: async () => inPod(site.agent, await site.tokenOf("locked")),
    ...{ check: "server", code: "role_refused" },
    names: () => ["AccessDeniedException", "docs/iam.md", "eks-auth doctor --config FILE --cluster CLUSTER"],
  },
  "the server has no AWS credentials that STS knows": {
    arrange: async () => {
      site.sts.answer = answerError(403, "InvalidClientTokenId", "The security token is invalid.");
      return onServer();
    },
    ...{ check: "exchange", code: "service_not_identified" },
    names: () => ["InvalidClientTokenId", "as the server's user", site.sts.url],
  },
  "the STS of the configuration does not answer": {
    arrange: async () => {
      const config = await site.writeConfig("no-sts", { sts: "http://127.0.0.1:1" });
      return onServer(site.tokenFile, { config, endpoint: new URL(await site.serve(config)) });
    },
    ...{ check: "exchange", code: "service_not_identified" },
    names: () => ["ECONNREFUSED", "http://127.0.0.1:1"],
  },
  "the agent has the name of no cluster": {
    arrange: async () => {
      const agent = await site.startAgent(site.url, { clusterName: "nowhere" });
      return { options: { config: site.config }, ...inPod(agent) };
    },
    ...{ check: "agent", code: "cluster_differs" },
    names: () => ["nowhere", "edge", "--cluster edge"],
  },
  "the agent has the name of no cluster, seen from a pod": {
    arrange: async () => inPod(await site.startAgent(site.url, { clusterName: "nowhere" })),
    ...{ check: "server", code: "cluster_not_found" },
    names: () => ["the cluster nowhere", "--cluster"],
  },
  "the agent has the name of another cluster": {
    arrange: async () => {
      const config = await site.writeConfig("both", { clusters: await site.writeWest() });
      const url = await site.serve(config);
      await site.waitForKeys(url, "west", site.west);
      const agent = await site.startAgent(url, { clusterName: "west" });
      return { options: { config, cluster: "edge" }, ...inPod(agent) };
    },
    ...{ check: "agent", code: "cluster_differs" },
    names: () => ["west", "edge", "--cluster edge"],
  },
  "doctor gets the name of no cluster": {
    arrange: async () => onServer(site.tokenFile, { cluster: "nowhere" }),
    ...{ check: "server", code: "cluster_not_found" },
    names: () => ["nowhere", "It has edge."],
  },
  "doctor gets no name, and there are two clusters": {
    arrange: async () => {
      const config = await site.writeConfig("two", { clusters: await site.writeWest() });
      return { options: { config, tokenFile: site.tokenFile } };
    },
    ...{ check: "server", code: "cluster_not_given" },
    names: () => ["2 clusters: edge, west", "--cluster NAME"],
  },
  "the token is of another cluster of the configuration": {
    arrange: async () => {
      const config = await site.writeConfig("foreign", { clusters: await site.writeWest() });
      const tokenFile = await site.tokenOf("cart", { of: site.west });
      return { options: { config, cluster: "edge", tokenFile } };
    },
    ...{ check: "keys", code: "cluster_differs" },
    names: () => [site.west.issuer, "It is a token of the cluster west.", "--cluster west"],
  },
  "the token is of another issuer": {
    arrange: async () => onServer(await site.tokenOf("cart", { of: site.west })),
    ...{ check: "keys", code: "issuer_wrong" },
    names: () => [site.west.issuer, site.cluster.issuer, "edge"],
  },
  "the keys of the issuer can't be fetched": {
    arrange: async () => {
      const config = await site.writeConfig("no-keys", {
        edge: ', keys: { url: "http://127.0.0.1:1/jwks" }',
      });
      const agent = await site.startAgent(await site.serve(config));
      return { options: { config }, ...inPod(agent) };
    },
    ...{ check: "keys", code: "keys_unavailable" },
    names: () => ["http://127.0.0.1:1/jwks", "ECONNREFUSED", site.cluster.issuer],
  },
  "the service account has no association": {
    arrange: async () => onServer(await site.tokenOf("cart", { namespace: "billing-2" })),
    ...{ check: "association", code: "association_not_found" },
    names: () => ["billing-2/cart", "cluster edge", "eks-auth association add", "--namespace billing-2"],
  },
  "the association is for another service account": {
    arrange: async () => inPod(site.agent, await site.tokenOf("carts")),
    ...{ check: "association", code: "association_not_found" },
    names: () => ["the cluster edge", "eks-auth association add", "--service-account carts"],
  },
  "the association is for another service account, on the server's machine": {
    arrange: async () => onServer(await site.tokenOf("carts")),
    ...{ check: "association", code: "association_not_found" },
    names: () => ["The closest is for shop/cart.", "cluster edge", "--service-account carts"],
  },
  "the cluster does not allow the role": {
    arrange: async () => {
      const edge = ', allowedRoles: ["arn:aws:iam::111122223333:role/team-*"]';
      const config = await site.writeConfig("roles", { edge });
      return { options: { config, tokenFile: site.tokenFile } };
    },
    ...{ check: "association", code: "associations_unusable" },
    names: () => ["roles-edge.yaml:1", "role/cart"],
  },
  "the namespace must not have the role": {
    arrange: async () => inPod(await site.startAgent(await site.serveResources())),
    ...{ check: "association", code: "role_not_allowed" },
    names: () => ["AccessDeniedException", "eks-auth.dev/allowed-roles", "shop"],
  },
  "the token has expired": {
    arrange: async () => inPod(site.agent, await site.tokenOf("cart", { lifetimeSeconds: -7200 })),
    ...{ check: "token file", code: "token_expired" },
    names: () => [twoHours, "shop/cart-0", "kubelet"],
  },
  "the token is for another audience": {
    arrange: async () =>
      inPod(site.agent, await site.tokenOf("cart", { audience: "https://kubernetes.default.svc" })),
    ...{ check: "token file", code: "audience_wrong" },
    names: () => ["https://kubernetes.default.svc", "pods.eks.amazonaws.com"],
  },
  "the token file can't be read": {
    arrange: async () => {
      // A directory, because root can read a file without permissions.
      const tokenFile = site.folder.resolve("directory");
      await mkdir(tokenFile);
      return inPod(site.agent, tokenFile);
    },
    ...{ check: "token file", code: "token_file_unreadable" },
    names: () => [site.folder.resolve("directory")],
  },
  "the token file is not mounted": {
    arrange: () => inPod(site.agent, site.folder.resolve("none")),
    ...{ check: "token file", code: "token_file_unreadable" },
    names: () => [site.folder.resolve("none"), "ENOENT", "the volume"],
  },
  "the pod has no variables": {
    arrange: () => ({}),
    ...{ check: "variables", code: "variables_missing" },
    names: () => ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "webhook"],
  },
  "the agent does not run": {
    arrange: () => inPod("http://127.0.0.1:1"),
    ...{ check: "agent", code: "agent_not_listening" },
    names: () => ["http://127.0.0.1:1/v1/credentials", "ECONNREFUSED", "eks-auth agent"],
  },
  "another program has the agent's port": {
    arrange: async () =>
      inPod(await site.startServer((_request, response) => response.end("<h1>hello</h1>"))),
    ...{ check: "agent", code: "not_an_agent" },
    names: () => ["responds 200", "Another program"],
  },
  "the agent's host is on the network": {
    arrange: () => inPod("http://198.51.100.1"),
    ...{ check: "variables", code: "url_not_allowed" },
    names: () => ["http://198.51.100.1", "169.254.170.23"],
  },
  "the agent does not allow the host": {
    arrange: async () => {
      const agent = await site.startAgent(site.url, { hosts: ["169.254.170.23"] });
      return inPod(agent.replace("127.0.0.1", "localhost"));
    },
    ...{ check: "agent", code: "host_not_allowed" },
    names: () => ["--allow-host"],
  },
  "another source of credentials comes first": {
    arrange: () => {
      const { env } = inPod(site.agent);
      return { env: { ...env, AWS_ACCESS_KEY_ID: "AKIA0", AWS_SECRET_ACCESS_KEY: "x" } };
    },
    ...{ check: "variables", code: "competing_sources", isWarning: true },
    names: () => ["AWS_ACCESS_KEY_ID", "before they ask the agent"],
  },
  "the agent can't reach the server": {
    arrange: async () => inPod(await site.startAgent("http://127.0.0.1:1")),
    ...{ check: "server", code: "server_unreachable" },
    names: () => ["http://127.0.0.1:1", "ECONNREFUSED", "--endpoint"],
  },
  "the server's certificate is from an unknown authority": {
    arrange: async () => {
      const { cert, key } = createServerCertificate();
      const url = await site.startServer(createServer({ cert, key }, (_request, response) => response.end()));
      return askServer(url);
    },
    ...{ check: "server", code: "server_untrusted" },
    names: () => [/https:\/\/127\.0\.0\.1:\d+/, "--ca-file"],
  },
  "the server requires a client certificate": {
    arrange: async () => {
      const tls = { ...createServerCertificate(), requestCert: true };
      const url = await site.startServer(createServer(tls, (_request, response) => response.end()));
      const caFile = await site.folder.write("authority.pem", tls.ca);
      return askServer(url, site.tokenFile, { caFile });
    },
    ...{ check: "server", code: "caller_missing" },
    names: () => [/https:\/\/127\.0\.0\.1:\d+/, "--client-certificate-file"],
  },
  "the server does not allow the caller": {
    arrange: async () => {
      const audience = "https://eks-auth.example.org";
      const callers = `callers: { serviceAccount: { audience: "${audience}", namespace: eks-auth, name: agent } }`;
      const url = await site.serve(await site.writeConfig("callers", { more: callers }));
      const callerTokenFile = await site.tokenOf("cart", { audience });
      await chmod(callerTokenFile, 0o600);
      return askServer(url, site.tokenFile, { callerTokenFile, cluster: "nowhere" });
    },
    ...{ check: "server", code: "caller_not_allowed" },
    // Such a caller must not learn which clusters there are.
    names: () => ["AccessDenied", "--caller-token-file", /^(?!.*edge).*the cluster nowhere/],
  },
  "the server requires a caller": {
    arrange: async () => {
      const callers = `callers: { serviceAccount: { audience: "https://eks-auth.example.org", namespace: eks-auth, name: agent } }`;
      return askServer(await site.serve(await site.writeConfig("missing", { more: callers })));
    },
    ...{ check: "server", code: "caller_missing" },
    names: () => ["MissingAuthenticationTokenException", "--caller-token-file"],
  },
  "the server does not use this configuration": {
    arrange: async () => {
      const associations =
        '[{ namespace: shop, serviceAccount: "*", roleArn: "arn:aws:iam::111122223333:role/cart" }]';
      const config = await site.writeConfig("newer", { associations });
      return onServer(await site.tokenOf("till"), { config });
    },
    ...{ check: "association", code: "server_differs" },
    names: () => ["shop/till", "404 ResourceNotFoundException", "config_rejected"],
  },
};

describe("doctor finds the cause if", () => {
  test.each(Object.entries(breakages))("%s", async (_name, { arrange, check, code, names, isWarning }) => {
    const { answer } = site.sts;
    try {
      const { report, finding } = await site.diagnose(await arrange());
      const isProblem = ({ status }: { status: string }) => status === (isWarning ? "warning" : "failed");
      const problems = report.checks.filter(isProblem);
      expect(problems.map((each) => [each.check, each.code])).toEqual([[check, code]]);
      expect(report).toMatchObject(
        isWarning ? { passed: true } : { passed: false, failedCheck: check, code },
      );
      const { found, remedy } = finding(check);
      expect(remedy).toBeTruthy();
      for (const name of names()) {
        const isNamed = expect(`${found} ${remedy}`);
        name instanceof RegExp ? isNamed.toMatch(name) : isNamed.toContain(name);
      }
    } finally {
      site.sts.answer = answer;
    }
  });

  test("nothing is broken", async () => {
    const { report } = await site.diagnose({ options: { config: site.config }, ...inPod(site.agent) });
    expect(report.passed).toBe(true);
    expect(report.checks.flatMap(({ check, status }) => (status === "ok" ? check : []))).toEqual([
      ...["variables", "token file", "agent", "keys", "association", "STS"],
    ]);
  });
});

// SDKs reach loopback addresses without a proxy, so no agent can answer in this test.
test("doctor names a proxy variable that catches the agent's address", async () => {
  const env = { ...site.podVariables("http://169.254.170.23"), HTTP_PROXY: "http://127.0.0.1:1" };
  const { report, finding } = await site.diagnose({ env });
  expect(finding("variables")).toMatchObject({ status: "warning", code: "proxy_for_agent" });
  expect(finding("variables").found).toContain("HTTP_PROXY makes some AWS SDKs ask a proxy");
  expect(finding("variables").remedy).toContain("Add 169.254.170.23 to NO_PROXY and no_proxy.");
  expect(report.failedCheck).toBe("agent");
});

test("the exchange calls the STS of the configuration, and the session is identified there, too", async () => {
  const { calls } = site.sts;
  const before = calls.length;
  const { report, finding } = await site.diagnose({
    options: { config: site.config, tokenFile: site.tokenFile },
    env: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" },
  });
  expect(report.passed).toBe(true);
  expect(finding("exchange").found).toContain(`As ${callerArn}, this machine gets a session of `);
  expect(calls.slice(before).map(({ parameters }) => parameters.Action)).toEqual([
    ...["GetCallerIdentity", "AssumeRole", "GetCallerIdentity"],
  ]);
});
