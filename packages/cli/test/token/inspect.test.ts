import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { createIssuerKeys, IssuerUnavailableError, type TokenIssuer } from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandError } from "../../src/core/command-error.ts";
import { runInspect } from "../../src/token/inspect.ts";

const pod = { namespace: "default", serviceAccount: "app", pod: { name: "app-0" } };

let cluster: DevCluster;
let issuer: TokenIssuer;
let directory: string;

beforeAll(async () => {
  cluster = await startDevCluster();
  issuer = { issuer: cluster.issuer, keys: createIssuerKeys(cluster.issuer) };
  directory = await mkdtemp(join(tmpdir(), "eks-auth-cli-test-"));
});
afterAll(async () => {
  await cluster.stop();
  await rm(directory, { recursive: true });
});

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
  const parts = { findIssuer, input: Readable.from([text]), output };
  const failure = await runInspect({ config: "eks-auth.yaml", cluster: "dev", ...options }, parts).then(
    () => undefined,
    (error: unknown) => {
      expect(error).toBeInstanceOf(CommandError);
      return (error as Error).message;
    },
  );
  output.end();
  return { printed: String(output.read() ?? ""), failure, opened };
}

describe("eks-auth token inspect", () => {
  it("explains a token from standard input that would be accepted", async () => {
    const { printed, failure, opened } = await inspect({ text: `${await cluster.mintToken(pod)}\n` });
    expect(failure).toBeUndefined();
    expect(opened).toEqual(["eks-auth.yaml", "dev"]);
    expect(printed).toContain('passed  subject     sub is "system:serviceaccount:default:app".\n');
    expect(printed).toMatch(/\n\nThe token would be accepted\.\n$/);
  });

  it("explains a token from a file that would be refused, and fails", async () => {
    const file = join(directory, "token");
    await writeFile(file, await cluster.mintToken({ ...pod, audience: "sts.amazonaws.com" }));
    const { printed, failure } = await inspect({}, { file });
    expect(failure).toBe("the token would be refused; the first check that failed is: audience.");
    expect(printed).toContain(
      'failed  audience    The aud claim does not contain pods.eks.amazonaws.com. Found: aud is ["sts.amazonaws.com"]. Expected: "pods.eks.amazonaws.com", alone or among others.\n',
    );
    expect(printed).toMatch(/\n\nThe token would be refused\.\n$/);
  });

  it("waits for keys that are on their way for longer than a request would", async () => {
    const { keys } = issuer;
    let times = 0;
    const late: typeof keys = (header, token) => {
      times += 1;
      if (times < 3) {
        throw new IssuerUnavailableError(cluster.issuer, new Error("they did not come within 900 ms."));
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
    expect(rows[0]).toMatch(/^failed {7}format {6}The token is not a well-formed JWT/);
    for (const row of rows.slice(1)) {
      expect(row).toMatch(/^not reached {2}[a-z ]{10} {2}Found: /);
    }
  });

  it("prints JSON", async () => {
    const { printed, failure } = await inspect({ text: await cluster.mintToken(pod) }, { json: true });
    expect(failure).toBeUndefined();
    const { accepted, checks } = JSON.parse(printed);
    expect(accepted).toBe(true);
    expect(checks[0]).toEqual({ check: "format", status: "passed", message: "3 parts between dots." });
    expect(checks).toHaveLength(11);
  });

  it("has colour on a terminal alone", async () => {
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
      "the token file /nowhere/token can't be read (ENOENT). Check --file.",
    ],
    ["nothing on standard input", {}, "standard input is empty; it should hold a token."],
  ])("says that there is %s", async (_name, options, message) => {
    expect(await inspect({}, options)).toMatchObject({ printed: "", failure: message });
  });
});
