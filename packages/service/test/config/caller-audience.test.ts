import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";

const folder = useTempFolder("eks-auth-audience");

async function load(audience: string | undefined, listen = "{}") {
  const value = audience === undefined ? "" : `audience: "${audience}", `;
  const path = await folder.write(
    "eks-auth.yaml",
    `listen: ${listen}
credentials: { embedded: { keyFile: session-key.pem } }
callers:
  serviceAccount: { ${value}namespace: eks-auth, name: agent }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://issuer.example/a", associations: edge.yaml }
`,
  );
  return (await loadConfig(path)).callers?.serviceAccount?.audience;
}

test("the audience of agents' tokens is the service's URL by default", async () => {
  expect(await load(undefined, "{ publicHosts: [eks-auth.example.org, other.example.org] }")).toBe(
    "https://eks-auth.example.org",
  );
  expect(await load("my-service", "{ publicHosts: [eks-auth.example.org] }")).toBe("my-service");
  await expect(load(undefined)).rejects.toThrow(
    "eks-auth.yaml:4: callers.serviceAccount.audience is missing; it must be the audience of the agents' tokens, such as this service's URL, because listen.publicHosts is not set. Add it.",
  );
});

describe("an audience that other services accept is rejected:", () => {
  test.each([
    "pods.eks.amazonaws.com",
    "PODS.eks.amazonaws.com",
    "https://pods.eks.amazonaws.com/",
    "sts.amazonaws.com",
    "kubernetes",
    "kubernetes.default.svc",
    "https://kubernetes.default.svc",
    "https://kubernetes.default.svc.cluster.local",
    "https://kubernetes.default.svc.cluster.local:443",
    "api",
  ])("%s", async (audience) => {
    await expect(load(audience)).rejects.toThrow(
      `eks-auth.yaml:4: callers.serviceAccount.audience is ${audience}, which is that of pods' tokens, or of the API server. Use this service's URL`,
    );
  });

  test.each(["https://issuer.example/a", "https://issuer.example/a/", "https://ISSUER.example/a"])(
    "the issuer of a cluster, %s",
    async (audience) => {
      await expect(load(audience)).rejects.toThrow("which is the issuer of the cluster edge");
    },
  );

  test("by default too", async () => {
    await expect(load(undefined, "{ publicHosts: [kubernetes.default.svc] }")).rejects.toThrow(
      "is https://kubernetes.default.svc, which",
    );
  });
});

test.each(["", "two words", "a\\u0000b", "é"])(
  "an audience that is malformed is rejected: %j",
  async (audience) => {
    await expect(load(audience)).rejects.toThrow("it must be the audience of the agents' tokens");
  },
);

test.each([
  "https://eks-auth.example.org",
  "https://kubernetes.example.org",
  "https://api.example.org",
  "eks-auth",
])("%s is allowed", async (audience) => {
  expect(await load(audience)).toBe(audience);
});
