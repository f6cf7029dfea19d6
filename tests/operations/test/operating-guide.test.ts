import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Terminal } from "../src/terminal.ts";
import { TestNetwork } from "../src/test-network.ts";
import { requireTools } from "../src/tools.ts";

const canRun =
  TestNetwork.isAvailable() &&
  (await prepareOrSkip("the operating guide", async () => {
    requireTools("openssl", "curl", "ip", "unshare", "nsenter");
    return true;
  })) === true;

/** The commands below a heading of the guide, in order. */
function commandsBelow(heading: string): string[] {
  return readSnippets("docs/operating.md")
    .filter((snippet) => snippet.language === "sh" && snippet.heading === heading)
    .map(({ code }) => code);
}

// Each command is run as it is in the guide, in its order. Only kubectl is fake: it answers for a development cluster.
describe.runIf(canRun)("docs/operating.md", () => {
  const resources = new AsyncDisposableStack();
  let folder: TempFolder;
  let cluster: DevCluster;
  let server: Terminal;
  let serving: Terminal;
  let node: Terminal;
  let agent: Terminal;

  beforeAll(async () => {
    folder = resources.use(await makeTempFolder("eks-auth-guide"));
    cluster = await startDevCluster();
    resources.defer(() => cluster.stop());
    await writePrograms();
    const network = resources.use(await TestNetwork.start(1));
    const [machine] = network.nodes;
    if (machine === undefined) {
      throw new Error("The network has no node.");
    }
    const programs = folder.resolve("bin");
    await mkdir(folder.resolve("server"));
    await mkdir(folder.resolve("node"));
    const onServer = { folder: folder.resolve("server"), programs };
    const hosts = `${network.server.address} eks-auth.example.org`;
    const onNode = { folder: folder.resolve("node"), programs, hosts };
    server = resources.use(await Terminal.open(network.server, onServer));
    serving = resources.use(await Terminal.open(network.server, onServer));
    node = resources.use(await Terminal.open(machine, onNode));
    agent = resources.use(await Terminal.open(machine, onNode));
  });
  afterAll(() => resources.disposeAsync());

  it("leads from nothing to a pod's credentials", async () => {
    const [makeFolder = "", certificates = "", keys = "", configuration = "", serve = "", ready = ""] =
      commandsBelow("On the server");
    for (const commands of [makeFolder, certificates, keys, configuration]) {
      await server.run(commands);
    }
    await serving.start(`cd eks-auth && ${serve}`, "Press Ctrl-C to stop.");
    await server.run(ready);

    const [address = "", startAgent = "", getCredentials = "", readAudit = ""] = commandsBelow("On the node");
    await copyToNode();
    await node.run(address);
    await agent.start(startAgent, "Press Ctrl-C to stop.");
    expect(await node.run(getCredentials)).toMatch(/^"AccessKeyId":"ASIA\w{16}"$/);

    const record = JSON.parse(await server.run(readAudit));
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
      await server.run(commands);
      if (code !== undefined) {
        const count = steps.slice(0, index + 1).filter(([, other]) => other === code).length;
        await serving.waitForError(new RegExp(`(${code}[^]*){${count}}`));
      }
      await copyToNode();
      expect(await getNewCredentials(`cart-${index + 1}`)).toMatch(/^"AccessKeyId":"ASIA/);
    }
  });

  it("has no command that is not run here, except to install it", () => {
    const tested = ["On the server", "On the node", "Change keys without downtime"];
    const others = readSnippets("docs/operating.md").filter(
      ({ language, heading }) => language === "sh" && !tested.includes(heading),
    );
    expect(others.map(({ heading }) => heading)).toEqual(["systemd", "Container"]);
    expect(tested.map((heading) => commandsBelow(heading).length)).toEqual([6, 4, 5]);
  });

  /** With the token of another pod, for which the agent has no credentials yet. */
  function getNewCredentials(pod: string): Promise<string> {
    const [, , commands = ""] = commandsBelow("On the node");
    return node.run(commands.replace("cart-0", pod));
  }

  async function copyToNode(): Promise<void> {
    for (const name of ["ca.crt", "node-1.crt", "node-1.key"]) {
      await copyFile(folder.resolve("server/eks-auth", name), folder.resolve("node", name));
    }
  }

  async function writePrograms(): Promise<void> {
    const answers = folder.resolve("kubectl");
    await mkdir(answers);
    for (const [name, path] of [
      ["openid-configuration", "/.well-known/openid-configuration"],
      ["jwks", "/openid/v1/jwks"],
    ] as const) {
      const answer = await fetch(new URL(path, cluster.issuer));
      await writeFile(join(answers, name), await answer.text());
    }
    for (const pod of ["cart-0", "cart-1", "cart-2", "cart-3", "cart-4", "cart-5"]) {
      const request = { namespace: "shop", serviceAccount: "cart", pod: { name: pod }, node: "node-1" };
      await writeFile(join(answers, pod), await cluster.mintToken(request));
    }
    await writeProgram("eks-auth", `exec ${process.execPath} ${eksAuthProgram} "$@"`);
    await writeProgram(
      "kubectl",
      `if [ "$1" = get ]; then exec cat "${answers}/$(basename "$3")"; fi
[ "$1 $2 $3 $4 $5" = "create token cart --namespace shop" ] || exit 1
for name; do :; done
exec cat "${answers}/$name"`,
    );
  }

  async function writeProgram(name: string, script: string): Promise<void> {
    await chmod(await folder.write(`bin/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
  }
});
