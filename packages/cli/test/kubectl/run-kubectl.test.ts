import { expect, it } from "vitest";
import { runKubectl } from "../../src/kubectl/run-kubectl.ts";
import { ExecFixture } from "../exec/support/exec-fixture.ts";

// A script instead of kubectl: a login that asks the user needs a user. tests/kubernetes runs the real one.
const fixture = new ExecFixture();

it("lets a user log in once, before other runs start", async () => {
  await fixture.writeKubectl(`echo begin >> "${fixture.folder}/log"
    [ -e "${fixture.folder}/login" ] || sleep 0.2
    touch "${fixture.folder}/login"; echo end >> "${fixture.folder}/log"`);
  const run = { access: { context: fixture.folder, kubeconfig: undefined }, interactive: true };
  await Promise.all([runKubectl(["get", "pods"], run), runKubectl(["get", "nodes"], run)]);
  expect(await fixture.read("log")).toBe("begin\nend\nbegin\nend\n");
});

it("passes input to kubectl, and its errors on", async () => {
  const run = { access: { context: "edge", kubeconfig: undefined }, interactive: false };
  await fixture.writeKubectl("cat");
  expect(await runKubectl(["apply"], { ...run, input: "{}" })).toBe("{}");
  await fixture.writeKubectl(`echo 'error: context "edge" does not exist' >&2; exit 1`);
  const input = "x".repeat(1_000_000);
  await expect(runKubectl(["apply"], { ...run, input })).rejects.toMatchObject({ code: "context_missing" });
});
