import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { type PodToken, parseToken } from "@eks-auth/agent/token";
import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { beforeAll, describe, expect, test } from "vitest";
import { checkAgent } from "../../src/doctor/check-agent.ts";
import { checkServer } from "../../src/doctor/check-server.ts";
import { explainConnectionFailure, get } from "../../src/doctor/connection.ts";
import { DoctorFixture, pod } from "./support/doctor-fixture.ts";

const fixture = new DoctorFixture();
const anonymous = { token: undefined, certificate: undefined, ca: undefined };
let token: PodToken;

beforeAll(async () => {
  token = parseToken(await fixture.cluster.mintToken(pod), "");
});

describe("a server that does not respond", () => {
  stopClock();

  test("fails the agent check after 6 s", async () => {
    const server = createServer(() => {});
    const url = await fixture.startServer(server);
    const requested = once(server, "request");
    const check = checkAgent(new URL(url), token);
    await requested;
    const { finding } = await endAfter(6_000, check);
    expect(finding.found).toContain("accepts the connection, but does not respond in time.");
    expect(finding.remedy).toContain("AWS SDKs give up after 1 or 2 s.");
  });

  test("fails the server check after 4 s", async () => {
    const server = createServer(() => {});
    const url = await fixture.startServer(server);
    const requested = once(server, "request");
    const check = checkServer(new URL(url), {
      clusterName: "edge",
      token,
      caller: anonymous,
      environment: {},
    });
    await requested;
    const { finding } = await endAfter(4_000, check);
    expect(finding.found).toBe(`${url} accepts the connection, but does not respond in time.`);
  });
});

test("a response of more than 64 KiB is an error", async () => {
  const url = await fixture.startServer((_request, response) => response.end("a".repeat(65_537)));
  await expect(get(new URL(url), {})).rejects.toMatchObject({ code: "response_too_large" });
});

test("a program that does not speak HTTP is an error of the protocol", async () => {
  fixture.addSecrets("canary");
  const url = await fixture.startServer(createTcpServer((socket) => socket.end("220 canary\r\n")));
  const { finding } = await checkAgent(new URL(url.replace(/^\w+:/, "http:")), token);
  expect(finding.found).toContain("does not speak the protocol of this URL");
  expect(JSON.stringify(finding)).not.toContain("canary");
});

test.each([
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "unreachable"],
  ["ETIMEDOUT", "connect_timeout"],
  ["ENOTFOUND", "unknown_host"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "untrusted_certificate"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "untrusted_certificate"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "untrusted_certificate"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "untrusted_certificate"],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "client_refused"],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "client_refused"],
  ["HPE_INVALID_CONSTANT", "wrong_protocol"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "wrong_protocol"],
  ["response_too_large", "wrong_protocol"],
  ["ECONNRESET", "connection_lost"],
])("explains %s as %s", (code, kind) => {
  expect(explainConnectionFailure(Object.assign(new Error(), { code })).kind).toBe(kind);
});
