import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, describe, expect, it } from "vitest";
import { requiredValues } from "../../../src/chart/helm.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { prependPath } from "../../../src/programs/client-tools.ts";

const controlPlane = await prepareOrSkip("README.md at an API server", startControlPlane);

describe.runIf(controlPlane)("the commands of README.md", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, toolsFolder } = controlPlane;
  afterAll(() => controlPlane.stop());

  it("install the chart, and give a service account a role", async () => {
    const snippet = readSnippets("README.md").find(({ heading }) => heading === "On Kubernetes");
    const [install = "", add] = (snippet?.code ?? "").split(/\n(?=eks-auth )/);
    await using folder = await makeTempFolder("eks-auth-readme");
    const values = folder.resolve("values.yaml");
    // JSON is valid YAML.
    await writeFile(values, JSON.stringify(requiredValues));
    await copyFile(controlPlane.kubeconfig, folder.resolve("kubeconfig"));
    const path = prependPath(join(root, "node_modules/.bin"));
    const env = {
      ...process.env,
      PATH: `${toolsFolder}:${path}`,
      KUBECONFIG: folder.resolve("kubeconfig"),
    };
    const run = (command: string) => readOutput("sh", ["-c", command], { cwd: root, env });
    await run("kubectl config rename-context admin edge");
    await kubectl.run("create", "namespace", "shop");
    await kubectl.run(
      "annotate",
      "namespace",
      "shop",
      "eks-auth.dev/allowed-roles=arn:aws:iam::111122223333:role/shop-*",
    );

    await run(install.replace("values.yaml", values));
    await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
    expect(await run(add ?? "")).toContain(
      "shop/cart has the role arn:aws:iam::111122223333:role/shop-cart now",
    );
  });
});
