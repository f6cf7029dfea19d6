import { createServer } from "node:https";
import type { Socket } from "node:net";
import { ApiServer, KubernetesApiError, type KubernetesErrorCode } from "@eks-auth/kubernetes";
import { fail } from "@eks-auth/test-kit/fake-api-server";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { ProxyRefusedError } from "@eks-auth/transport";
import { describe, expect, test } from "vitest";
import { toWriteError } from "../../../src/associations/kubernetes/to-change-error.ts";

const configMaps = { group: "", version: "v1", plural: "configmaps" };

/** Sends a change to an API server, and returns its failure. */
async function change(url: string, ca?: string): Promise<KubernetesApiError> {
  const apiServer = await ApiServer.open({ url, readCa: async () => ca, readToken: async () => "token" });
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
  const error = await apiServer.update(configMaps, object as never).catch((reason: unknown) => reason);
  apiServer.close();
  expect(error).toBeInstanceOf(KubernetesApiError);
  return error as KubernetesApiError;
}

async function changeAt(server: Promise<LoopbackServer>, ca?: string): Promise<KubernetesApiError> {
  await using opened = await server;
  return await change(opened.url, ca);
}

function answer(status: number): Promise<LoopbackServer> {
  return listenOnLoopback((_request, response) => fail(response, status, "Reason"));
}

function lose(system: { readonly code?: string; readonly syscall?: string }): KubernetesApiError {
  const cause = Object.assign(new Error("lost"), system);
  return new KubernetesApiError("unreachable", "PUT https://10.0.0.1 got no response.", { cause });
}

function expectUnknown(cause: KubernetesApiError): void {
  expect(toWriteError(cause)).toMatchObject({ code: "outcome_unknown", cause });
}

function expectNotMade(error: KubernetesApiError): void {
  expect(toWriteError(error)).toBe(error);
}

describe("a change may have been made after", () => {
  test.each([500, 501, 502, 503, 504, 599])("the answer %i", async (status) => {
    expectUnknown(await changeAt(answer(status)));
  });

  test("a connection that was closed before the answer", async () => {
    const error = await changeAt(listenOnLoopback(({ socket }) => void socket.destroy()));
    expect(error).toMatchObject({ code: "unreachable", cause: { code: "ECONNRESET" } });
    expectUnknown(error);
  });

  test("an answer that is not HTTP", async () => {
    const server = listenOnLoopback(({ socket }) => void (socket as Socket).end("no HTTP\r\n\r\n"));
    const error = await changeAt(server);
    expect(error).toMatchObject({ code: "unreachable", cause: { code: "HPE_INVALID_CONSTANT" } });
    expectUnknown(error);
  });

  test("an answer that is not JSON", async () => {
    const error = await changeAt(listenOnLoopback((_request, response) => response.end("no JSON")));
    expect(error.code).toBe("response_invalid");
    expectUnknown(error);
  });

  test.each<[string | undefined, string | undefined]>([
    ["ECONNRESET", "read"],
    ["EPIPE", "write"],
    ["ETIMEDOUT", "read"],
    ["EHOSTUNREACH", "read"],
    ["EPROTO", "write"],
    ["HPE_INVALID_CONSTANT", undefined],
    [undefined, undefined],
  ])("%s of the system call %s", (code, syscall) => {
    expectUnknown(lose({ ...(code && { code }), ...(syscall && { syscall }) }));
  });

  test.each<KubernetesErrorCode>(["timeout", "unreachable", "response_invalid", "response_too_large"])(
    "%s without an answer's status",
    (code) => {
      expectUnknown(new KubernetesApiError(code, "PUT https://10.0.0.1 failed."));
    },
  );
});

describe("a change was not made after", () => {
  test.each([307, 400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 415, 422, 429, 499])(
    "the answer %i",
    async (status) => {
      expectNotMade(await changeAt(answer(status)));
    },
  );

  test("a refused connection", async () => {
    const server = await answer(200);
    await server[Symbol.asyncDispose]();
    const error = await change(server.url);
    expect(error).toMatchObject({ code: "unreachable", cause: { code: "ECONNREFUSED" } });
    expectNotMade(error);
  });

  test.each([
    ["is not trusted", false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["is for another host", true, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("a certificate that %s", async (_problem, isTrusted, code) => {
    const { certificate: cert, privateKey: key } = createSelfSignedCertificate("server", {
      names: [{ dns: "other.test" }],
    });
    const error = await changeAt(listenOnLoopback(createServer({ cert, key })), isTrusted ? cert : undefined);
    expect(error).toMatchObject({ code: "unreachable", cause: { code } });
    expectNotMade(error);
  });

  test.each([
    ["ENOTFOUND", "getaddrinfo"],
    ["EAI_AGAIN", "getaddrinfo"],
    ["EHOSTUNREACH", "connect"],
    ["ENETUNREACH", "connect"],
    ["ETIMEDOUT", "connect"],
    ["CERT_HAS_EXPIRED", undefined],
    ["ERR_TLS_CERT_ALTNAME_INVALID", undefined],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", undefined],
  ])("%s of the system call %s", (code, syscall) => {
    expectNotMade(lose({ code, ...(syscall && { syscall }) }));
  });

  test("all addresses of a host failed", () => {
    const attempts = ["EHOSTUNREACH", "ETIMEDOUT"].map((code) => lose({ code, syscall: "connect" }).cause);
    const cause = Object.assign(new AggregateError(attempts), { code: "EHOSTUNREACH" });
    expectNotMade(new KubernetesApiError("unreachable", "PUT https://10.0.0.1 failed.", { cause }));
  });

  test("a proxy did not connect", () => {
    const cause = new ProxyRefusedError(502);
    expectNotMade(new KubernetesApiError("unreachable", "PUT https://10.0.0.1 failed.", { cause }));
  });

  test("a token that can't be read", () => {
    expectNotMade(new KubernetesApiError("token_unusable", "PUT https://10.0.0.1 was not sent."));
  });
});

test("other errors stay", () => {
  const error = new TypeError("x");
  expect(toWriteError(error)).toBe(error);
});
