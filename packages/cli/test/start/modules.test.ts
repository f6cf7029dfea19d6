import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { runEksAuth, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { describe, expect, test, vi } from "vitest";
import { pod, ServeFixture } from "../serve/support/serve-fixture.ts";

/** `NODE_OPTIONS` of a process that writes at its end which modules of Node.js it has loaded, and when V8's flags changed. */
const listModules = `--import=${new URL("support/list-modules.ts", import.meta.url)}`;

describe("of the modules of Node.js", () => {
  const fixture = new ServeFixture();

  /** Makes the commands that are started now write the modules that they load. */
  function recordModules(name: string): () => Promise<string> {
    vi.stubEnv("NODE_OPTIONS", listModules);
    vi.stubEnv("LOADED_MODULES", `${fixture.folder}/${name}`);
    return () => fixture.read(name);
  }

  /** undici takes 13 MB, and about as long to load as Node.js takes to start. */
  function expectNoUndici(modules: string): void {
    const found = modules.split("\n").filter((name) => /^NativeModule (http|.*\/undici)$/.test(name));
    expect(found).toEqual(["NativeModule http"]);
  }

  /** V8 compiles those again that are loaded after its flags have changed. */
  function expectLoadedBeforeFlags(modules: string): void {
    const [before = "", after] = modules.split("flags changed");
    expect(before).toContain("NativeModule cluster");
    // prom-client loads these when metrics are read for the first time.
    const ofMetrics = ["NativeModule tls", "NativeModule https", "NativeModule zlib"];
    const late = after?.match(/^NativeModule (?!internal\/).*$/gm) ?? [];
    expect(late.filter((name) => !ofMetrics.includes(name))).toEqual([]);
  }

  test("serve and agent, that call an issuer and each other, do not load undici, and load all before V8's flags change", async () => {
    const issuer = await fixture.startIssuer();
    await fixture.writeConfig({ edge: issuer.issuer });
    await fixture.writeAssociations("edge", "cart");
    const readServeModules = recordModules("serve");
    const { url, command } = await fixture.serve();
    await fixture.readKeys(url, issuer);
    const readAgentModules = recordModules("agent");
    stubOwnCredentials();
    const options = ["--cluster", "edge", "--endpoint", url, "--listen", "127.0.0.1:0", "--sign-request"];
    const addresses = ["--probes", "127.0.0.1:0", "--metrics", "127.0.0.1:0"];
    await using agent = startEksAuth("agent", ...options, ...addresses, "--region", "eu-west-1");
    const output = await agent.waitFor("Press Ctrl-C to stop.");
    const agentUrl = /listening on (http:\S+)/.exec(output)?.[1] ?? "";
    const metricsUrl = /metrics +(http:\S+)/.exec(output)?.[1] ?? "";
    const headers = { authorization: await issuer.mintToken(pod) };
    expect((await fetch(`${agentUrl}/v1/credentials`, { headers })).status).toBe(200);
    expect((await fetch(metricsUrl)).status).toBe(200);
    for (const started of [agent, command]) {
      started.signal("SIGTERM");
      expect((await started.finish()).exitCode).toBe(0);
    }
    for (const modules of [await readServeModules(), await readAgentModules()]) {
      expectNoUndici(modules);
      expectLoadedBeforeFlags(modules);
    }
  });

  test("dev, that makes an exchange, does not load undici", async () => {
    const readModules = recordModules("dev");
    expect(await runEksAuth("dev", "--once")).toMatchObject({ exitCode: 0 });
    expectNoUndici(await readModules());
  });
});
