import { expect, test } from "vitest";
import { NotInClusterError, resolveApiServer } from "../../src/config/resolve-api-server.ts";

const folder = "/var/run/secrets/kubernetes.io/serviceaccount";

test.each([
  ["10.0.0.1", "https://10.0.0.1:6443"],
  ["fd00::1", "https://[fd00::1]:6443"],
])("without a URL, it is the API server of the pod's cluster at %s", (host, url) => {
  const environment = { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: "6443" };
  expect(resolveApiServer({}, "edge", environment)).toEqual({
    url,
    caFile: `${folder}/ca.crt`,
    tokenFile: `${folder}/token`,
  });
  expect(resolveApiServer({ caFile: "/ca", tokenFile: "/token" }, "edge", environment)).toEqual({
    url,
    caFile: "/ca",
    tokenFile: "/token",
  });
});

test("with a URL, nothing of the pod is used", () => {
  const config = { url: "https://10.0.0.2", tokenFile: "/token" };
  expect(resolveApiServer(config, "edge", { KUBERNETES_SERVICE_HOST: "10.0.0.1" })).toEqual(config);
});

test("without a URL and outside of a pod, the error says what to set", () => {
  expect(() => resolveApiServer({}, "edge", {})).toThrow(NotInClusterError);
  expect(() => resolveApiServer({}, "edge", {})).toThrow(
    /cluster edge has no url, .* Set apiServer.url and apiServer.tokenFile/,
  );
});
