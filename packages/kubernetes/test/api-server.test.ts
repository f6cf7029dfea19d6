import { createServer } from "node:https";
import { fail } from "@eks-auth/test-kit/fake-api-server";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { ApiServer, type KubernetesObject, startInformer } from "../src/index.ts";
import { useFakeApiServer } from "./open-fake.ts";

const configMaps = { group: "", version: "v1", plural: "configmaps", namespace: "default" };
const path = "api/v1/configmaps";

const openFake = useFakeApiServer();

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, string>>;
}

function configMap(data: Record<string, string>) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data };
}

test("creates, reads, updates, patches, applies and deletes objects", async () => {
  const { fake, apiServer } = await openFake();
  const created = await apiServer.create(configMaps, configMap({ key: "1" }));
  expect(created.metadata).toMatchObject({ namespace: "default", resourceVersion: "101" });
  const read = await apiServer.get<ConfigMap>(configMaps, "a");
  expect(read.data).toEqual({ key: "1" });
  const updated = await apiServer.update(configMaps, { ...read, data: { key: "2" } });
  expect(updated.data).toEqual({ key: "2" });
  const patched = await apiServer.patch<ConfigMap>(configMaps, "a", { data: { key: "3" } });
  expect(patched.data).toEqual({ key: "3" });
  await apiServer.apply(configMaps, configMap({ key: "4" }), { fieldManager: "test", force: true });
  expect(fake.requests.at(-1)).toBe(
    "PATCH /api/v1/namespaces/default/configmaps/a?fieldManager=test&force=true",
  );
  await apiServer.delete(configMaps, "a", { uid: created.metadata.uid });
  expect(fake.get(path, { namespace: "default", name: "a" })).toBeUndefined();
});

test("tells an object that exists from one that was changed meanwhile", async () => {
  const { apiServer } = await openFake();
  const first = await apiServer.create(configMaps, configMap({}));
  await expect(apiServer.create(configMaps, configMap({}))).rejects.toMatchObject({
    code: "already_exists",
    status: 409,
    reason: "AlreadyExists",
  });
  await apiServer.update(configMaps, first);
  await expect(apiServer.update(configMaps, first)).rejects.toMatchObject({
    code: "conflict",
    status: 409,
    reason: "Conflict",
  });
});

test.each([
  [400, "invalid"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not_found"],
  [410, "gone"],
  [422, "invalid"],
  [429, "too_many_requests"],
  [500, "unavailable"],
  [503, "unavailable"],
  [504, "timeout"],
])("an answer of %i has the code %s, and the token is not in its message", async (status, code) => {
  const { fake, apiServer } = await openFake();
  fake.intercept = (_request, response) => {
    fail(response, status, "Reason", "no access for the-secret-token-x.");
    return true;
  };
  const error = await apiServer.get(configMaps, "a").catch((error) => error);
  expect(error).toMatchObject({ name: "KubernetesApiError", code, status, reason: "Reason" });
  expect(error.message).toContain(
    `GET ${fake.url}/api/v1/namespaces/default/configmaps/a answered ${status}: no access`,
  );
});

test("a redirect is not followed", async () => {
  const { fake, apiServer } = await openFake();
  fake.intercept = (_request, response) => {
    response.writeHead(302, { location: "https://example.org/" }).end();
    return true;
  };
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({
    code: "response_invalid",
    status: 302,
  });
  expect(fake.requests).toHaveLength(1);
});

test("an answer that is not JSON, too large or too late has its own code", async () => {
  const { fake, apiServer } = await openFake();
  fake.intercept = ({ url }, response) => {
    if (!url?.endsWith("late")) {
      response.end("x".repeat(100));
    }
    return true;
  };
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({ code: "response_invalid" });
  await expect(apiServer.request({ path: "large", maxBytes: 99 })).rejects.toMatchObject({
    code: "response_too_large",
  });
  await expect(apiServer.request({ path: "late", timeoutMs: 10 })).rejects.toMatchObject({ code: "timeout" });
  const aborted = apiServer.request({ path: "late", signal: AbortSignal.abort(new Error("not needed")) });
  await expect(aborted).rejects.toThrow("not needed");
});

test("an API server that is away is unreachable, and used again when it is back", async () => {
  const apiServer = await ApiServer.open({ url: "http://127.0.0.1:1", readToken: async () => "token" });
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({
    code: "unreachable",
    status: undefined,
    message: expect.stringContaining("ECONNREFUSED"),
  });
  apiServer.close();
});

test("a password in the URL is neither sent nor shown", async () => {
  const { fake } = await openFake();
  const seen: unknown[] = [];
  fake.intercept = ({ headers }, response) => {
    seen.push(headers.authorization);
    fail(response, 403, "Forbidden");
    return true;
  };
  const url = fake.url.replace("//", "//user:canary@");
  const apiServer = await ApiServer.open({ url, readToken: async () => "token" });
  const error = await apiServer.get(configMaps, "a").catch((error) => error);
  expect(error).toMatchObject({ code: "forbidden" });
  expect(apiServer.url + error.message).not.toContain("canary");
  expect(seen).toEqual(["Bearer token"]);
  apiServer.close();
});

test("reads the token for each request", async () => {
  const { fake } = await openFake();
  const seen: unknown[] = [];
  fake.intercept = ({ headers }) => {
    seen.push(headers.authorization);
    return false;
  };
  let count = 0;
  const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => `token-${++count}\n` });
  await apiServer.create(configMaps, configMap({}));
  await apiServer.get(configMaps, "a");
  expect(seen).toEqual(["Bearer token-1", "Bearer token-2"]);
  apiServer.close();
});

