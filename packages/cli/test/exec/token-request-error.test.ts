import { describe, expect, it } from "vitest";
import { explainTokenRequestError } from "../../src/exec/token-request-error.ts";
import { createExecutionError, createKubectlError } from "../../src/kubectl/kubectl-error.ts";

const access = { kubeconfig: undefined, context: "edge", pod: { namespace: "shop", name: "cart-0" } };

describe("explainTokenRequestError", () => {
  const explanations = {
    "pods is forbidden: User cannot get resource":
      "the kubeconfig's user may not create tokens for shop/cart-0.",
    'error: context "edge" does not exist': "the kubeconfig has no context edge.",
    'error: failed to create token: serviceaccounts "cart" not found':
      "the service account of the pod shop/cart-0 does not exist any more.",
    'Error from server (NotFound): namespaces "shop" not found': "there is no pod shop/cart-0.",
    "error: something new": "kubectl could not get a token for shop/cart-0.",
  };

  it.each(Object.entries(explanations))("explains %j", (stderr, message) => {
    const error = explainTokenRequestError(createKubectlError(access, `${stderr}\n`), access) as Error;
    expect(error).toMatchObject({ code: "kubectl_failed" });
    expect(error.message.startsWith(message)).toBe(true);
    expect(error.message.endsWith(`\nkubectl said: ${stderr}`)).toBe(true);
  });

  it("suggests another option if kubectl is not installed", () => {
    expect(explainTokenRequestError(createExecutionError("ENOENT"), access)).toMatchObject({
      code: "kubectl_failed",
      message: "kubectl was not found, which --pod needs. Install it on PATH, or use --token-file instead.",
    });
  });

  it("returns an error that is not one of kubectl", () => {
    const error = new RangeError("?");
    expect(explainTokenRequestError(error, access)).toBe(error);
  });
});
