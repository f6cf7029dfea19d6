import { describe, expect, test } from "vitest";
import { DoctorFixture } from "./support/doctor-fixture.ts";

const fixture = new DoctorFixture();

describe.concurrent("the agent check fails", () => {
  test("if nothing listens", async () => {
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables("http://127.0.0.1:1") });
    expect(report.failedCheck).toBe("agent");
    expect(finding("agent").found).toMatch(
      /\/v1\/credentials refuses the connection \(ECONNREFUSED\): nothing listens there\.$/,
    );
    expect(finding("agent").remedy).toContain(
      "In a pod, a loopback address is the pod's own, not the node's.",
    );
    expect(finding("STS")).toMatchObject({ status: "not reached", found: "Needs credentials." });
  });

  test("if the address is unreachable, and a proxy is a warning", async () => {
    fixture.addSecrets("canary");
    const env = {
      ...fixture.podVariables("http://[fd00:ec2::23]"),
      HTTP_PROXY: "http://canary:canary@proxy",
    };
    const { report, finding } = await fixture.diagnose({ env });
    expect(finding("variables")).toMatchObject({
      status: "warning",
      found: expect.stringContaining("HTTP_PROXY makes some AWS SDKs ask a proxy instead of the agent."),
      remedy: expect.stringContaining("Add [fd00:ec2::23] to NO_PROXY and no_proxy."),
    });
    expect(report.failedCheck).toBe("agent");
    expect(finding("agent").found).toMatch(
      /is unreachable|does not accept a connection in time|refuses the connection/,
    );
    expect(finding("agent").remedy).toContain("node");
  });

  test("if the Host header is not one of the agent's", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1", { hosts: ["169.254.170.23"] });
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("agent");
    expect(finding("agent").found).toContain("403 AccessDeniedException: The Host header");
    expect(finding("agent").remedy).toContain("--allow-host");
  });

  test("if the path is wrong", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1");
    const env = { ...fixture.podVariables(url), AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials` };
    const { finding } = await fixture.diagnose({ env });
    expect(finding("agent")).toMatchObject({
      status: "failed",
      remedy: "An agent serves credentials at /v1/credentials. Fix the path of the URL.",
    });
  });

  test.each([
    ["a web page", 404, "<h1>canary</h1>"],
    ["JSON without credentials", 200, '{"AccessKeyId":"canary"}'],
    [
      "credentials with an invalid expiration",
      200,
      '{"AccessKeyId":"canary","SecretAccessKey":"canary","Token":"canary","Expiration":"canary"}',
    ],
  ])("if the response is %s", async (_what, status, body) => {
    fixture.addSecrets("canary");
    const url = await fixture.startFakeAgent(status, body);
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("agent");
    expect(finding("agent").found).toMatch(/responds (200|404), but not as an agent does\.$/);
  });

  test("if the URL is https, and the agent speaks http", async () => {
    const url = (await fixture.startAgent("http://127.0.0.1:1")).replace("http:", "https:");
    const { finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(finding("agent")).toMatchObject({
      found: expect.stringContaining("does not speak the protocol of this URL"),
      remedy: "Another program than an agent listens there, or http and https are mixed up.",
    });
  });

  test("if the credentials are expired", async () => {
    const url = await fixture.startFakeAgent(200, {
      AccessKeyId: "ASIA",
      SecretAccessKey: "canary",
      Token: "canary",
      Expiration: "2023-11-14T22:13:20Z",
    });
    const { finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(finding("agent").found).toContain("returns credentials that expired at 2023-11-14T22:13:20.000Z.");
  });

  test.each([
    ["no_signing_credentials", "The agent has no AWS credentials to sign its calls with."],
    ["caller_refused", "The EKS Auth API refuses the agent itself (403 AccessDeniedException)."],
  ])("if it responds with the reason %s", async (reason, message) => {
    const code = "ServiceUnavailableException";
    const url = await fixture.startFakeAgent(503, { code, message, reason });
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("agent");
    expect(finding("agent").found).toContain(message);
    expect(finding("agent").remedy).toContain("eks-auth:AssumeRoleForPodIdentity");
  });
});

describe.concurrent("an error that the agent passes on", () => {
  test("is found at the check that it is about; the agent check succeeds", async () => {
    const url = await fixture.startFakeAgent(503, {
      code: "ServiceUnavailableException",
      message: "The token can't be verified at the moment.",
      reason: "api_error",
      apiReason: "issuer_unavailable",
    });
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("keys");
    expect(finding("keys").found).toBe(
      "The agent responds 503 ServiceUnavailableException: The token can't be verified at the moment.",
    );
    expect(finding("keys").remedy).toContain("can't get the cluster's keys");
    expect(finding("agent")).toMatchObject({
      status: "ok",
      found: expect.stringContaining("is an agent, and responds with an error"),
    });
  });

  test("can say that the agent can't reach the server", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1");
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("server");
    expect(finding("server").found).toMatch(/http:\/\/127\.0\.0\.1:1 .*\(ECONNREFUSED\)/);
  });

  test("can be the text of AWS's own agent", async () => {
    const url = await fixture.startFakeAgent(
      404,
      "[0a1b2c]: (ResourceNotFoundException): The token included in the request has no service account role association for it., fault: client\n",
    );
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(report.failedCheck).toBe("association");
    expect(finding("association").found).toBe(
      "The agent responds 404 ResourceNotFoundException: The token included in the request has no service account role association for it.",
    );
  });

  test("is printed without the token and without control characters", async () => {
    const url = await fixture.startServer((request, response) => {
      const text = `\u001b[31m${request.headers.authorization}`;
      response.writeHead(400).end(JSON.stringify({ code: text, message: text }));
    });
    const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(finding("agent").found).toContain("[redacted]");
    expect(finding("agent").found).not.toContain("\u001b");
    expect(report.summary).not.toContain("\u001b");
  });
});

test.concurrent.each([
  [7_200, "ahead of"],
  [-7_200, "behind"],
])("an agent whose clock is %i s off is a warning, if it gives credentials", async (seconds, text) => {
  const url = await fixture.startServer((_request, response) => {
    response.setHeader("date", new Date(Date.now() + seconds * 1000).toUTCString());
    const Expiration = new Date(Date.now() + 3_600_000);
    response.end(
      JSON.stringify({
        AccessKeyId: "ASIA",
        SecretAccessKey: "canary",
        Token: "eyJhbGciOiJFUzI1NiJ9.eyJjYW5hcnkiOjF9.Y2FuYXJ5",
        Expiration,
      }),
    );
  });
  const { report, finding } = await fixture.diagnose({ env: fixture.podVariables(url) });
  expect(report.passed).toBe(true);
  expect(finding("agent")).toMatchObject({ status: "warning", code: "clocks_differ" });
  expect(finding("agent").found).toMatch(
    new RegExp(`The clock of the agent is 7(199|200|201) s ${text} this machine's\\.$`),
  );
});
