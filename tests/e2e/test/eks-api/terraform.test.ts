import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpGoEks } from "../../src/eks-api/clients/go.ts";
import type { EksClient } from "../../src/eks-api/eks-client.ts";
import { type EksService, startEksService } from "../../src/eks-api/eks-service.ts";
import { type Resource, TerraformCalls } from "../../src/eks-api/terraform-calls.ts";
import { roleArn, writeClusters } from "./clusters.ts";

// Go takes half a minute to build the SDK.
const isShort = process.env.SDKS_FORM === "short";
const go = isShort ? undefined : await prepareOrSkip("Terraform's calls", setUpGoEks);

describe.runIf(go)("the calls of Terraform's AWS provider", () => {
  let cluster: DevCluster;
  let folder: TempFolder;
  let service: EksService;
  let client: EksClient;
  let terraform: TerraformCalls;

  beforeAll(async () => {
    cluster = await startDevCluster();
    folder = await makeTempFolder("terraform");
    service = await startEksService({ folder, clusters: await writeClusters(folder, cluster.issuer) });
    client = go?.[0]?.start(service.caller("admin")) as EksClient;
    terraform = new TerraformCalls(client);
  });
  afterAll(async () => {
    await client[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
    await folder.remove();
    await cluster.stop();
  });

  async function exchange(serviceAccount: string): Promise<string> {
    const pod = { namespace: "shop", serviceAccount, pod: { name: "cart-0" } };
    return service.exchange("edge", await cluster.mintToken(pod));
  }

  test("create, refresh, update in place, replace, delete and import", async () => {
    const resource: Resource = {
      clusterName: "edge",
      namespace: "shop",
      serviceAccount: "cart",
      roleArn: roleArn("cart"),
      tags: { team: "shop", stage: "test" },
    };
    const created = await terraform.create(resource);
    expect(created).toEqual({
      ...resource,
      disableSessionTags: false,
      associationId: expect.stringMatching(/^a-/),
      associationArn: expect.stringContaining(created.associationId),
    });
    expect(await exchange("cart")).toBe("cart");
    expect(await terraform.refresh(created), "A plan is empty.").toEqual(created);

    const changed = { ...resource, roleArn: roleArn("cart-2"), tags: { team: "cart", owner: "me" } };
    const updated = await terraform.update(created, changed);
    expect(updated).toEqual({ ...created, ...changed });
    expect(await exchange("cart")).toBe("cart-2");

    const onlyTags = { ...changed, tags: {} };
    const untagged = await terraform.update(updated, onlyTags);
    expect(untagged.tags ?? {}).toEqual({});
    expect({ ...untagged, tags: {} }).toEqual({ ...updated, tags: {} });

    const chained = { ...onlyTags, targetRoleArn: roleArn("data"), disableSessionTags: true };
    const withTarget = await terraform.update(untagged, chained);
    expect(withTarget).toMatchObject({
      targetRoleArn: roleArn("data"),
      disableSessionTags: true,
      externalId: "eu-west-1/111122223333/edge/shop/cart",
    });
    expect(await terraform.refresh(withTarget)).toEqual(withTarget);

    const imported = await terraform.import(`edge,${created.associationId}`);
    expect(imported).toEqual(withTarget);

    const replaced = await terraform.replace(withTarget, { ...chained, serviceAccount: "cart-new" });
    expect(replaced).toMatchObject({ serviceAccount: "cart-new", roleArn: roleArn("cart-2") });
    expect(replaced.associationId).not.toBe(created.associationId);
    expect(await terraform.refresh(withTarget), "The old one is gone.").toBeUndefined();
    expect([await exchange("cart"), await exchange("cart-new")]).toEqual([
      "ResourceNotFoundException",
      "data",
    ]);

    await terraform.delete(replaced);
    await terraform.delete(replaced);
    expect(await terraform.refresh(replaced)).toBeUndefined();
    expect(await terraform.import(`edge,${replaced.associationId}`)).toBeUndefined();
    expect(await exchange("cart-new")).toBe("ResourceNotFoundException");
  });

  test("an association that was deleted by someone else is created again", async () => {
    const resource = {
      clusterName: "edge",
      namespace: "shop",
      serviceAccount: "drift",
      roleArn: roleArn("cart"),
    };
    const state = await terraform.create(resource);
    await terraform.delete(state);
    expect(await terraform.refresh(state)).toBeUndefined();
    expect(await terraform.create(resource)).toEqual({
      ...state,
      associationId: expect.any(String),
      associationArn: expect.any(String),
    });
    expect(await exchange("drift")).toBe("cart");
  });

  test("a plan shows what someone else changed", async () => {
    const resource = {
      clusterName: "edge",
      namespace: "shop",
      serviceAccount: "changed",
      roleArn: roleArn("cart"),
    };
    const state = await terraform.create(resource);
    await client.call("UpdatePodIdentityAssociation", {
      clusterName: "edge",
      associationId: state.associationId,
      roleArn: roleArn("other"),
    });
    const refreshed = await terraform.refresh(state);
    expect(refreshed?.roleArn).toBe(roleArn("other"));
    const restored = await terraform.update(refreshed ?? state, resource);
    expect(restored).toEqual(state);
  });

  test("a target role that is removed from the resource stays, and the next plan shows it", async () => {
    const resource = {
      clusterName: "edge",
      namespace: "shop",
      serviceAccount: "target",
      roleArn: roleArn("cart"),
    };
    const state = await terraform.create({ ...resource, targetRoleArn: roleArn("data") });
    const refreshed = await terraform.update(state, resource);
    expect(refreshed.targetRoleArn).toBe(roleArn("data"));
  });
});
