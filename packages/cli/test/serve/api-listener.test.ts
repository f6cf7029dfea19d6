import { createServer } from "node:http";
import {
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  ResourceNotFoundException,
} from "@eks-auth/server";
import type { Caller } from "@eks-auth/service";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { describe, expect, test, vi } from "vitest";
import { createApiListener } from "../../src/serve/api-listener.ts";
import type { RejectedCaller } from "../../src/serve/host-rule.ts";

const path = "/clusters/edge/assume-role-for-pod-identity";
const body = '{"token":"a.b.c"}';
const rest = `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;

function start(
  onRejectedCaller: (rejected: RejectedCaller) => void = () => {},
  assumeRoleForPodIdentity: EKSAuthFrontendService<Caller | undefined>["assumeRoleForPodIdentity"] = () =>
    sampleResponse,
): Promise<LoopbackServer> {
  const service = { assumeRoleForPodIdentity };
  const listener = createApiListener((options) => createEKSAuthFrontendHandler(service, options), {
    onRejectedCaller,
    onError() {},
  });
  return listenOnLoopback(createServer({ requireHostHeader: false }, listener));
}

async function send(port: number, head: string): Promise<string> {
  using connection = await RawConnection.open(port);
  await connection.write(head + rest);
  await connection.waitForEnd();
  return connection.received;
}

describe("a request of this machine", () => {
  test("gets credentials that no cache keeps", async () => {
    await using server = await start();
    const answer = await send(server.port, `POST ${path} HTTP/1.1\r\nHost: localhost\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("\r\ncache-control: no-store\r\n");
  });

  test("gets errors that no cache keeps", async () => {
    await using server = await start(undefined, () => {
      throw new ResourceNotFoundException({ message: "Not here." });
    });
    const answer = await send(server.port, `POST ${path} HTTP/1.1\r\nHost: localhost\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain("\r\ncache-control: no-store\r\n");
  });
});

describe("the preflight of a web page", () => {
  const ask = (port: number, host: string, origin: string) =>
    send(
      port,
      `OPTIONS ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nAccess-Control-Request-Method: POST\r\n`,
    );

  test("is answered for a page of this machine", async () => {
    await using server = await start();
    const answer = await ask(server.port, "localhost", "http://localhost:5173");
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer).toContain("\r\naccess-control-allow-methods: POST\r\n");
  });

  test.each([
    ["localhost", "https://attacker.example", "origin_not_allowed"],
    ["localhost", "null", "origin_not_allowed"],
    ["attacker.example", "http://attacker.example", "host_not_allowed"],
  ])("is refused for the host %s and the origin %s", async (host, origin, code) => {
    const onRejected = vi.fn();
    await using server = await start(onRejected);
    const answer = await ask(server.port, host, origin);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).not.toContain("access-control-");
    expect(onRejected.mock.calls).toEqual([[expect.objectContaining({ code })]]);
  });
});

test.each([
  [`http://localhost${path}`, "Host: localhost", "target_not_allowed", 'is "http://localhost/clusters/'],
  [`http://attacker.example${path}`, "Host: localhost", "target_not_allowed", "attacker.example"],
  [path, "Host: localhost\r\nhost: attacker.example", "host_not_unique", '"localhost, attacker.example"'],
  [path, "Host: attacker.example\r\nHOST: localhost", "host_not_unique", "2 Host headers"],
  [path, "X-Host: localhost", "host_not_unique", "0 Host headers"],
])("the target %s with %j is answered with 400", async (target, hosts, code, message) => {
  const onRejected = vi.fn();
  await using server = await start(onRejected, () => expect.unreachable("the request is rejected"));
  const answer = await send(server.port, `POST ${target} HTTP/1.1\r\n${hosts}\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain("\r\nx-amzn-errortype: BadRequestException\r\n");
  expect(answer).toContain("\r\ncache-control: no-store\r\n");
  expect(onRejected.mock.calls).toEqual([
    [{ code, answer: "BadRequestException", message: expect.stringContaining(message) }],
  ]);
});
