import { expect, test } from "vitest";
import { findInClusterApiServer } from "../src/index.ts";

test.each([
  ["10.0.0.1", "https://10.0.0.1:443"],
  ["fd00::1", "https://[fd00::1]:443"],
])("finds the API server of a pod at %s", (host, url) => {
  const environment = { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: "443" };
  expect(findInClusterApiServer(environment)).toMatchObject({
    url,
    tokenFile: "/var/run/secrets/kubernetes.io/serviceaccount/token",
  });
});

test("finds none outside a pod", () => {
  expect(findInClusterApiServer({})).toBeUndefined();
});
