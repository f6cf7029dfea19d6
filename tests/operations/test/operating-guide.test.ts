import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandsBelow, GuideSite } from "../src/guide-site.ts";
import { TestNetwork } from "../src/test-network.ts";
import { requireTools } from "../src/tools.ts";

const canRun =
  TestNetwork.isAvailable() &&
  (await prepareOrSkip("the operating guide", async () => {
    requireTools("openssl", "curl", "ip", "unshare", "nsenter");
    return true;
  })) === true;

// Each command is run as it is in the guide, in its order.
describe.runIf(canRun)("docs/operating.md", () => {
  let site: GuideSite;

  beforeAll(async () => {
    site = await GuideSite.start();
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  it("leads from nothing to a pod's credentials", async () => {
    const record = await site.followTenMinutes(new Walk(walks.operator));
    expect(record).toMatchObject({ outcome: "granted", cluster: "edge", caller: "node-1" });
  });

  it("changes the keys of a running pair: pods get credentials after each step", async () => {
    const [certificate = "", addAuthority = "", removeAuthority = "", sessionKey = "", clusterKeys = ""] =
      commandsBelow("Change keys without downtime");
    const steps: [string, string | undefined][] = [
      [certificate, "tls_reloaded"],
      [addAuthority, "tls_reloaded"],
      [removeAuthority, "tls_reloaded"],
      [sessionKey, "session_keys_reloaded"],
      [clusterKeys, undefined],
    ];
    for (const [index, [commands, code]] of steps.entries()) {
      await site.server.run(commands);
      if (code !== undefined) {
        const count = steps.slice(0, index + 1).filter(([, other]) => other === code).length;
        await site.serving.waitForError(new RegExp(`(${code}[^]*){${count}}`));
      }
      await site.copyToNode();
      expect(await site.getNewCredentials(`cart-${index + 1}`)).toMatch(/^"AccessKeyId":"ASIA/);
    }
  });

  it("has no command that is not run here, except to install it and on call", () => {
    const tested = ["On the server", "On the node", "Change keys without downtime"];
    const others = readSnippets("docs/operating.md").filter(
      ({ language, heading }) => language === "sh" && !tested.includes(heading),
    );
    expect(others.map(({ heading }) => heading)).toEqual(["systemd", "Container", "On call", "On call"]);
    expect(tested.map((heading) => commandsBelow(heading).length)).toEqual([6, 4, 5]);
  });
});
