import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { FakeSts } from "@eks-auth/test-kit/fake-sts";
import { afterEach, beforeEach, vi } from "vitest";

/** The fake STS of a test. New for each test, in which the AWS SDK finds only the kit's credentials. */
export interface StsSetup {
  sts: FakeSts;
}

export function useFakeSts(): StsSetup {
  const setup = {} as StsSetup;
  beforeEach(async () => {
    stubOwnCredentials();
    setup.sts = await FakeSts.start();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await setup.sts.stop();
  });
  return setup;
}
