import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findObject, type RenderedObject, renderChart, requiredValues } from "../../../src/chart/helm.ts";
import { listRights } from "../../../src/chart/rights.ts";
import { auditFlags, auditPolicy, readUsedRights } from "../../../src/chart/used-rights.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const folder = await makeTempFolder("eks-auth-rights");
const policy = await folder.write("policy.yaml", JSON.stringify(auditPolicy));
const log = folder.resolve("audit.jsonl");
const controlPlane = await prepareOrSkip("rights that are used", () =>
  startControlPlane({ flags: auditFlags(policy, log) }),
);

afterAll(() => folder.remove());

// A verb that nothing uses is a right too many.
describe.runIf(controlPlane)("every right of the chart is used", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, url, caFile } = controlPlane;
  const resources = new AsyncDisposableStack();
  let objects: readonly RenderedObject[];

  beforeAll(async () => {
    objects = await renderChart({ cluster: { ...requiredValues.cluster, revocation: "tokenReview" } });
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "eks-auth" } });
    await kubectl.apply(
      ...objects.filter(({ kind }) =>
        /Role|ServiceAccount|CustomResourceDefinition|Secret|ConfigMap|MutatingWebhook/.test(kind),
      ),
    );
    await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
  });
  afterAll(async () => {
    await resources.disposeAsync();
    await controlPlane.stop();
  });

  /** The file with a token of a service account. */
  async function writeToken(account: string): Promise<string> {
    return folder.write(
      `${account}.token`,
      await kubectl.run("create", "token", account, "--namespace=eks-auth"),
    );
  }

  const readUsed = (account: string) =>
    readUsedRights(log, `system:serviceaccount:eks-auth:${account}`, listRights(objects, account));
  const everything = (account: string) => ({ used: listRights(objects, account), refused: [] });

  test("by the webhook: associations and certificates", async () => {
    const account = "eks-auth-webhook";
    const { args } = findObject(objects, "Deployment", account).spec.template.spec.containers[0];
    const own = args.filter((arg: string) => !/^--(listen|admin)=/.test(arg));
    const ports = [await findFreePort(), await findFreePort()];
    resources.use(
      startEksAuth(
        ...own,
        ...[`--listen=127.0.0.1:${ports[0]}`, `--admin=127.0.0.1:${ports[1]}`, "--namespace=eks-auth"],
        ...[`--api-server=${url}`, `--api-server-ca-file=${caFile}`],
        `--api-server-token-file=${await writeToken(account)}`,
      ),
    );
    await expect.poll(() => readUsed(account)).toEqual(everything(account));
  });
});
