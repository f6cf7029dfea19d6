import { PassThrough, Readable } from "node:stream";
import { createIssuerKeys, IssuerUnavailableError, type TokenIssuer } from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandError } from "../../src/core/command-error.ts";
import { runInspect } from "../../src/token/inspect.ts";
import { runInProcess } from "../support/run-in-process.ts";

const pod = { namespace: "default", serviceAccount: "app", pod: { name: "app-0" } };

let cluster: DevCluster;
let issuer: TokenIssuer;
let folder: TempFolder;

beforeAll(async () => {
  cluster = await startDevCluster();
  issuer = { issuer: cluster.issuer, keys: createIssuerKeys(cluster.issuer) };
  folder = await makeTempFolder();
});
afterAll(async () => {
  await cluster.stop();
  await folder.remove();
});

describe("runInspect", () => {
  interface Outcome {
    readonly printed: string;
    readonly failure: string | undefined;
    readonly opened: readonly string[];
  }

  async function inspect(
    { text = "", isTerminal = false }: { text?: string; isTerminal?: boolean },
    options: { file?: string; json?: boolean } = {},
    tokenIssuer: TokenIssuer = issuer,
  ): Promise<Outcome> {
    const output = Object.assign(new PassThrough(), { isTTY: isTerminal });
    const opened: string[] = [];
    const findIssuer = async (...names: string[]): Promise<TokenIssuer> => {
      opened.push(...names);
      return tokenIssuer;
    };
    const dependencies = { findIssuer, input: Readable.from([text]), output };
    const failure = await runInspect(
      { config: "eks-auth.yaml", cluster: "dev", ...options },
      dependencies,
    ).then(
      () => undefined,
      (error: unknown) => {
        expect(error).toBeInstanceOf(CommandError);
        return (error as Error).message;
      },
    );
    output.end();
    return { printed: String(output.read() ?? ""), failure, opened };
  }

  it("explains a token from standard input that would be accepted", async () => {
    const { printed, failure, opened } = await inspect({ text: `${await cluster.mintToken(pod)}\n` });
    expect(failure).toBeUndefined();
    expect(opened).toEqual(["eks-auth.yaml", "dev"]);
    expect(printed).toContain('passed  subject     sub is "system:serviceaccount:default:app".\n');
    expect(printed).toMatch(/\n\nThe token would be accepted\.\n$/);
  });

  it("explains a token from a file that would be refused, and fails", async () => {
    const token = await cluster.mintToken({ ...pod, audience: "sts.amazonaws.com" });
    const { printed, failure } = await inspect({}, { file: await folder.write("token", token) });
    expect(failure).toBe("the token would be refused; the first check that failed is: audience.");
    expect(printed).toMatch(
      /^failed {2}audience {4}.*aud is \["sts\.amazonaws\.com"\]\. Expected: "pods\.eks\.amazonaws\.com".*$/m,
    );
    expect(printed).toMatch(/\n\nThe token would be refused\.\n$/);
  });

  it("waits longer than a request for keys that are being fetched", async () => {
    const { keys } = issuer;
    let times = 0;
    const late: typeof keys = (header, token) => {
      times += 1;
      if (times < 3) {
        throw new IssuerUnavailableError(cluster.issuer, new Error("they were not fetched."), "timeout");
      }
      return keys(header, token);
    };
    const text = await cluster.mintToken(pod);
    expect((await inspect({ text }, {}, { ...issuer, keys: late })).failure).toBeUndefined();
    expect(times).toBe(3);
  });

  it("aligns its columns", async () => {
    const { printed } = await inspect({ text: "canary.canary.canary" });
    const [table = ""] = printed.split("\n\n");
    const rows = table.split("\n");
    expect(rows).toHaveLength(11);
    expect(rows[0]).toMatch(/^failed {7}format {6}\S/);
    for (const row of rows.slice(1)) {
      expect(row).toMatch(/^not reached {2}[a-z ]{10} {2}\S/);
    }
  });

  it("prints JSON", async () => {
    const { printed, failure } = await inspect({ text: await cluster.mintToken(pod) }, { json: true });
    expect(failure).toBeUndefined();
    const { accepted, checks } = JSON.parse(printed);
    expect(accepted).toBe(true);
    expect(checks[0]).toEqual({ check: "format", status: "passed", message: expect.any(String) });
    expect(checks).toHaveLength(11);
  });

  it("uses colours only on a terminal", async () => {
    const text = await cluster.mintToken(pod);
    expect((await inspect({ text })).printed).not.toContain("\u001b[");
    expect((await inspect({ text, isTerminal: true }, { json: true })).printed).not.toContain("\u001b[");
    expect((await inspect({ text, isTerminal: true })).printed).toContain("\u001b[32mpassed\u001b[39m");
  });

  it("prints nothing of the token's text", async () => {
    const token = await cluster.mintToken({ ...pod, lifetimeSeconds: 172_800 });
    for (const text of [token, token.slice(0, -4), token.slice(4)]) {
      for (const json of [true, false]) {
        const { printed, failure } = await inspect({ text }, { json });
        for (const part of text.split(".")) {
          expect(printed + failure).not.toContain(part.slice(8, 40));
        }
      }
    }
  });

  it.each([
    [
      "no file",
      { file: "/nowhere/token" },
      "the token file /nowhere/token can't be read (ENOENT). Check that it exists and that this process can read it. Check --file.",
    ],
    ["nothing on standard input", {}, "standard input is empty; it should contain a token."],
  ])("fails if there is %s", async (_name, options, message) => {
    expect(await inspect({}, options)).toMatchObject({ printed: "", failure: message });
  });
});

describe("eks-auth token inspect", () => {
  let config: string;

  beforeAll(async () => {
    await folder.write("associations.yaml", "associations: []\n");
    config = await folder.write(
      "eks-auth.yaml",
      `clusters:
  - name: dev
    region: eu-west-1
    accountId: "111122223333"
    issuer: ${cluster.issuer}
    associations: associations.yaml
credentials:
  embedded:
    keyFile: session-key.pem
`,
    );
  });

  async function args(token: string, clusterName = "dev"): Promise<string[]> {
    const file = await folder.write("token", token);
    return ["token", "inspect", "--config", config, "--cluster", clusterName, "--file", file];
  }

  it("exits with 0 if the token would be accepted", async () => {
    const run = await runEksAuth(...(await args(await cluster.mintToken(pod))));
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(run.stdout).toContain("The token would be accepted.");
  });

  it("exits with 1 if the token would be refused", async () => {
    const token = await cluster.mintToken({ ...pod, lifetimeSeconds: 172_800 });
    const run = await runEksAuth(...(await args(token)));
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^failed .*172800 s.*86400 s/m);
    expect(run.stderr).toBe("error: the token would be refused; the first check that failed is: lifetime.\n");
  });

  it("exits with 1 if there is no such cluster", async () => {
    const run = await runInProcess(...(await args("a.b.c", "prod")));
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toMatch(/^error: /);
  });

  it("exits with 2 if its arguments are wrong", async () => {
    const run = await runInProcess("token", "inspect", "--config", config);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
