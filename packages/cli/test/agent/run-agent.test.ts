import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stubOwnCredentials } from "../../../service/test/credentials/sts/own-environment.ts";
import { createSelfSignedCertificate } from "../../../service/test/token/self-signed-certificate.ts";
import { EksAuthCommand, type Run, runEksAuth } from "../eks-auth-command.ts";
import { pod, ServeFixture } from "../serve/support/serve-fixture.ts";

const { certificate } = createSelfSignedCertificate("any");

describe("eks-auth agent", () => {
  let fixture: ServeFixture;
  let cluster: DevCluster;
  let endpoint: string;
  const running: EksAuthCommand[] = [];

  beforeEach(async () => {
    fixture = await ServeFixture.make();
    cluster = await fixture.startIssuer();
    await fixture.writeConfig({ edge: cluster.issuer });
    await fixture.writeAssociations("edge", "cart");
    ({ url: endpoint } = await fixture.serve());
    await fixture.readKeys(endpoint, cluster);
  });

  afterEach(async () => {
    for (const command of running.splice(0)) {
      command.signal("SIGTERM");
      await command.finish();
    }
    await fixture.stop();
  });

  async function start(...args: string[]): Promise<{ command: EksAuthCommand; url: string; output: string }> {
    const command = new EksAuthCommand(
      ...["agent", "--cluster", "edge", "--endpoint", endpoint, "--no-sign-request"],
      ...["--listen", "127.0.0.1:0", "--probes", "127.0.0.1:0", "--metrics", "127.0.0.1:0"],
      ...args,
    );
    running.push(command);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    return { command, output, url: /listening on (http:\S+)/.exec(output)?.[1] ?? "" };
  }

  function ask(url: string, token: string): Promise<Response> {
    return fetch(`${url}/v1/credentials`, { headers: { authorization: token } });
  }

  it("gives a pod the credentials that the service makes", async () => {
    const { url } = await start();
    const response = await ask(url, await cluster.mintToken(pod));
    expect(await response.json()).toEqual({
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      Token: expect.stringMatching(/^ey/),
      AccountId: "111122223333",
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  it("names the pod in its log, and writes no token and no secret", async () => {
    const { command, url } = await start();
    const token = await cluster.mintToken(pod);
    const { SecretAccessKey, Token } = (await (await ask(url, token)).json()) as Record<string, string>;
    await ask(url, `${token}x`);
    await ask(url, await cluster.mintToken({ ...pod, serviceAccount: "nobody" }));
    command.signal("SIGTERM");
    const { stdout, stderr } = await command.finish();
    const records = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records).toEqual([
      expect.objectContaining({ level: "info", msg: "credentials issued", namespace: "shop", pod: "cart-0" }),
      expect.objectContaining({ level: "warn", msg: "refused", code: "InvalidTokenException", status: 400 }),
      expect.objectContaining({
        msg: "refused",
        code: "ResourceNotFoundException",
        serviceAccount: "nobody",
      }),
    ]);
    for (const secret of [token, token.split(".")[2], SecretAccessKey, Token]) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  it("says in its log alone why it has no AWS credentials of its own, and what to do", async () => {
    stubOwnCredentials({});
    vi.stubEnv("AWS_PROFILE", "nosuch");
    const command = new EksAuthCommand(
      ...["agent", "--cluster", "edge", "--endpoint", endpoint, "--region", "eu-west-1"],
      ...["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics"],
    );
    vi.unstubAllEnvs();
    running.push(command);
    const output = await command.waitFor("Press Ctrl-C to stop.");
    const url = /listening on (http:\S+)/.exec(output)?.[1] ?? "";
    const answer = await (await ask(url, await cluster.mintToken(pod))).text();
    expect(answer).toContain("The agent has no AWS credentials of its own");
    expect(answer).not.toContain("nosuch");
    command.signal("SIGTERM");
    const { stderr } = await command.finish();
    const credentialsProblem = expect.stringMatching(
      /^The AWS SDK found none: .*"nosuch".* --no-sign-request\.$/,
    );
    const records = stderr.trim().split("\n");
    expect(records.map((record) => JSON.parse(record))).toMatchObject([
      { msg: expect.stringMatching(/^The agent has no AWS credentials of its own/), credentialsProblem },
      { msg: "refused", credentialsProblem },
    ]);
  });

  it("answers probes and metrics", async () => {
    const { output } = await start();
    const probes = /probes +(\S+)\/healthz/.exec(output)?.[1];
    const metrics = /metrics +(\S+\/metrics)/.exec(output)?.[1];
    expect((await fetch(`${probes}/readyz`)).status).toBe(200);
    expect(await (await fetch(metrics ?? "")).text()).toContain("pod_identity_cached_pods 0");
  });

  it("answers neither where they aren't wanted", async () => {
    const { output } = await start("--no-probes", "--no-metrics");
    expect(output).toMatch(/probes +none\n +metrics +none\n/);
  });

  it("lets a renewed token find its pod's credentials where it verifies tokens itself", async () => {
    const { url } = await start("--issuer", cluster.issuer);
    const askAnew = async () => (await ask(url, await cluster.mintToken(pod))).text();
    // The first request reads the keys, and on a busy machine that may take longer than it waits for them.
    await expect.poll(async () => new Set([await askAnew(), await askAnew()]).size).toBe(1);
  });

  it("refuses a token of another cluster by itself where it verifies tokens", async () => {
    const other = await fixture.startIssuer();
    const { url } = await start("--issuer", cluster.issuer);
    const askAnew = async () => {
      const response = await ask(url, await other.mintToken(pod));
      return [response.status, await response.json()];
    };
    // As above.
    await expect.poll(askAnew).toEqual([
      400,
      expect.objectContaining({
        code: "InvalidTokenException",
        message: expect.stringContaining("It is not a token of this cluster."),
      }),
    ]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends with 0 on %s", async (signal) => {
    const { command } = await start();
    command.signal(signal);
    expect(await command.finish()).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("says that IPv6 is missing, and works without", async () => {
    // An address of the documentation's range, which no machine has.
    const { command, url } = await start("--listen", "[2001:db8::23]:0");
    await command.waitForError("Can't listen on http://[2001:db8::23]:0");
    expect((await ask(url, await cluster.mintToken(pod))).status).toBe(200);
  });

  it("answers to names that it is told of alone", async () => {
    const { url } = await start("--allow-host", "localhost");
    const token = await cluster.mintToken(pod);
    expect((await ask(url.replace("127.0.0.1", "localhost"), token)).status).toBe(200);
    const { url: strict } = await start();
    expect((await ask(strict.replace("127.0.0.1", "localhost"), token)).status).toBe(403);
  });
});

describe("eks-auth agent with options that can't be used", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "eks-auth-agent-"));
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "none"));
    for (const name of ["HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]) {
      vi.stubEnv(name, undefined);
      vi.stubEnv(name.toLowerCase(), undefined);
    }
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  function run(...args: string[]): Promise<Run> {
    return runEksAuth("agent", "--cluster", "edge", "--no-probes", "--no-metrics", ...args);
  }

  it.each([
    [
      "an endpoint that others could read",
      ["--endpoint", "http://eks-auth.example.org"],
      /The endpoint at eks-auth\.example\.org can't be used\..*https/,
    ],
    [
      "an endpoint that is no URL",
      ["--endpoint", "localhost:8480"],
      /The endpoint can't be used\..*--endpoint/,
    ],
    [
      "no region",
      [],
      /^error: No AWS region is known\. Give one, or set AWS_REGION\. On the command line it is --region\.$/m,
    ],
    [
      "a file of certificates that isn't there",
      ["--region", "eu-west-1", "--ca-file", "/none.pem"],
      /\/none\.pem can't be read \(ENOENT\)\. Check --ca-file/,
    ],
    [
      "keys without an issuer",
      ["--region", "eu-west-1", "--keys-file", "keys.json"],
      /Give it with --issuer/,
    ],
    [
      "certificates without an issuer",
      ["--region", "eu-west-1", "--keys-ca-file", "ca.pem"],
      /Give it with --issuer/,
    ],
    [
      "an issuer that can't be asked",
      ["--region", "eu-west-1", "--issuer", "nonsense"],
      /^error: --issuer is "nonsense"\. .*https/m,
    ],
    [
      "keys that others could change",
      ["--region", "eu-west-1", "--issuer", "any", "--keys-url", "http://keys.example.org"],
      /^error: --keys-url is "http:\/\/keys\.example\.org"/m,
    ],
    [
      "an address that nobody calls it by",
      ["--region", "eu-west-1", "--listen", "0.0.0.0:0"],
      /--listen has 0\.0\.0\.0.*--allow-host/,
    ],
    [
      "an address of IPv6 that nobody calls it by, however it is written",
      ["--region", "eu-west-1", "--listen", "[::0]:0"],
      /--listen has ::, .*--allow-host/,
    ],
    [
      "a region that can't be one",
      ["--region", "zz zz"],
      /^error: The AWS region can't be used: .*"zz zz".* On the command line it is --region\.$/m,
    ],
    [
      "no region for an endpoint, which may need none",
      ["--endpoint", "http://127.0.0.1:8480"],
      /^error: No AWS region is known\. .* it is --region; an eks-auth serve .* --no-sign-request\.$/m,
    ],
    [
      "a file of keys that isn't there",
      ["--region", "eu-west-1", "--issuer", "any", "--keys-file", "/none.json"],
      /^error: --keys-file: \/none\.json can't be read \(ENOENT\)\./m,
    ],
    [
      "a folder for a file of keys",
      ["--region", "eu-west-1", "--issuer", "any", "--keys-file", tmpdir()],
      /^error: --keys-file: .* can't be read \(EISDIR\)\./m,
    ],
    [
      "a file of keys that holds something else",
      ["--region", "eu-west-1", "--issuer", "any", "--keys-file", import.meta.filename],
      /^error: --keys-file: .*agent\.test\.ts is not a JSON Web Key Set\./m,
    ],
    [
      "certificates of the issuer's that aren't there",
      ["--region", "eu-west-1", "--issuer", "https://oidc.example.org", "--keys-ca-file", "/none.pem"],
      /\/none\.pem can't be read \(ENOENT\)\. Check --keys-ca-file/,
    ],
    [
      "an issuer's URL with a password",
      ["--region", "eu-west-1", "--issuer", "https://user:canary@oidc.example.org"],
      /^error: --issuer has a user or a password in it\.(?!.*canary)/m,
    ],
    [
      "an address of keys with a password, before all else",
      ["--region", "eu-west-1", "--issuer", "any", "--keys-url", "http://user:canary@keys.example.org"],
      /^error: --keys-url has a user or a password in it\.(?!.*canary)/m,
    ],
  ])("fails at %s, and says so", async (_what, args, message) => {
    expect(await run(...args)).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringMatching(message),
    });
  });

  it.each([
    ["--ca-file", []],
    ["--keys-ca-file", ["--issuer", "https://oidc.example.org"]],
  ])("fails at a file without certificates for %s", async (option, others) => {
    const file = join(folder, "ca.pem");
    await writeFile(file, "no certificate");
    const { exitCode, stderr } = await run("--region", "eu-west-1", option, file, ...others);
    expect([exitCode, stderr]).toEqual([
      1,
      `error: ${file} holds no certificate in the PEM format. Check ${option}.\n`,
    ]);
  });

  it.each([
    ["--ca-file", []],
    ["--keys-ca-file", ["--issuer", "https://oidc.example.org"]],
  ])("fails at a certificate that can't be read for %s", async (option, others) => {
    const file = join(folder, "ca.pem");
    const broken = "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n";
    for (const text of [broken, `${certificate}${broken}`, "-----BEGIN CERTIFICATE-----\nbm8=\n"]) {
      await writeFile(file, text);
      const { exitCode, stderr } = await run("--region", "eu-west-1", option, file, ...others);
      expect([exitCode, stderr]).toEqual([
        1,
        expect.stringMatching(new RegExp(`^error: ${file} holds .*certificate.*\\. Check ${option}\\.\n$`)),
      ]);
    }
  });

  it("fails at a proxy that is none, and doesn't repeat its password", async () => {
    vi.stubEnv("HTTPS_PROXY", "socks5://user:canary@127.0.0.1:1080");
    const { exitCode, stderr } = await run("--region", "eu-west-1");
    expect([exitCode, stderr]).toEqual([
      1,
      "error: HTTPS_PROXY doesn't name a proxy that can be used: it must be an http or https URL, such as " +
        "http://proxy.example.org:3128.\n",
    ]);
  });

  it.each(["", "a b/c"])("refuses the cluster name %j", async (name) => {
    const { exitCode, stderr } = await runEksAuth("agent", "--cluster", name, "--region", "eu-west-1");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("option '--cluster <name>' argument")]);
    vi.stubEnv("EKS_AUTH_CLUSTER", name);
    expect(await runEksAuth("agent", "--region", "eu-west-1")).toMatchObject({ exitCode: 2 });
  });

  it("names addresses in its help as they are given", async () => {
    const { stdout } = await runEksAuth("agent", "--help");
    expect(stdout).toMatch(/default:\s+127\.0\.0\.1:2703\)/);
    expect(stdout).toMatch(/default:\s+127\.0\.0\.1:2705\)/);
    expect(stdout).not.toContain("{");
  });

  it("fails at a port that is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { exitCode, stderr } = await run("--region", "eu-west-1", "--listen", `127.0.0.1:${port}`);
    taken.close();
    expect([exitCode, stderr]).toEqual([
      1,
      `error: Can't listen on http://127.0.0.1:${port}: it is taken. Choose another port, or end what listens there.\n`,
    ]);
  });

  it.each(["8080", "localhost:80", "127.0.0.1:70000", "[::1]", "::1:80", "[::1%lo]:80"])(
    "refuses to listen on %s",
    async (address) => {
      const { exitCode, stderr } = await run("--listen", address);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining("such as 127.0.0.1:8080 or [::1]:8080."),
      ]);
    },
  );
});
