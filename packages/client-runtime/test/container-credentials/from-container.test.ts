import { fromHttp } from "@aws-sdk/credential-provider-http";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test, vi } from "vitest";
import { findContainerEndpoint } from "../../src/container-credentials/endpoint.ts";
import { fromContainer } from "../../src/container-credentials/from-container.ts";
import { type Step, startScriptedServer } from "../scripted-server.ts";

const folder = useTempFolder();

const secret = "secret-of-the-container";
const body = {
  AccessKeyId: "ASIA",
  SecretAccessKey: secret,
  Token: "session",
  Expiration: "2030-01-02T03:04:05Z",
};

/** Fetches credentials from a server that does these steps. */
async function fetchFrom(steps: readonly Step[], variables: Record<string, string> = {}) {
  await using server = await startScriptedServer(...steps);
  const environment = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/v1/credentials?a=b`,
    ...variables,
  };
  const result = await fromContainer({ environment, maxAttempts: 1 })().catch((error) => error);
  return { result, requests: server.requests };
}

test("fetches credentials", async () => {
  const { result, requests } = await fetchFrom([{ body }]);
  expect(result).toEqual({
    accessKeyId: "ASIA",
    secretAccessKey: secret,
    sessionToken: "session",
    expiration: new Date("2030-01-02T03:04:05Z"),
  });
  expect(requests).toMatchObject([{ path: "/v1/credentials?a=b" }]);
  expect(requests[0]?.headers).not.toHaveProperty("authorization");
});

test("returns what the AWS SDK returns", async () => {
  await using server = await startScriptedServer({ body });
  const official = await fromHttp({ awsContainerCredentialsFullUri: server.url })();
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url };
  expect(official).toMatchObject(await fromContainer({ environment })());
});

describe("the token", () => {
  test("of the variable is sent", async () => {
    const { requests } = await fetchFrom([{ body }], { AWS_CONTAINER_AUTHORIZATION_TOKEN: "token-1" });
    expect(requests[0]?.headers.authorization).toBe("token-1");
  });

  test("of the file is read for each request, and counts", async () => {
    await using server = await startScriptedServer({ body });
    await folder.write("token", "token-1");
    const provide = fromContainer({
      environment: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${folder.path}/token`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: "other",
      },
    });
    await provide();
    await folder.write("token", "token-2");
    await provide();
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["token-1", "token-2"]);
  });

  test("with a line break isn't sent, nor shown", async () => {
    const { result, requests } = await fetchFrom([{ body }], {
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "a\r\nb: c",
    });
    expect(result).toMatchObject({ code: "no_credentials" });
    expect(result.message).not.toMatch("b: c");
    expect(requests).toEqual([]);
  });

  test("of a file that isn't there is an error with its name", async () => {
    const { result } = await fetchFrom([{ body }], {
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/missing/token",
    });
    expect(result).toMatchObject({
      code: "no_credentials",
      message: expect.stringMatching("/missing/token"),
    });
  });
});

describe("there are no credentials", () => {
  test.each([
    [
      "an error",
      { status: 400, body: { code: "AccessDenied", message: "no association" } },
      "no association",
    ],
    ["another format", { body: "<html>" }, "Expected AccessKeyId"],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1" } }, "302"],
    ["too much", { body: "x".repeat(65_537) }, "65536"],
    ["no expiration", { body: { ...body, Expiration: undefined } }, "Expiration"],
    ["an empty key", { body: { ...body, SecretAccessKey: "" } }, "SecretAccessKey"],
    ["half of the JSON", { body: JSON.stringify(body).slice(0, -5) }, "Expected"],
  ])("if the server answers with %s", async (_what, step, text) => {
    const { result } = await fetchFrom([step as Step]);
    expect(result).toMatchObject({
      name: "CredentialsError",
      code: "no_credentials",
      cause: expect.anything(),
    });
    expect(result.message).toMatch(text);
    expect(`${result.message} ${result.cause}`).not.toMatch(secret);
  });

  test("if the environment has no endpoint", async () => {
    await expect(fromContainer({ environment: {} })()).rejects.toMatchObject({ code: "no_credentials" });
  });

  test("by default, if the process has no endpoint", async () => {
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_FULL_URI", undefined);
    vi.stubEnv("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", undefined);
    await expect(fromContainer()()).rejects.toMatchObject({ code: "no_credentials" });
    vi.unstubAllEnvs();
  });
});

test("tries again, a second later, and leaves no connection", async () => {
  const times: number[] = [];
  await using server = await listenOnLoopback((_request, response) => {
    times.push(performance.now());
    response.writeHead(times.length === 1 ? 503 : 200).end(JSON.stringify(body));
  });
  const environment = { AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url };
  expect(await fromContainer({ environment, timeoutMs: 60_000 })()).toMatchObject({ accessKeyId: "ASIA" });
  expect(Number(times[1]) - Number(times[0])).toBeGreaterThan(950);
  await expect.poll(() => server.countConnections()).toBe(0);
});

describe("the endpoint", () => {
  test("of the relative URI is that of Amazon ECS, and counts", () => {
    const url = findContainerEndpoint({
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/id",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1",
    });
    expect(url.href).toBe("http://169.254.170.2/v2/credentials/id");
  });

  test.each([
    "https://example.org/",
    "http://localhost:8480/",
    "http://127.0.0.1/",
    "http://127.255.0.9/",
    "http://[::1]/",
    "http://169.254.170.2/",
    "http://169.254.170.23/v1/credentials",
    "http://[fd00:ec2::23]/v1/credentials",
  ])("can be %s", (full) => {
    expect(findContainerEndpoint({ AWS_CONTAINER_CREDENTIALS_FULL_URI: full }).href).toBe(full);
  });

  test.each([
    "http://example.org/",
    "http://169.254.169.254/",
    "http://127.0.0.1.example.org/",
    "http://[::2]/",
    "ftp://127.0.0.1/",
    "not a URL",
  ])("can't be %s", (full) => {
    expect(() => findContainerEndpoint({ AWS_CONTAINER_CREDENTIALS_FULL_URI: full })).toThrow(
      "AWS_CONTAINER_CREDENTIALS_FULL_URI must be an https URL",
    );
  });

  test.each([".example.org/", "@example.org/", ":80@example.org"])(
    "of the relative URI %s can't be",
    (path) => {
      expect(() => findContainerEndpoint({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path })).toThrow(
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must be",
      );
    },
  );
});
