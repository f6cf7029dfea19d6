import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runEksAuth } from "../eks-auth-command.ts";
import { ExecFixture } from "./support/exec-fixture.ts";

let fixture: ExecFixture;

beforeEach(async () => {
  fixture = await ExecFixture.make();
});
afterEach(() => fixture.stop());

it("exec --help has examples", async () => {
  expect((await runEksAuth("exec", "--help")).stdout).toContain("Examples:\n  eks-auth exec --dev -- ");
});

describe("eks-auth exec ends with 2 and says", () => {
  it.each([
    [["--dev"], "missing required argument 'command'"],
    [
      ["--cluster", "edge", "--", "true"],
      "whose credentials? Give --pod NAMESPACE/NAME, --token-file PATH or --dev.",
    ],
    [["--token-file", "token", "--", "true"], "of which cluster is the pod? Give --cluster NAME"],
    [["--pod", "cart-0", "--", "true"], "A pod is given as NAMESPACE/NAME, shop/cart-0 for one."],
    [["--pod", "--x/y", "--", "true"], "A pod is given as NAMESPACE/NAME, shop/cart-0 for one."],
    [
      ["--pod", "shop/cart-0", "--token-file", "token", "--", "true"],
      "cannot be used with option '--token-file",
    ],
    [["--context", "a", "--token-file", "token", "--", "true"], "cannot be used with option '--token-file"],
    [["--dev", "--pod", "shop/cart-0", "--", "true"], "'--dev' cannot be used with option '--pod"],
    [["--dev", "--cluster", "edge", "--", "true"], "'--dev' cannot be used with option '--cluster"],
    [["--dev", "--no-sign-request", "--", "true"], "'--dev' cannot be used with option '--no-sign-request"],
    [["--cluster", "", "--pod", "shop/cart-0", "--", "true"], "It is empty. Name the cluster"],
    [["--cluster", "a b/c", "--pod", "shop/cart-0", "--", "true"], "A cluster's name is 1 to 100 letters"],
    [["--cluster", "edge", "--token-file", "", "--", "true"], "--token-file is empty. Name the file"],
    [
      ["--cluster", "edge", "--token-file", "eyJh.b.c", "--", "true"],
      "error: --token-file has a token. Write the token to a file, and name that.",
    ],
    [
      ["--dev", "ls", "-la"],
      "unknown option '-la'\nThe command and its options stand behind --, as in: eks-auth exec --dev -- ls -la\n",
    ],
  ])("%j: %s", async (args, message) => {
    const { exitCode, stdout, stderr } = await runEksAuth("exec", ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("eks-auth exec ends with 1, before it starts anything, and says", () => {
  const touch = () => ["--", "touch", join(fixture.folder, "started")];

  async function expectFailure(args: readonly string[], message: string): Promise<void> {
    const { exitCode, stderr } = await fixture.start("--cluster", "edge", ...args, ...touch()).finish();
    expect(stderr).toBe(`error: ${message}\n`);
    expect(exitCode).toBe(1);
    expect(await fixture.listTemporary()).toEqual([]);
    expect(existsSync(join(fixture.folder, "started"))).toBe(false);
  }

  it("that the token file isn't there", () =>
    expectFailure(
      ["--region", "eu-west-1", "--token-file", join(fixture.folder, "none")],
      `the token file ${fixture.folder}/none can't be read (ENOENT). Check --token-file.`,
    ));

  it("that the token file is a folder", () =>
    expectFailure(
      ["--region", "eu-west-1", "--token-file", fixture.folder],
      `the token file ${fixture.folder} can't be read (EISDIR). Check --token-file.`,
    ));

  it("that the token file is empty", async () => {
    await writeFile(fixture.tokenFile, "\n");
    await expectFailure(
      ["--region", "eu-west-1", "--token-file", fixture.tokenFile],
      `the token file ${fixture.tokenFile} is empty; it should hold a pod's token. Check --token-file.`,
    );
  });

  it("that the token file has a newline, with which no AWS SDK sends it", async () => {
    await writeFile(fixture.tokenFile, "a.b.c\n");
    await expectFailure(
      ["--region", "eu-west-1", "--token-file", fixture.tokenFile],
      `the token file ${fixture.tokenFile} begins or ends with space or a newline, which AWS SDKs refuse. Write the token alone, with printf %s for one.`,
    );
  });

  it.each([
    ["binary", Buffer.from([0xff, 0, 0x80])],
    ["text", "Bearer a.b.c"],
  ])("that the token file holds %s, and not what", async (_what, content) => {
    await writeFile(fixture.tokenFile, content);
    await expectFailure(
      ["--region", "eu-west-1", "--token-file", fixture.tokenFile],
      `the token file ${fixture.tokenFile} doesn't hold a JSON Web Token alone: it must be HEADER.CLAIMS.SIGNATURE, neither Bearer nor quotes around it. Check --token-file.`,
    );
  });

  function hideRegion(): void {
    vi.stubEnv("AWS_REGION", undefined);
    vi.stubEnv("AWS_DEFAULT_REGION", undefined);
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  }

  it("that no region is known for an endpoint, which may need none", async () => {
    hideRegion();
    await expectFailure(
      ["--endpoint", "http://127.0.0.1:9", "--token-file", fixture.tokenFile],
      "no AWS region is known, which requests are signed for. For an eks-auth serve, or a dev, give --no-sign-request: it needs neither; else give --region, or set AWS_REGION.",
    );
  });

  it("that no region is known", async () => {
    hideRegion();
    await expectFailure(
      ["--token-file", fixture.tokenFile],
      "No AWS region is known. Give one, or set AWS_REGION. On the command line it is --region.",
    );
  });
});

it("eks-auth exec --dev says which variable chose a folder that can't be written", async () => {
  vi.stubEnv("TMPDIR", join(fixture.folder, "none"));
  expect(await fixture.start("--dev", "--", "true").finish()).toMatchObject({
    exitCode: 1,
    stderr: `error: ${fixture.folder}/none/eks-auth-dev- can't be written (ENOENT). Choose another directory with TMPDIR.\n`,
  });
});
