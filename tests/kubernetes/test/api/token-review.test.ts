import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { namespace, pod, publicKeys, shop } from "./objects.ts";
import { startServe } from "./served-api.ts";

const controlPlane = await prepareOrSkip("token reviews of a real API server", () => startControlPlane());

/** The service's answer for 50 s, and the API server's own cache for 10 s. */
const revokedWithinMs = 60_000;

describe.runIf(controlPlane)("eks-auth serve, with token reviews of a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, url: apiServer, caFile } = controlPlane;
  let folder: TempFolder;
  let command: StartedProgram;
  let url: string;

  beforeAll(async () => {
    await kubectl.create(...shop, publicKeys, pod("cart-0"), pod("cart-1"));
    // As docs/service.md describes.
    await kubectl.run("create", "namespace", "eks-auth");
    await kubectl.run("create", "serviceaccount", "--namespace", "eks-auth", "reviewer");
    folder = await makeTempFolder("eks-auth-review");
    await folder.write("reviewer.token", await createToken("eks-auth", "reviewer", "--duration=1h"));
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    const associations = [{ namespace, serviceAccount: "cart", roleArn }];
    await folder.write("associations.yaml", JSON.stringify({ associations }));
    const cluster = {
      name: "edge",
      region: "eu-west-1",
      accountId: "111122223333",
      issuer: apiServer,
      keys: { url: `${apiServer}/openid/v1/jwks`, caFile },
      associations: "associations.yaml",
      apiServer: { url: apiServer, caFile, tokenFile: "reviewer.token" },
      revocation: "tokenReview",
    };
    const config = {
      listen: { port: 0 },
      admin: { enabled: false },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [cluster],
    };
    ({ command, url } = await startServe(folder, config));
  });
  afterAll(async () => {
    await command.stop();
    await folder.remove();
    await controlPlane.stop();
  });

  async function createToken(of: string, account: string, ...options: readonly string[]): Promise<string> {
    return (await kubectl.run("create", "token", account, "--namespace", of, ...options)).trim();
  }

  const createPodToken = (name: string) =>
    createToken(
      namespace,
      "cart",
      ...["--audience", "pods.eks.amazonaws.com", "--bound-object-kind", "Pod", "--bound-object-name", name],
    );

  async function exchange(token: string): Promise<string> {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    await response.arrayBuffer();
    const { headers } = response;
    return `${response.status} ${headers.get("x-amzn-errortype") ?? ""} ${headers.get("x-eks-auth-reason") ?? ""}`;
  }

  it("answers 503 while its token has not the permission, and says which it needs", async () => {
    const token = await createPodToken("cart-0");
    const unavailable = "503 ServiceUnavailableException revocation_unavailable";
    await expect.poll(() => exchange(token), { timeout: 30_000 }).toBe(unavailable);
    await command.waitForError("bind the cluster role system:auth-delegator");
    await kubectl.run(
      ...["create", "clusterrolebinding", "eks-auth-reviewer"],
      ...["--clusterrole=system:auth-delegator", "--serviceaccount=eks-auth:reviewer"],
    );
    await expect.poll(() => exchange(token), { timeout: 30_000 }).toBe("200  ");
    await command.waitForError('"code":"revocation_recovered"');
  });

  it("refuses the token of a deleted pod within 60 s, and no other", { timeout: 120_000 }, async () => {
    const [deleted, other] = [await createPodToken("cart-1"), await createPodToken("cart-0")];
    expect(await exchange(deleted)).toBe("200  ");
    await kubectl.run("delete", "pod", "cart-1", "--namespace", namespace, "--grace-period=0", "--force");
    const deletedAt = performance.now();
    await expect
      .poll(() => exchange(deleted), { timeout: 2 * revokedWithinMs, interval: 500 })
      .toBe("400 InvalidTokenException token_revoked");
    expect(performance.now() - deletedAt).toBeLessThan(revokedWithinMs + 5_000);
    expect(await exchange(other)).toBe("200  ");
    expect(command.stderr).not.toContain("eyJ");
  });
});
