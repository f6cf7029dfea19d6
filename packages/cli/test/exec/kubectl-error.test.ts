import { describe, expect, it } from "vitest";
import { createKubectlError } from "../../src/exec/kubectl-error.ts";

const access = { kubeconfig: undefined, context: "edge", pod: { namespace: "shop", name: "cart-0" } };

describe("createKubectlError", () => {
  const explanations = {
    "pods is forbidden: User cannot get resource":
      "the kubeconfig's user may not create tokens for shop/cart-0.",
    'pods "cart-0" is forbidden: RBAC: role.rbac.authorization.k8s.io "reader" not found':
      "the kubeconfig's user may not create tokens for shop/cart-0.",
    "Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255":
      "the kubeconfig's login program failed.",
    'error: context "edge" does not exist': "the kubeconfig has no context edge.",
    "error: You must be logged in to the server (Unauthorized)":
      "the cluster does not accept the kubeconfig's login",
    "Unable to connect to the server: dial tcp: i/o timeout": "the cluster can't be reached.",
    "The connection to the server localhost:8080 was refused": "kubectl found no kubeconfig.",
    'error: failed to create token: serviceaccounts "cart" not found':
      "the service account of the pod shop/cart-0 does not exist any more.",
    'Error from server (NotFound): namespaces "shop" not found': "there is no pod shop/cart-0.",
    "error: stat /none: no such file or directory": "the kubeconfig can't be read.",
    "error: something new": "kubectl could not get a token for shop/cart-0.",
  };

  it.each(Object.entries(explanations))("explains %j", (stderr, message) => {
    const error = createKubectlError(access, { stderr: `${stderr}\n` });
    expect(error).toMatchObject({ code: "kubectl_failed", message: expect.stringContaining(message) });
    expect(error.message.startsWith(message)).toBe(true);
    expect(error.message.endsWith(`\nkubectl said: ${stderr}`)).toBe(true);
  });

  it("quotes the line that it explains", () => {
    const missing = "Unable to connect to the server: getting credentials: exec: executable aws not found";
    const stderr = `${missing}\n\nSee the following:\n    https://kubernetes.io/\n`;
    expect(createKubectlError(access, { stderr }).message).toBe(
      `the kubeconfig's login program was not found. Install it on PATH.\nkubectl said: ${missing}`,
    );
  });

  it("quotes no token, even if a login program prints one", () => {
    const stderr = "getting credentials: decoding stdout: eyJhbGciOiJFUzI1NiJ9.e30.x";
    expect(createKubectlError(access, { stderr }).message).toMatch(/said: .*decoding stdout: \[redacted\]$/);
  });

  it("explains a current context that does not exist", () => {
    const stderr = "error: current-context: context was not found for specified context: edge";
    expect(createKubectlError({ ...access, context: undefined }, { stderr }).message).toContain(
      "the kubeconfig's current context does not exist.",
    );
  });

  it("explains a kubectl that can't be executed", () => {
    expect(createKubectlError(access, { code: "ENOENT" }).message).toBe(
      "kubectl was not found, which --pod needs. Install it on PATH, or use --token-file instead.",
    );
    expect(createKubectlError(access, { code: "EACCES" }).message).toContain("can't be executed (EACCES)");
  });
});
