import { join } from "node:path";
import { type Dev, type FaultSettings, startDev } from "@eks-auth/cli/testing";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { programFolder } from "../../src/sdks/languages/sdk.ts";
import { installBoto } from "../../src/tools/boto.ts";

/** What a program of an SDK prints: the caller's ARN, or its errors. Each attempt has a new client without credentials. */
interface Outcome {
  readonly arn?: string;
  readonly error?: string;
  readonly message?: string;
  readonly milliseconds: number;
}

let dev: Dev;

beforeAll(async () => {
  dev = await startDev();
});
afterEach(() => dev.setFaults({}));
afterAll(() => dev.stop());

/** Runs a program that calls GetCallerIdentity once for each attempt. */
async function call(
  [program, ...args]: readonly [string, ...string[]],
  faults: FaultSettings,
  attempts = 1,
): Promise<Outcome[]> {
  dev.setFaults(faults);
  const { stdout } = await runProgram(program, [...args, String(attempts)], { env: dev.env });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const python = await prepareOrSkip("boto3", installBoto);
const always = { rate: 1 };

describe.runIf(python)("boto3", () => {
  const program = [python?.python ?? "", join(programFolder("dev-faults"), "main.py")] as const;

  test("gets the role without a fault", async () => {
    expect(await call(program, {})).toMatchObject([{ arn: expect.stringContaining("assumed-role/sample/") }]);
  });

  test.each([
    ["throttle", "429"],
    ["server-error", "500"],
  ])("%s: retries the agent, and then fails", async (kind, status) => {
    const [outcome] = await call(program, { [kind]: always });
    expect(outcome).toMatchObject({
      error: "CredentialRetrievalError",
      message: expect.stringContaining(status),
    });
    // It tries three times, with a second between.
    expect(outcome?.milliseconds).toBeGreaterThan(2_000);
  });

  test("throttle: some of the clients get credentials", async () => {
    const outcomes = await call(program, { throttle: { rate: 0.5 } }, 12);
    expect(outcomes.filter(({ arn }) => arn !== undefined)).not.toEqual([]);
  });

  test("slow: gives up after its two seconds, three times", async () => {
    const [outcome] = await call(program, { slow: { rate: 1, ms: 3_000 } });
    expect(outcome).toMatchObject({ error: "CredentialRetrievalError" });
    expect(outcome?.milliseconds).toBeGreaterThan(6_000);
  });

  test("slow: waits for a shorter time", async () => {
    const [outcome] = await call(program, { slow: { rate: 1, ms: 700 } });
    expect(outcome).toHaveProperty("arn");
    expect(outcome?.milliseconds).toBeGreaterThan(700);
  });

  test("expired: has credentials that AWS refuses", async () => {
    expect(await call(program, { expired: always })).toMatchObject([{ error: "ExpiredToken" }]);
  });

  test("clock: has signatures that AWS refuses", async () => {
    expect(await call(program, { clock: { rate: 1, ms: -600_000 } })).toMatchObject([
      { error: "SignatureDoesNotMatch" },
    ]);
  });

  test("clock: gets no credentials if they have expired by the server's clock", async () => {
    expect(await call(program, { clock: { rate: 1, ms: -7 * 3_600_000 } })).toMatchObject([
      { error: "CredentialRetrievalError", message: expect.stringContaining("503") },
    ]);
  });
});

describe("the AWS SDK for JavaScript", () => {
  const program = [process.execPath, join(programFolder("dev-faults"), "main.ts")] as const;

  test("gets the role without a fault", async () => {
    expect(await call(program, {})).toMatchObject([{ arn: expect.stringContaining("assumed-role/sample/") }]);
  });

  test.each(["throttle", "server-error"])("%s: fails without credentials", async (kind) => {
    expect(await call(program, { [kind]: always })).toMatchObject([{ error: "CredentialsProviderError" }]);
  });

  test("slow: waits, and only prints a warning", async () => {
    const [outcome] = await call(program, { slow: { rate: 1, ms: 1_500 } });
    expect(outcome).toHaveProperty("arn");
    expect(outcome?.milliseconds).toBeGreaterThan(1_500);
  });

  test("expired: has credentials that AWS refuses", async () => {
    expect(await call(program, { expired: always })).toMatchObject([{ error: "ExpiredToken" }]);
  });

  test("clock: corrects its clock after a refusal, and tries again", async () => {
    expect(await call(program, { clock: { rate: 1, ms: 600_000 } })).toMatchObject([
      { arn: expect.stringContaining("assumed-role/sample/") },
    ]);
  });
});
