import { beforeAll, describe, expect, it } from "vitest";
import { type Run, runEksAuth } from "./eks-auth-command.ts";

describe("eks-auth dev --once", () => {
  let run: Run;
  let response: {
    credentials: Record<string, string>;
    assumedRoleUser: Record<string, string>;
    podIdentityAssociation: Record<string, string>;
  };

  beforeAll(async () => {
    run = await runEksAuth("dev", "--once");
    response = JSON.parse(run.stdout);
  });

  it("ends with 0 and prints nothing but the response", () => {
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toBe("");
    expect(Object.keys(response).toSorted()).toEqual([
      "assumedRoleUser",
      "audience",
      "credentials",
      "podIdentityAssociation",
      "subject",
    ]);
  });

  it("prints who got what", () => {
    expect(response).toMatchObject({
      subject: { namespace: "default", serviceAccount: "sample" },
      audience: "pods.eks.amazonaws.com",
      podIdentityAssociation: { associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/) },
      assumedRoleUser: {
        assumeRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:eks-dev-sample-pod-[0-9a-f-]{36}$/),
      },
    });
    expect(response.podIdentityAssociation.associationArn).toBe(
      `arn:aws:eks:us-east-1:111122223333:podidentityassociation/dev/${response.podIdentityAssociation.associationId}`,
    );
  });

  it("prints credentials that are still to expire, without their secrets", () => {
    const { expiration, accessKeyId, ...secrets } = response.credentials;
    expect(Date.parse(expiration ?? "")).toBeGreaterThan(Date.now());
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(secrets).toEqual({ secretAccessKey: "[redacted]", sessionToken: "[redacted]" });
  });
});
