import { readFile } from "node:fs/promises";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { describe, expect, it } from "vitest";
import { startDevEnvironment } from "../../src/dev/environment.ts";
import type { DevEnvironmentOptions } from "../../src/dev/environment-options.ts";

const other = "arn:aws:iam::444455556666:role/app";

/** The token in the token file and the credentials that the agent gives the sample pod. */
async function exchange(options: DevEnvironmentOptions) {
  const dev = await startDevEnvironment(options);
  try {
    const token = await readFile(dev.tokenFile, "utf8");
    let credentials = { Token: "", Expiration: "" };
    // The first request fetches the keys, and may be refused on a busy machine.
    await expect
      .poll(async () => {
        const response = await fetch(`${dev.agentUrl}/v1/credentials`, { headers: { authorization: token } });
        credentials = (await response.json()) as typeof credentials;
        return response.status;
      })
      .toBe(200);
    return { token: readClaims(token), session: readClaims(credentials.Token), credentials };
  } finally {
    await dev.stop();
  }
}

function readClaims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

describe("a development environment", () => {
  it("has another role and other lifetimes", async () => {
    const { token, session, credentials } = await exchange({
      roleArn: other,
      tokenLifetimeSeconds: 600,
      credentialLifetimeSeconds: 60,
    });
    expect(session).toMatchObject({ roleArn: other });
    expect(Number(token.exp) - Number(token.iat)).toBe(600);
    const leftMs = Date.parse(credentials.Expiration) - Date.now();
    expect(leftMs).toBeLessThanOrEqual(60_000);
    expect(leftMs).toBeGreaterThan(30_000);
  });

  it.each([
    ["changes the role in a file that exists", "sample", "arn:aws:iam::111122223333:role/mine"],
    ["adds the association to a file that exists", "other", "arn:aws:iam::111122223333:role/mine"],
    ["keeps the association that has the role already", "sample", other],
  ])("%s", async (_what, serviceAccount, roleArn) => {
    await using directory = await makeTempFolder();
    const text = `# Mine\nassociations:\n  - namespace: default\n    serviceAccount: ${serviceAccount}\n    roleArn: ${roleArn}\n`;
    await directory.write("associations.yaml", text);
    const { session } = await exchange({ directory: directory.path, roleArn: other });
    expect(session).toMatchObject({ roleArn: other });
    const after = await directory.read("associations.yaml");
    expect(after).toContain("# Mine");
    expect(after.includes(roleArn)).toBe(serviceAccount === "other" || roleArn === other);
  });

  it.each([
    [{ roleArn: "app" }, 'the role "app" is not the ARN of an IAM role'],
    [{ roleArn: "arn:aws:iam::111122223333:user/app" }, "is not the ARN of an IAM role"],
    [{ tokenLifetimeSeconds: 9 }, "the lifetime of tokens is 9 s. Choose a whole number from 10 to 86400."],
    [{ tokenLifetimeSeconds: 86_401 }, "Choose a whole number from 10 to 86400."],
    [{ credentialLifetimeSeconds: 29 }, "Choose a whole number from 30 to 43200."],
    [{ credentialLifetimeSeconds: 60.5 }, "Choose a whole number from 30 to 43200."],
    [{ credentialLifetimeSeconds: Number.NaN }, "Choose a whole number from 30 to 43200."],
    [{ faults: { slow: { rate: 2 } } }, "The rate of slow must be a number from 0 to 1."],
  ])("does not start with %j", async (options, message) => {
    await expect(startDevEnvironment(options)).rejects.toMatchObject({
      code: "option_invalid",
      message: expect.stringContaining(message),
    });
  });
});
