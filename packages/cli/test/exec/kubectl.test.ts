import { describe, expect, it, vi } from "vitest";
import { ExecFixture, unusedApi } from "./support/exec-fixture.ts";

const fixture = new ExecFixture();

describe("kubectl", () => {
  it("shows the instructions of a login method that waits", async () => {
    await fixture.writeKubectl(`echo "open the page and type 1234" >&2; exec sleep 60`);
    const command = fixture.start(...unusedApi, "--pod", "shop/cart-0", "--", "true");
    await command.waitForError("open the page and type 1234\n");
    command.signal("SIGTERM");
    expect(await command.finish()).toMatchObject({ exitCode: 143, stderr: "open the page and type 1234\n" });
    expect(await fixture.listTemporary()).toEqual([]);
  });

  async function expectFailure(...messages: readonly string[]): Promise<void> {
    const options = ["--context", "edge", "--pod", "shop/cart-0"];
    const run = await fixture.start(...unusedApi, ...options, "--", "true").finish();
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    for (const message of messages) {
      expect(run.stderr).toContain(message);
    }
    expect(run.stderr).not.toContain("canary");
    expect(await fixture.listTemporary()).toEqual([]);
  }

  it("is explained if it is not installed", async () => {
    vi.stubEnv("PATH", fixture.folder);
    await expectFailure("error: kubectl was not found, which --pod needs. Install it on PATH");
  });

  it("is stopped if its output never ends", async () => {
    await fixture.writeKubectl("exec yes canary");
    await expectFailure("error: kubectl returned too much output instead of a token.");
  });

  it("is explained and quoted if it fails", async () => {
    await fixture.writeKubectl(`echo 'error: context "edge" does not exist' >&2; exit 1`);
    await expectFailure(
      "error: the kubeconfig has no context edge.",
      '\nkubectl said: error: context "edge" does not exist\n',
    );
  });
});
