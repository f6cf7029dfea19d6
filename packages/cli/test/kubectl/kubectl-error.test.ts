import { describe, expect, it } from "vitest";
import { createExecutionError, createKubectlError } from "../../src/kubectl/kubectl-error.ts";

const access = { kubeconfig: undefined, context: "edge" };

describe("createKubectlError", () => {
  const texts: Readonly<Record<string, readonly [string, string]>> = {
    'Error from server (Forbidden): pods is forbidden: User "eve" cannot list resource "pods"': [
      "forbidden",
      "the kubeconfig's user has no permission for this.",
    ],
    'pods "cart-0" is forbidden: RBAC: role.rbac.authorization.k8s.io "reader" not found': [
      "forbidden",
      "the kubeconfig's user has no permission for this.",
    ],
    "Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255": [
      "login_program_failed",
      "the kubeconfig's login program failed.",
    ],
    'error: context "edge" does not exist': ["context_missing", "the kubeconfig has no context edge."],
    "error: You must be logged in to the server (Unauthorized)": [
      "unauthorized",
      "the cluster does not accept the kubeconfig's login",
    ],
    "Unable to connect to the server: dial tcp: i/o timeout": [
      "unreachable",
      "the cluster can't be reached.",
    ],
    "The connection to the server localhost:8080 was refused": [
      "kubeconfig_missing",
      "kubectl found no kubeconfig.",
    ],
    "error: stat /none: no such file or directory": [
      "kubeconfig_unreadable",
      "the kubeconfig can't be read.",
    ],
    'Error from server (NotFound): namespaces "shop" not found': [
      "not_found",
      "the cluster does not have what was asked for.",
    ],
    "Error from server (NotFound): the server could not find the requested resource": [
      "not_found",
      "the cluster does not have what was asked for.",
    ],
    'Error from server (Conflict): Operation cannot be fulfilled on pods "a": the UID does not match': [
      "conflict",
      "the object was changed in the meantime.",
    ],
    'Error from server (AlreadyExists): pods "a" already exists': [
      "already_exists",
      "the object exists already.",
    ],
    'The Pod "a" is invalid: spec: Required value': ["invalid", "the API server does not accept the object."],
    "Error from server (Expired): The provided continue parameter is too old": [
      "expired",
      "the list changed too much while it was read.",
    ],
    "error: something new": ["failed", "kubectl failed."],
  };

  it.each(Object.entries(texts))("explains %j", (stderr, [code, message]) => {
    const error = createKubectlError(access, `${stderr}\n`);
    expect(error).toMatchObject({ code, quoted: stderr });
    expect(error.message.startsWith(message)).toBe(true);
    expect(error.message.endsWith(`\nkubectl said: ${stderr}`)).toBe(true);
  });

  it.each([
    ['error: failed to create token: serviceaccounts "cart" not found', "serviceaccounts"],
    ['Error from server (NotFound): pods "cart-0" not found', "pods"],
    [
      'Error from server (NotFound): podidentityassociations.eks-auth.dev "cart" not found',
      "podidentityassociations.eks-auth.dev",
    ],
    ["Error from server (NotFound): the server could not find the requested resource", undefined],
  ])("knows which resource of %j is missing", (stderr, resource) => {
    expect(createKubectlError(access, stderr)).toMatchObject({ code: "not_found", resource });
  });

  it("quotes the line that it explains", () => {
    const missing = "Unable to connect to the server: getting credentials: exec: executable aws not found";
    const stderr = `${missing}\n\nSee the following:\n    https://kubernetes.io/\n`;
    expect(createKubectlError(access, stderr).message).toBe(
      `the kubeconfig's login program was not found. Install it on PATH.\nkubectl said: ${missing}`,
    );
  });

  it("quotes no token, even if a login program prints one", () => {
    const stderr = "getting credentials: decoding stdout: eyJhbGciOiJFUzI1NiJ9.e30.x";
    expect(createKubectlError(access, stderr).message).toMatch(/said: .*decoding stdout: \[redacted\]$/);
  });

  it("explains a current context that does not exist", () => {
    const stderr = "error: current-context: context was not found for specified context: edge";
    expect(createKubectlError({ ...access, context: undefined }, stderr).message).toContain(
      "the kubeconfig's current context does not exist.",
    );
  });
});

describe("createExecutionError", () => {
  it("explains a kubectl that can't be executed", () => {
    expect(createExecutionError("ENOENT").message).toBe("kubectl was not found. Install it on PATH.");
    expect(createExecutionError("EACCES").message).toContain("can't be executed (EACCES)");
  });
});