test("a token that can't be read is no request", async () => {
  const { fake } = await openFake();
  const readToken = () => Promise.reject(new Error("no such file"));
  const apiServer = await ApiServer.open({ url: fake.url, readToken });
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({ code: "token_unusable" });
  expect(fake.requests).toEqual([]);
  apiServer.close();
});

test("a token that can't be read in time ends the request and the watch", async () => {
  const { fake } = await openFake();
  const readToken = () => new Promise<string>(() => {});
  const apiServer = await ApiServer.open({ url: fake.url, readToken });
  const watch = { path: "things", timeoutMs: 10, maxSilenceMs: 10 };
  await expect(apiServer.get(configMaps, "a", { timeoutMs: 10 })).rejects.toMatchObject({ code: "timeout" });
  await expect(apiServer.stream(watch)).rejects.toMatchObject({ code: "timeout" });
  const signal = AbortSignal.abort(new Error("not needed"));
  await expect(apiServer.get(configMaps, "a", { signal })).rejects.toThrow("not needed");
  expect(fake.requests).toEqual([]);
  apiServer.close();
});

test("requests share a connection, and a watch does not keep them from it", async () => {
  const { fake, apiServer } = await openFake();
  const ports = new Set<number | undefined>();
  fake.intercept = ({ socket }) => {
    ports.add(socket.remotePort);
    return false;
  };
  await apiServer.create(configMaps, configMap({}));
  const handler = { onSet: () => {}, onDelete: () => {} };
  const informer = startInformer(apiServer, configMaps, handler, { onLogEvent: () => {} });
  await informer.whenSynced();
  await expect.poll(() => fake.watchCount).toBe(1);
  await apiServer.get(configMaps, "a");
  expect(ports.size).toBe(2);
  informer.close();
});

test("uses the cluster's new CA after it was replaced", async () => {
  const [old, current] = [createSelfSignedCertificate("old"), createSelfSignedCertificate("current")];
  const tls = { cert: current.certificate, key: current.privateKey };
  await using server = await listenOnLoopback(
    createServer(tls, (_request, response) => response.end(JSON.stringify(configMap({})))),
  );
  let ca = old.certificate;
  const readCa = async () => ca;
  const apiServer = await ApiServer.open({ url: server.url, readCa, readToken: async () => "token" });
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({ code: "unreachable" });
  ca = current.certificate;
  await expect(apiServer.get(configMaps, "a")).rejects.toMatchObject({ code: "unreachable" });
  expect((await apiServer.get(configMaps, "a")).metadata.name).toBe("a");
  apiServer.close();
});

test("a token is sent only to https, or to this machine", async () => {
  const readToken = async () => "token";
  await expect(ApiServer.open({ url: "http://example.org", readToken })).rejects.toMatchObject({
    code: "endpoint_unsafe",
  });
});
