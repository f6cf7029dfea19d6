import type { AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEKSAuthFrontendHandler } from "../src/gen/index.ts";
import { Caller } from "./eks-auth-client.ts";
import { HostedServer } from "./hosted-server.ts";

/** Every input that the model allows. */
const inputs: fc.Arbitrary<AssumeRoleForPodIdentityRequest> = fc.record({
  clusterName: fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/),
  token: fc.stringMatching(/^[A-Za-z0-9\-_=]{1,300}\.[A-Za-z0-9\-_=]{1,300}\.[A-Za-z0-9\-_=]{1,300}$/),
});

/** Any text of JavaScript: every character of Unicode, and halves of surrogate pairs too. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

/** Every output that the model allows, within the years that a timestamp of Smithy has. */
const outputs: fc.Arbitrary<AssumeRoleForPodIdentityResponse> = fc.record({
  subject: fc.record({ namespace: text, serviceAccount: text }),
  audience: text,
  podIdentityAssociation: fc.record({ associationArn: text, associationId: text }),
  assumedRoleUser: fc.record({ arn: text, assumeRoleId: text }),
  credentials: fc.record({
    sessionToken: text,
    secretAccessKey: text,
    accessKeyId: text,
    expiration: fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    }),
  }),
});

test("whatever the model allows survives the trip unchanged", async () => {
  let received: AssumeRoleForPodIdentityRequest | undefined;
  let answered: AssumeRoleForPodIdentityResponse | undefined;
  const handler = createEKSAuthFrontendHandler({
    assumeRoleForPodIdentity(input) {
      received = input;
      if (answered === undefined) throw new Error("no answer was prepared");
      return answered;
    },
  });
  await using server = await HostedServer.start(handler);
  using caller = new Caller(server.url);

  await fc.assert(
    // A record of fast-check has no prototype; the trip makes plain objects.
    fc.asyncProperty(inputs, outputs, async (input, output) => {
      answered = output;
      const { $metadata, ...result } = await caller.assumeRole(input);
      expect(received).toEqual(input);
      expect(result).toEqual(output);
    }),
    { numRuns: 300 },
  );
});
