import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { startEksAuth, startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { StalledPipe } from "@eks-auth/test-kit/stalled-pipe";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { pod, ServeFixture } from "../serve/support/serve-fixture.ts";
import { runAgent } from "../support/agent-options.ts";
import { slowTime } from "../support/node-options.ts";
import { failure } from "../support/run-in-process.ts";

describe("eks-auth agent", () => {
  const fixture = new ServeFixture(beforeAll, afterAll);
  let cluster: DevCluster;
  let endpoint: string;
  const running: StartedProgram[] = [];

  beforeAll(async () => {
    vi.stubEnv("NODE_OPTIONS", slowTime);
    cluster = await fixture.startIssuer();
    await fixture.writeConfig({ edge: cluster.issuer });
    await fixture.writeAssociations("edge", "cart");
    ({ url: endpoint } = await fixture.serve());
    await fixture.readKeys(endpoint, cluster);
  });

  // An agent waits for the API for a second, which is short on a busy machine.
  beforeEach(() => {
    vi.stubEnv("NODE_OPTIONS", slowTime);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(running.splice(0).map((command) => command.stop()));
  });

  function start(...args: string[]): Promise<{ command: StartedProgram; url: string; output: string }> {
    const probes = ["--probes", "127.0.0.1:0", "--metrics", "127.0.0.1:0"];
    return startSigning("--no-sign-request", ...probes, ...args);
  }

  async function startSigning(...args: string[]): ReturnType<typeof start> {
    const options = ["--cluster", "edge", "--endpoint", endpoint, "--listen", "127.0.0.1:0"];
    const command = startEksAuth("agent", ...options, ...args);
    running.push(command);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    return { command, output, url: /listening on (http:\S+)/.exec(output)?.[1] ?? "" };
  }

  function fetchCredentials(url: string, token: string): Promise<Response> {
    return fetch(`${url}/v1/credentials`, { headers: { authorization: token } });
  }

  it("gives a pod the credentials that the service issues", async () => {
    const { url } = await start();
    const response = await fetchCredentials(url, await cluster.mintToken(pod));
    expect(await response.json()).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      Token: expect.stringMatching(/^ey/),
      AccountId: "111122223333",
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  it("logs the pod's name, and no token or secret", async () => {
    const { command, url } = await start();
    const token = await cluster.mintToken(pod);
    const response = await fetchCredentials(url, token);
    const { SecretAccessKey, Token } = (await response.json()) as Record<string, string>;
    await fetchCredentials(url, `${token}x`);
    await fetchCredentials(url, await cluster.mintToken({ ...pod, serviceAccount: "absent" }));
    command.signal("SIGTERM");
    const { stdout, stderr } = await command.finish();
    const records = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records).toEqual([
      expect.objectContaining({ level: "info", msg: "credentials issued", namespace: "shop", pod: "cart-0" }),
      expect.objectContaining({
        level: "warn",
        msg: "refused",
        client: "127.0.0.1",
        code: "InvalidTokenException",
        status: 400,
        // The text that the client got.
        reason: expect.stringMatching(/\S \S.*\.$/),
      }),
      expect.objectContaining({
        msg: "refused",
        code: "ResourceNotFoundException",
        serviceAccount: "absent",
      }),
    ]);
    for (const secret of [token, token.split(".")[2], SecretAccessKey, Token]) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  it("gives out credentials, and ends on SIGTERM, though no one reads its outputs", async () => {
    using pipe = new StalledPipe(`${fixture.folder}/log`);
    const outputs = { stdout: pipe.openWriter(), stderr: pipe.openWriter() };
    const options = ["--cluster", "edge", "--endpoint", endpoint, "--no-sign-request"];
    const listen = ["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics"];
    const command = startEksAuthWith(outputs, "agent", ...options, ...listen);
    running.push(command);
    await expect.poll(() => pipe.read()).toContain("Press Ctrl-C");
    const url = /http:\S+/.exec(pipe.read())?.[0] ?? "";
    pipe.fill();
    const token = await cluster.mintToken(pod);
    for (const [sent, status] of [
      [token, 200],
      ["a.b.c", 400],
      [token, 200],
    ] as const) {
      expect((await fetchCredentials(url, sent)).status).toBe(status);
    }
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 0 });
  });

  it("does not ask the service again for a token whose key it does not know yet", async () => {
    const other = await fixture.startIssuer();
    const { url, output } = await start();
    let token = "";
    const fetchWithNewToken = async () => {
      token = await other.mintToken(pod);
      const response = await fetchCredentials(url, token);
      return [response.status, await response.json()];
    };
    const unknownKey = [503, expect.objectContaining({ reason: "api_error", apiReason: "unknown_key" })];
    // The service answers otherwise if it can't fetch the keys in time on a busy machine.
    await expect.poll(fetchWithNewToken).toEqual(unknownKey);
    const countCalls = async () => {
      const metrics = /metrics +(\S+\/metrics)/.exec(output)?.[1] ?? "";
      return /^pod_identity_upstream_calls_total.*"UnknownKey"} (\d+)$/m.exec(
        await (await fetch(metrics)).text(),
      )?.[1];
    };
    expect(await countCalls()).toBe("1");
    for (let count = 0; count < 3; count++) {
      expect((await fetchCredentials(url, token)).status).toBe(503);
    }
    expect(await countCalls()).toBe("1");
  });

  it("logs why it has no AWS credentials, and the fix, but does not tell the pod", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_PROFILE", "nosuch");
    const { command, url } = await startSigning("--region", "eu-west-1", "--no-probes", "--no-metrics");
    const body = await (await fetchCredentials(url, await cluster.mintToken(pod))).text();
    expect(body).toMatch(/AWS credentials/);
    expect(body).not.toContain("nosuch");
    command.signal("SIGTERM");
    const { stderr } = await command.finish();
    const credentialsProblem = expect.stringMatching(/^.*"nosuch".* use --no-sign-request\.$/);
    const records = stderr.trim().split("\n");
    expect(records.map((record) => JSON.parse(record))).toMatchObject([
      { msg: expect.stringMatching(/AWS credentials/), credentialsProblem },
      { msg: "refused", credentialsProblem },
    ]);
  });

  it("serves probes and metrics", async () => {
    const { output } = await start();
    const probes = /probes +(\S+)\/healthz/.exec(output)?.[1];
    const metrics = /metrics +(\S+\/metrics)/.exec(output)?.[1];
    expect((await fetch(`${probes}/readyz`)).status).toBe(200);
    expect(await (await fetch(metrics ?? "")).text()).toContain("pod_identity_cached_pods 0");
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "serves neither with --no-probes and --no-metrics, and exits with 0 on %s",
    async (signal) => {
      const { command, output } = await start("--no-probes", "--no-metrics");
      expect(output).toMatch(/probes +none\n +metrics +none\n/);
      command.signal(signal);
      expect(await command.finish()).toMatchObject({ exitCode: 0, stderr: "" });
    },
  );

  it("logs that IPv6 is missing, and runs without it", async () => {
    // An address of the range for documentation, which no machine has.
    const { command, url } = await start("--listen", "[2001:db8::23]:0");
    await command.waitForError("http://[2001:db8::23]:0");
    expect((await fetchCredentials(url, await cluster.mintToken(pod))).status).toBe(200);
  });

  it("accepts only hosts that it listens on or that --allow-host names, and logs others, but not all", async () => {
    const { command, url } = await start("--allow-host", "agent.example.org");
    const authorization = await cluster.mintToken(pod);
    // `fetch` would send its own Host header.
    const statusFor = async (host: string) => {
      const sent = get(`${url}/v1/credentials`, { headers: { authorization, host } });
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      return response.resume().statusCode;
    };
    expect(await statusFor("127.0.0.1")).toBe(200);
    expect(await statusFor("localhost")).toBe(200);
    expect(await statusFor("agent.example.org")).toBe(200);
    for (let request = 0; request < 30; request++) {
      expect(await statusFor("rebound.example.org")).toBe(403);
    }
    command.signal("SIGTERM");
    const { stderr } = await command.finish();
    const records = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const rejected = records.filter(({ error }) => error === "host_not_allowed");
    expect(rejected).toHaveLength(10);
    expect(rejected[0]).toMatchObject({
      host: "rebound.example.org",
      reason: expect.stringContaining("--allow-host"),
    });
    expect(records.at(-1)).toMatchObject({ code: "lines_not_logged", counts: { host_not_allowed: 20 } });
  });

  it("fails if a port is in use", async () => {
    await using taken = await listenOnLoopback(createServer());
    const address = `127.0.0.1:${taken.port}`;
    const result = await runAgent("--region", "eu-west-1", "--listen", address);
    expect(result).toMatchObject(failure(1, `http://${address}`));
    expect(result.stderr).toMatch(/^error: .*\n$/);
  });

  describe("that verifies tokens", () => {
    it("gives a renewed token its pod's cached credentials", async () => {
      const { url } = await start("--issuer", cluster.issuer);
      const fetchWithNewToken = async () =>
        (await fetchCredentials(url, await cluster.mintToken(pod))).text();
      // The first request fetches the keys, which can take longer than it waits for them on a busy machine.
      await expect
        .poll(async () => new Set([await fetchWithNewToken(), await fetchWithNewToken()]).size)
        .toBe(1);
    });

    it("rejects a token of another cluster itself", async () => {
      const other = await fixture.startIssuer();
      const { url } = await start("--issuer", cluster.issuer);
      const fetchWithNewToken = async () => {
        const response = await fetchCredentials(url, await other.mintToken(pod));
        return [response.status, await response.json()];
      };
      // As above.
      await expect
        .poll(fetchWithNewToken)
        .toEqual([
          503,
          expect.objectContaining({ code: "ServiceUnavailableException", reason: "unknown_key" }),
        ]);
    });
  });
});
