import { chmod } from "node:fs/promises";
import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findObject, type RenderedObject, renderChart } from "../../../src/chart/helm.ts";
import { variants } from "../../../src/chart/variants.ts";
import { fetchClientTools } from "../../../src/programs/client-tools.ts";

const tools = await prepareOrSkip("the rendered configuration", fetchClientTools);
const folder = useTempFolder("eks-auth-chart");

const withService = variants.filter(
  ({ values }) => (values.service as { enabled?: boolean })?.enabled !== false,
);

describe.runIf(tools)("eks-auth config check accepts the configuration, without a warning", () => {
  test.each(withService)("$title", async ({ values }) => {
    const objects = await renderChart(values);
    const text = findObject(objects, "ConfigMap", "eks-auth-serve").data["eks-auth.yaml"];
    await writeFiles(objects, parse(text));
    // The files of a pod's own service account exist only in pods.
    const config = text
      .replaceAll("/etc/", `${folder.path}/`)
      .replace("apiServer: {}", `apiServer: { url: "https://127.0.0.1", tokenFile: ${folder.path}/token }`);
    const file = await folder.write("eks-auth.yaml", config);
    const { exitCode, stderr } = await runEksAuth("config", "check", "--config", file);
    expect([exitCode, stderr]).toEqual([0, ""]);
  });
});

/** Writes the files that the configuration names, as the pod's volumes have them. */
async function writeFiles(objects: readonly RenderedObject[], { listen }: RenderedObject): Promise<void> {
  const names = listen.publicHosts.map((value: string) =>
    /^[\d.]+$/.test(value) ? { address: value.split(".").map(Number) } : { dns: value },
  );
  const { certificate, privateKey } = createSelfSignedCertificate("eks-auth", { names });
  const key = objects.find(({ metadata }) => metadata.name === "eks-auth-session-key");
  const { privateKey: otherKey } = createSelfSignedCertificate("session");
  const secrets = {
    "eks-auth/tls/tls.key": privateKey,
    "eks-auth/session-key/session.pem":
      key === undefined ? otherKey : Buffer.from(key.data["session.pem"], "base64").toString(),
    token: "token",
    "tokens/public": "token",
    "eks-api/terraform.json": JSON.stringify({
      accessKeyId: "AKIAEXAMPLE000000001",
      secretAccessKey: "a-secret-access-key-of-the-chart-test",
    }),
    "eks-auth/clusters/far/token": "token",
  };
  for (const [path, content] of Object.entries(secrets)) {
    await chmod(await folder.write(path, content), 0o640);
  }
  await folder.write("eks-auth/tls/tls.crt", certificate);
  await folder.write("eks-auth/clusters/far/ca.crt", certificate);
}
