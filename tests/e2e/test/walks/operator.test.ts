import { GuideSite } from "@eks-auth/operations-tests/guide-site";
import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { Walk } from "@eks-auth/test-kit/walk";
import { walks } from "@eks-auth/test-kit/walks";
import { expect, it } from "vitest";

it.runIf(TestNetwork.isAvailable())("an operator serves a pod by the operating guide", async () => {
  await using site = await GuideSite.start();
  const walk = new Walk(walks.operator);
  expect(await site.followTenMinutes(walk)).toMatchObject({ outcome: "granted", caller: "node-1" });
  await walk.finish();
});
