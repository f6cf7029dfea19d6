import { describe, expect, it } from "vitest";
import { requestPodToken } from "../../src/exec/request-pod-token.ts";
import { createToken, ExecFixture } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

function request(): ReturnType<typeof requestPodToken> {
  const access = { kubeconfig: undefined, context: undefined, pod: { namespace: "shop", name: "cart-0" } };
  return requestPodToken({ access, interactive: false, signal: new AbortController().signal });
}

describe("requestPodToken", () => {
  it("returns the token and the lifetime that the API server chose", async () => {
    await fixture.writeKubectl(`[ "$1" = get ] && echo "cart uid-0" || echo ${createToken(600)}`);
    expect(await request()).toEqual({ token: createToken(600), lifetimeSeconds: 600 });
  });

  it("fails if kubectl returns something else, and does not print it", async () => {
    await fixture.writeKubectl(`[ "$1" = get ] && echo "cart uid-0" || echo canary.canary.canary`);
    const error = await request().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "kubectl_failed",
      message: "kubectl returned no token with the claims iat and exp. Check the kubectl on PATH.",
    });
    expect(String(error)).not.toContain("canary");
  });

  it("fails if the pod has no service account", async () => {
    await fixture.writeKubectl(`echo " uid-0"`);
    await expect(request()).rejects.toThrow("the pod shop/cart-0 has no service account");
  });
});
