import { once } from "node:events";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { UpstreamError } from "@eks-auth/agent";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DoctorFixture } from "./doctor-fixture.ts";

let fixture: DoctorFixture;

beforeAll(async () => {
  fixture = await DoctorFixture.make();
});
afterAll(() => fixture.stop());

/** An agent whose server says this. */
function startRefusingAgent(status: number, code: string, message: string): Promise<string> {
  return fixture.startAgent({
    checkConfiguration: async () => {},
    checkSigningCredentials: async () => {},
    assumeRole: async () => {
      throw new UpstreamError({ status, code, message }, { dropsCredentials: false });
    },
    close: () => {},
  });
}

describe.concurrent("the way stops at an agent", () => {
  test("that isn't there", async () => {
    const { json, step } = await fixture.diagnoseTwice({ env: fixture.podVariables("http://127.0.0.1:1") });
    expect(json.stoppedAt).toBe("agent");
    expect(step("agent").found).toMatch(
      /\/v1\/credentials refuses the connection \(ECONNREFUSED\): nothing listens there\.$/,
    );
    expect(step("agent").remedy).toContain(
      "In a pod, a loopback address is the pod's own and not the node's.",
    );
    expect(step("STS")).toMatchObject({ status: "not reached", found: "It needs credentials." });
  });

  test("whose address has no way to it, or a way that loses what is sent", async () => {
    fixture.keepSecret("canary");
    const env = {
      ...fixture.podVariables("http://[fd00:ec2::23]"),
      HTTP_PROXY: "http://canary:canary@proxy",
    };
    const { json, step } = await fixture.diagnose({ env });
    expect(step("variables")).toMatchObject({
      status: "warning",
      found: expect.stringContaining("HTTP_PROXY has some SDKs ask a proxy instead of the agent."),
      remedy: expect.stringContaining("Add [fd00:ec2::23] to NO_PROXY and no_proxy."),
    });
    expect(json.stoppedAt).toBe("agent");
    expect(step("agent").found).toMatch(
      /can't be reached|lets no connection come about|refuses the connection/,
    );
    expect(step("agent").remedy).toContain("node");
  });

  test("that hangs", async () => {
    const url = await fixture.startServer(() => {});
    const { step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(step("agent").found).toContain("took the connection and gave no answer in time.");
    expect(step("agent").remedy).toContain("SDKs give up after 1 or 2 s.");
  });

  test("that is called by another name than its own", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1", { hosts: ["169.254.170.23"] });
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe("agent");
    expect(step("agent").found).toContain(
      "403 AccessDeniedException: The Host header is none of the agent's addresses.",
    );
    expect(step("agent").remedy).toContain("--allow-host");
  });

  test("that is asked at another path", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1");
    const env = { ...fixture.podVariables(url), AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials` };
    const { step } = await fixture.diagnose({ env });
    expect(step("agent")).toMatchObject({
      status: "failed",
      remedy: "An agent gives credentials at /v1/credentials: correct the path of the address.",
    });
  });

  test.each<[string, RequestListener]>([
    ["a web page", (_request, response) => response.writeHead(404).end("<h1>canary</h1>")],
    ["an answer without credentials", (_request, response) => response.end('{"AccessKeyId":"canary"}')],
    [
      "credentials whose end can't be read",
      (_request, response) =>
        response.end(
          '{"AccessKeyId":"canary","SecretAccessKey":"canary","Token":"canary","Expiration":"canary"}',
        ),
    ],
  ])("that is none: %s", async (_what, listener) => {
    fixture.keepSecret("canary");
    const url = await fixture.startServer(listener);
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe("agent");
    expect(step("agent").found).toMatch(/answers (200|404), and not as an agent does\.$/);
  });

  test("that speaks no HTTP", async () => {
    const server = createServer((socket) => socket.end("220 canary\r\n")).listen(0, "127.0.0.1");
    await once(server, "listening");
    fixture.onStop(async () => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(step("agent").found).toContain("doesn't speak the protocol of its address");
  });

  test("whose address says https where it speaks http", async () => {
    const url = (await fixture.startAgent("http://127.0.0.1:1")).replace("http:", "https:");
    const { step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(step("agent")).toMatchObject({
      found: expect.stringContaining("doesn't speak the protocol of its address"),
      remedy: "Something else than an agent listens there, or http and https are mixed up.",
    });
  });

  test("that gives credentials which are over", async () => {
    const body = JSON.stringify({
      AccessKeyId: "ASIA",
      SecretAccessKey: "canary",
      Token: "canary",
      Expiration: "2023-11-14T22:13:20Z",
    });
    const url = await fixture.startServer((_request, response) => response.end(body));
    const { step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(step("agent").found).toContain("gives credentials until 2023-11-14T22:13:20.000Z, which is over.");
  });

  test.each([
    ["The agent has no AWS credentials of its own to call the EKS Auth API with."],
    ["The EKS Auth API refuses the agent itself (403 AccessDeniedException). Check its AWS credentials."],
  ])("that says of itself: %s", async (message) => {
    const url = await startRefusingAgent(503, "ServiceUnavailableException", message);
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe("agent");
    expect(step("agent").found).toContain(message);
    expect(step("agent").remedy).toContain("eks-auth:AssumeRoleForPodIdentity");
  });
});

describe.concurrent("what an agent hands on is told of the step that it is about", () => {
  test.each([
    [
      400,
      "AccessDeniedException",
      "The role does not let this service assume it.",
      "server",
      "sts:TagSession",
    ],
    [400, "ExpiredTokenException", "The token has expired.", "token file", "Check the clocks"],
    [
      400,
      "InvalidTokenException",
      "The token is not valid.",
      "keys",
      "eks-auth token inspect --config FILE --cluster CLUSTER --file ",
    ],
    [404, "ResourceNotFoundException", "The cluster was not found.", "server", "correct --cluster"],
    [
      404,
      "ResourceNotFoundException",
      "The service account has no pod identity association.",
      "association",
      "eks-auth association add --config FILE --cluster CLUSTER --namespace shop --service-account cart --role-arn ROLE_ARN",
    ],
    [
      400,
      "InvalidRequestException",
      "The association asks for a session that can't be made.",
      "association",
      "eks-auth association show",
    ],
    [429, "ThrottlingException", "There are too many requests at the moment.", "server", "who asks so often"],
    [
      503,
      "ServiceUnavailableException",
      "The token can't be verified at the moment.",
      "keys",
      "can't have the cluster's keys",
    ],
    [
      503,
      "ServiceUnavailableException",
      "Credentials can't be issued at the moment.",
      "server",
      "without STS",
    ],
    [
      429,
      "ThrottlingException",
      "Too many requests. Keep the credentials until they end.",
      "agent",
      "too often",
    ],
    [418, "TeapotException", "Short and stout.", "agent", "The log of the agent says more."],
  ])("%i %s %s", async (status, code, message, stoppedAt, remedy) => {
    const url = await startRefusingAgent(status, code, message);
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe(stoppedAt);
    expect(step(stoppedAt).found).toContain(`The agent answers ${status} ${code}: ${message}`);
    expect(step(stoppedAt).remedy).toContain(remedy);
    if (stoppedAt !== "agent") {
      expect(step("agent")).toMatchObject({
        status: "ok",
        found: expect.stringContaining("hands on a refusal"),
      });
    }
  });

  test("a server that the agent can't reach", async () => {
    const url = await fixture.startAgent("http://127.0.0.1:1");
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe("server");
    expect(step("server").found).toContain(
      "The EKS Auth API at http://127.0.0.1:1 can't be reached (ECONNREFUSED).",
    );
  });

  test("AWS's own agent answers with text", async () => {
    const text =
      "[0a1b2c]: (ResourceNotFoundException): The token included in the request has no service account role association for it., fault: client\n";
    const url = await fixture.startServer((_request, response) => response.writeHead(404).end(text));
    const { json, step } = await fixture.diagnose({ env: fixture.podVariables(url) });
    expect(json.stoppedAt).toBe("association");
    expect(step("association").found).toBe(
      "The agent answers 404 ResourceNotFoundException: The token included in the request has no service account role association for it.",
    );
  });

  test("neither the token that an answer repeats nor orders to the terminal", async () => {
    const url = await fixture.startServer((request, response) => {
      const text = `\u001b[31m${request.headers.authorization}`;
      response.writeHead(400).end(JSON.stringify({ code: text, message: text }));
    });
    const { text, step } = await fixture.diagnoseTwice({ env: fixture.podVariables(url) });
    expect(step("agent").found).toContain("[redacted]");
    expect(text.stdout + text.stderr).not.toContain("\u001b");
  });
});
