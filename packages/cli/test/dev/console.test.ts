import { existsSync, readdirSync, statSync } from "node:fs";
import { request } from "node:http";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type {
  AssociationList,
  Exchange,
  ExchangeResult,
  TokenFileInfo,
} from "../../src/console/api-types.ts";
import { DevConsole } from "../../src/dev/console.ts";
import { type DevEnvironment, startDevEnvironment } from "../../src/dev/environment.ts";
import type { StartedServer } from "../../src/http/http-server.ts";
import { EventReader } from "./support/event-reader.ts";

let folder: TempFolder;
let environment: DevEnvironment;
let server: StartedServer;

beforeAll(async () => {
  folder = await makeTempFolder("console");
  const console = new DevConsole();
  environment = await startDevEnvironment({ directory: folder.path, observer: console.observer });
  server = await console.start(0, environment);
});
afterAll(async () => {
  await environment.stop();
  await folder.remove();
});
beforeEach(() => environment.faults.set({}));

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Sends a request as the page does. */
async function send<Body>(method: string, path: string, body: unknown = {}): Promise<Answer<Body>> {
  const response = await fetch(`${server.url}/api/${path}`, {
    method,
    headers: { origin: server.url, "content-type": "application/json" },
    ...(method !== "GET" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const cart = {
  namespace: "shop",
  serviceAccount: "cart",
  podName: "cart-0",
  audience: "pods.eks.amazonaws.com",
};

describe("the files", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    ["/console.js", "text/javascript; charset=utf-8"],
    ["/console.css", "text/css; charset=utf-8"],
  ])("%s is served with a strict policy", async (path, type) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect((await response.text()).length).toBeGreaterThan(100);
  });

  test("nothing else is served", async () => {
    for (const path of [
      "/index.html",
      "/../package.json",
      "/%2e%2e/package.json",
      "/__proto__",
      "/api",
      "/api/none",
    ]) {
      const status = await new Promise((resolve) => {
        request(server.url, { path }, (response) => resolve(response.resume().statusCode)).end();
      });
      expect(status).toBe(404);
    }
    expect(
      (
        await fetch(server.url, {
          method: "POST",
          headers: { origin: server.url, "content-type": "application/json" },
        })
      ).status,
    ).toBe(405);
  });

  test("another host and another origin are refused", async () => {
    const answer = await new Promise((resolve) => {
      request(server.url, { headers: { host: "evil.example" } }, async (response) =>
        resolve({ status: response.statusCode, body: JSON.parse(await text(response)) }),
      ).end();
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "host_not_allowed" } });
    const other = await fetch(`${server.url}/api/tokens`, { headers: { origin: "http://127.0.0.1:1" } });
    expect(other.status).toBe(403);
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("a token", () => {
  test("goes to a file that only its owner can read, until it is deleted", async () => {
    const { status, body } = await send<TokenFileInfo>("POST", "tokens", cart);
    expect(status).toBe(200);
    expect(statSync(body.path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(body.path)).mode & 0o777).toBe(0o700);
    expect(dirname(dirname(body.path))).toBe(folder.path);
    expect(body.exports).toContain(`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=${body.path}`);
    expect(await send("GET", "tokens")).toMatchObject({
      body: [{ id: "sample" }, { id: body.id, podName: "cart-0" }],
    });
    expect((await send("DELETE", `tokens/${body.id}`)).status).toBe(200);
    expect(existsSync(body.path)).toBe(false);
    expect((await send("DELETE", `tokens/${body.id}`)).status).toBe(404);
  });

  test("is exchanged; the exchange is an event with its checks", async () => {
    await using events = await EventReader.open(`${server.url}/api/events`);
    expect(await events.next("state")).toMatchObject({ mode: "dev", dev: { cluster: "dev", faults: {} } });
    const { body } = await send<ExchangeResult>("POST", "tokens/sample/exchange");
    expect(body.outcome).toBe("granted");
    const exchange = await events.next<Exchange>("exchange");
    expect(exchange).toMatchObject({
      requestId: body.requestId,
      outcome: "granted",
      pod: { namespace: "default", name: "sample-pod" },
      association: { roleArn: "arn:aws:iam::111122223333:role/sample" },
      session: { assumedRoleArn: body.message },
    });
    expect(exchange.checks).toHaveLength(11);
  });

  test("with another audience is refused, with the check that failed and the fix", async () => {
    await using events = await EventReader.open(`${server.url}/api/events`);
    const { body: file } = await send<TokenFileInfo>("POST", "tokens", { ...cart, audience: "vault" });
    expect(await send("POST", `tokens/${file.id}/exchange`)).toMatchObject({
      body: { outcome: "refused", message: "InvalidTokenException: The token is not valid." },
    });
    const exchange = await events.next<Exchange>("exchange");
    expect(exchange.refusal?.fix).not.toBe("");
    expect(exchange.checks.find(({ status }) => status === "failed")).toMatchObject({
      check: "audience",
      message: expect.stringContaining('aud is ["vault"]'),
    });
    await send("DELETE", `tokens/${file.id}`);
  });

  test.each([
    ["a name that Kubernetes does not allow", { ...cart, namespace: "../etc" }],
    ["a number", { ...cart, podName: 7 }],
    ["a missing value", { namespace: "shop" }],
    ["no object", "[]"],
    ["no JSON", "{"],
    ["too much", JSON.stringify({ ...cart, more: "x".repeat(20_000) })],
  ])("is not minted for %s", async (_name, body) => {
    expect(await send("POST", "tokens", body)).toMatchObject({
      status: 400,
      body: { code: "option_invalid" },
    });
  });

  test("is not minted for a number; the answer says why", async () => {
    expect(await send("POST", "tokens", { ...cart, podName: 7 })).toMatchObject({
      body: { message: "podName must be a string." },
    });
  });

  test("there are at most 20 files", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) {
      ids.push((await send<TokenFileInfo>("POST", "tokens", cart)).body.id);
    }
    expect(await send("POST", "tokens", cart)).toMatchObject({
      status: 400,
      body: { message: "There are 20 token files. Delete one first." },
    });
    await Promise.all(ids.map((id) => send("DELETE", `tokens/${id}`)));
  });
});

test("associations are created, changed and deleted, and pages are told", async () => {
  await using events = await EventReader.open(`${server.url}/api/events`);
  const fields = {
    namespace: "shop",
    serviceAccount: "cart",
    roleArn: "arn:aws:iam::111122223333:role/cart",
  };
  const { body } = await send<{ id: string }>("POST", "associations", fields);
  expect(await events.next("associations")).toEqual({});
  expect(await send("POST", "associations", fields)).toMatchObject({ status: 409, body: { code: "exists" } });
  expect(await send("POST", "associations", { ...fields, roleArn: "none" })).toMatchObject({
    status: 400,
    body: { code: "invalid", message: expect.stringContaining("must be the ARN of an IAM role") },
  });
  const targetRoleArn = "arn:aws:iam::444455556666:role/target";
  const changed = { ...fields, targetRoleArn, disableSessionTags: true };
  expect(await send("PUT", `associations/${body.id}`, changed)).toMatchObject({ status: 200, body: changed });
  const { body: list } = await send<AssociationList>("GET", "associations");
  expect(list.associations).toContainEqual({ id: body.id, ...changed });
  expect(await send("PUT", `associations/${body.id}`, fields)).toMatchObject({
    body: { ...fields, disableSessionTags: false },
  });
  expect((await send("DELETE", `associations/${body.id}`)).status).toBe(200);
  expect(await send("DELETE", `associations/${body.id}`)).toMatchObject({
    status: 404,
    body: { code: "missing" },
  });
});

test("faults are set and ended, and pages are told", async () => {
  await using events = await EventReader.open(`${server.url}/api/events`);
  expect(await send("PUT", "faults", { throttle: { rate: 1 } })).toMatchObject({
    body: { throttle: { rate: 1 } },
  });
  expect(await events.next("faults")).toEqual({ throttle: { rate: 1 } });
  expect(await send("POST", "tokens/sample/exchange")).toMatchObject({
    body: { outcome: "refused", message: expect.stringContaining("ThrottlingException") },
  });
  expect(await events.next("exchange")).toMatchObject({ outcome: "fault", fault: "throttle" });
  expect(await send("PUT", "faults", { expired: { rate: 1 } })).toMatchObject({ status: 200 });
  await send("POST", "tokens/sample/exchange");
  expect(await events.next("exchange")).not.toHaveProperty("fault");
  expect(await events.next("exchange")).toMatchObject({ outcome: "granted", fault: "expired" });
  expect(await send("PUT", "faults", { none: { rate: 1 } })).toMatchObject({ status: 400 });
  expect(await send("PUT", "faults", { slow: { rate: "often" } })).toMatchObject({ status: 400 });
  expect(await send("PUT", "faults", {})).toMatchObject({ status: 200, body: {} });
  expect(environment.faults.areOn).toBe(false);
});

test("a method that is not served is refused", async () => {
  expect(await send("PUT", "tokens")).toMatchObject({ status: 405, body: { message: "Use GET or POST." } });
});

test("a ninth page has no stream", async () => {
  for (let count = 0; count < 8; count++) {
    const events = await EventReader.open(`${server.url}/api/events`);
    onTestFinished(() => events[Symbol.asyncDispose]());
  }
  expect(await send("GET", "events")).toMatchObject({ status: 503, body: { code: "too_many_pages" } });
});

test("all token files are removed when it stops, and open streams end", async () => {
  await send("POST", "tokens", cart);
  await using events = await EventReader.open(`${server.url}/api/events`);
  await events.next("state");
  await server.stop(0);
  await events.ended;
  expect(readdirSync(folder.path).filter((name) => name.startsWith("console-"))).toEqual([]);
  expect(existsSync(join(folder.path, "token"))).toBe(true);
});
