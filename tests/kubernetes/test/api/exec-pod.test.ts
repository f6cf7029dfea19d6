import { fetchCredentialsCommand, startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { prependPath } from "../../src/programs/client-tools.ts";
import { namespace, pod, publicKeys, shop } from "./objects.ts";
import { ServedApi } from "./served-api.ts";

const controlPlane = await prepareOrSkip("tokens of a real API server", () => startControlPlane());

describe.runIf(controlPlane)("eks-auth exec --pod, with a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, kubeconfig, toolsFolder } = controlPlane;
  const env = { ...process.env, PATH: prependPath(toolsFolder) };
  let api: ServedApi;

  beforeAll(async () => {
    await kubectl.create(...shop, publicKeys, pod("cart-0"));
    api = await ServedApi.start(controlPlane);
  });
  afterAll(async () => {
    const log = await api.stop();
    await controlPlane.stop();
    // The token names the pod; the token itself is not logged.
    expect(log).toContain('"session":"eks-by-url-cart-0-');
    expect(log).not.toContain("eyJ");
  });

  function exec(name: string, cluster: string, ...options: readonly string[]): Promise<ProgramResult> {
    const source = ["--pod", `${namespace}/${name}`, "--kubeconfig", kubeconfig, ...options];
    const served = ["--cluster", cluster, "--endpoint", api.url, "--no-sign-request"];
    const command = ["exec", ...source, ...served, "--", ...fetchCredentialsCommand];
    return startEksAuthWith({ env }, ...command).finish();
  }

  it.each(["by-url", "by-file"])("passes the pod's credentials to a command (keys %s)", async (cluster) => {
    const { exitCode, stdout, stderr } = await exec("cart-0", cluster);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout).answer).toEqual({
      status: 200,
      accessKeyId: expect.stringMatching(/^ASIA/),
      accountId: "111122223333",
      fields: ["Expiration", "SecretAccessKey", "Token"],
    });
  });

  it("logs in with a credential plugin of the kubeconfig", async () => {
    expect(await exec("cart-0", "by-url", "--context", "plugin")).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("fails after the pod is deleted", async () => {
    await kubectl.create(pod("cart-1"));
    expect((await exec("cart-1", "by-url")).exitCode).toBe(0);
    await kubectl.run("delete", "pod", "cart-1", "--namespace", namespace, "--force");
    expect(await exec("cart-1", "by-url")).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr:
        "error: there is no pod shop/cart-1. Check --pod and --context; `kubectl get pods --namespace shop` lists all.\n" +
        'kubectl said: Error from server (NotFound): pods "cart-1" not found\n',
    });
  });

  it.each([
    ["unprivileged", "the kubeconfig's user may not create tokens for shop/cart-0. It needs `get` on `pods`"],
    ["unauthenticated", "the cluster does not accept the kubeconfig's login, which may have expired."],
    ["none", "the kubeconfig has no context none."],
  ])("explains what is wrong with the context %s", async (context, message) => {
    const { exitCode, stdout, stderr } = await exec("cart-0", "by-url", "--context", context);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toContain("\nkubectl said: ");
  });

  it.each([
    ["/dev/null", "kubectl found no kubeconfig. Use --kubeconfig or set KUBECONFIG."],
    ["/no/such/file", "the kubeconfig can't be read. Check --kubeconfig and KUBECONFIG."],
  ])("explains what is wrong with the kubeconfig %s", async (file, message) => {
    const { exitCode, stderr } = await exec("cart-0", "by-url", "--kubeconfig", file);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${message}\nkubectl said: `);
  });

  it("explains that the user can read the pod but not create its tokens", async () => {
    const role = ["--namespace", namespace, "--user", "unprivileged"];
    await kubectl.run("create", "rolebinding", "view", "--clusterrole", "view", ...role);
    const { exitCode, stderr } = await exec("cart-0", "by-url", "--context", "unprivileged");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("`create` on `serviceaccounts/token` in the namespace shop.\nkubectl said: ");
  });
});
