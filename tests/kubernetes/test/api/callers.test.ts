import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { namespace, pod, publicKeys, shop } from "./objects.ts";
import { startServe } from "./served-api.ts";

const controlPlane = await prepareOrSkip("agents' tokens of a real API server", () => startControlPlane());

const audience = "https://eks-auth.example.org";
const agents = "eks-auth";

/** A pod of the agent's service account, or of another one of the same namespace. */
function agentPod(name: string, nodeName: string, serviceAccountName = "agent"): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: agents },
    spec: { serviceAccountName, nodeName, containers: [{ name: "main", image: "registry.invalid/none" }] },
  };
}

describe.runIf(controlPlane)("eks-auth serve, with agents' tokens of a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, url: issuer, caFile } = controlPlane;
  let folder: TempFolder;
  let command: StartedProgram;
  let url: string;
  let podToken: string;

  beforeAll(async () => {
    const account = (name: string) => ({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name, namespace: agents },
    });
    await kubectl.create(...shop, publicKeys, pod("cart-0"));
    await kubectl.create(
      { apiVersion: "v1", kind: "Namespace", metadata: { name: agents } },
      { apiVersion: "v1", kind: "Node", metadata: { name: "other-node" } },
      account("agent"),
      account("other"),
    );
    await kubectl.create(
      agentPod("agent-0", "lab-node"),
      agentPod("agent-1", "other-node"),
      agentPod("other-0", "lab-node", "other"),
    );
    podToken = await createToken("cart", namespace, "pods.eks.amazonaws.com", "cart-0");
    folder = await makeTempFolder("eks-auth-callers");
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    await folder.write(
      "associations.yaml",
      JSON.stringify({ associations: [{ namespace, serviceAccount: "cart", roleArn }] }),
    );
    const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333", issuer };
    const config = {
      listen: { port: 0 },
      callers: { serviceAccount: { audience, namespace: agents, name: "agent" } },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [
        {
          ...cluster,
          keys: { url: `${issuer}/openid/v1/jwks`, caFile },
          associations: "associations.yaml",
        },
      ],
    };
    ({ command, url } = await startServe(folder, config));
  });
  afterAll(async () => {
    await command.stop();
    await folder.remove();
    await controlPlane.stop();
  });

  async function createToken(
    account: string,
    space: string,
    audiences: string,
    podName?: string,
  ): Promise<string> {
    const bound = podName === undefined ? [] : ["--bound-object-kind", "Pod", "--bound-object-name", podName];
    const options = ["--namespace", space, ...audiences.split(",").flatMap((one) => ["--audience", one])];
    return (await kubectl.run("create", "token", account, ...options, ...bound)).trim();
  }

  async function call(callerToken: string): Promise<string> {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-eks-auth-caller-token": callerToken },
      body: JSON.stringify({ token: podToken }),
    });
    await response.arrayBuffer();
    return `${response.status} ${response.headers.get("x-amzn-errortype") ?? ""}`;
  }

  it("accepts the token of the agent on the pod's node", async () => {
    const token = await createToken("agent", agents, audience, "agent-0");
    await expect.poll(() => call(token), { timeout: 30_000 }).toBe("200 ");
  });

  it.each<[string, string, string, string | undefined, string]>([
    ["the agent on another node", "agent", audience, "agent-1", "node_differs"],
    [
      "the agent, for the API server",
      "agent",
      "https://kubernetes.default.svc",
      "agent-0",
      "caller_token_invalid",
    ],
    ["the agent, for two audiences", "agent", `${audience},https://other`, "agent-0", "caller_token_invalid"],
    ["the agent's account, without a pod", "agent", audience, undefined, "caller_token_invalid"],
    ["another account of its namespace", "other", audience, "other-0", "caller_token_invalid"],
  ])("refuses the token of %s", async (_name, account, audiences, podName, code) => {
    const before = command.stderr.length;
    expect(await call(await createToken(account, agents, audiences, podName))).toBe("403 AccessDenied");
    await command.waitUntil(() => command.stderr.slice(before).includes(`"code":"${code}"`));
  });
});
