import { startAwsCli } from "@eks-auth/e2e/eks-api/clients/aws-cli";
import type { EksClient, EksOperation, Members } from "@eks-auth/e2e/eks-api/eks-client";
import { type EksService, startEksService } from "@eks-auth/e2e/eks-api/eks-service";
import { followAssociation } from "@eks-auth/e2e/eks-api/follow-association";
import { startAgentProcess } from "@eks-auth/e2e/eks-api/pod";
import { installBoto } from "@eks-auth/e2e/tools/boto";
import { accountId, Moto } from "@eks-auth/e2e/tools/moto";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clusterAssociationOf, installDefinitions } from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { namespace, pod, shop } from "../objects.ts";

const tools = await prepareOrSkip("the EKS API, with a real API server", async () => ({
  controlPlane: await startControlPlane(),
  boto: await installBoto(),
  moto: await Moto.start(),
}));

const names = { clusterName: "edge", namespace, serviceAccount: "cart" };
const roleArn = (name: string): string => `arn:aws:iam::${accountId}:role/${name}`;
const resources = "/apis/eks-auth.dev/v1alpha1/clusterpodidentityassociations";

describe.runIf(tools)("the EKS API, with a real API server", () => {
  if (tools === undefined) {
    return;
  }
  const { controlPlane, boto, moto } = tools;
  const { kubectl, api } = controlPlane;
  let folder: TempFolder;
  let service: EksService;
  let client: EksClient;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.create(...shop, ...["cart-0", "cart-1", "cart-2"].map(pod));
    folder = await makeTempFolder("eks-api-resources");
    await folder.write("admin.token", controlPlane.tokens.get("admin") ?? "");
    const { url, caFile } = controlPlane;
    const apiServer = { url, caFile, tokenFile: "admin.token" };
    service = await startEksService({
      folder,
      clusters: [{ name: "edge", accountId, apiServer, associationResources: {} }],
      credentials: { sts: { region: "eu-west-1", endpoint: moto.url } },
      env: { AWS_ACCESS_KEY_ID: "AKIASERVICE", AWS_SECRET_ACCESS_KEY: "secret" },
    });
    client = startAwsCli(boto.python, service.caller("admin"));
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await folder.remove();
    await moto.stop();
    await controlPlane.stop();
  });

  async function createToken(name: string): Promise<string> {
    const options = ["--audience", "pods.eks.amazonaws.com", "--bound-object-kind", "Pod"];
    const args = ["create", "token", "cart", "--namespace", namespace, ...options];
    return (await kubectl.run(...args, "--bound-object-name", name)).trim();
  }

  async function send(operation: EksOperation, input: Members): Promise<Members> {
    const answer = await client.call(operation, { clusterName: "edge", ...input });
    return "output" in answer ? answer.output : expect.fail(JSON.stringify(answer.error));
  }

  it("gives boto3 credentials of the role that the AWS CLI sets, until it deletes the association", async () => {
    await using agent = await startAgentProcess({
      ...{ cluster: "edge", endpoint: service.url, sts: moto.url },
      ...{ python: boto.python, folder },
    });
    await followAssociation({ client, agent, names, accountId, createToken });
  });

  it("stores associations as resources, with their tags, and changes those of kubectl", async () => {
    const { clusterName, ...subject } = names;
    await kubectl.create(clusterAssociationOf("by-hand", { ...subject, roleArn: roleArn("hand") }));
    const input = { namespace: "other", serviceAccount: "cart", roleArn: roleArn("cart") };
    const created = await send("CreatePodIdentityAssociation", { ...input, tags: { team: "shop" } });
    const { body } = await api.send("GET", resources);
    const specs = (body as { items: { spec: object }[] }).items.map(({ spec }) => spec);
    expect(specs).toContainEqual(expect.objectContaining(input));

    const { associations } = (await send("ListPodIdentityAssociations", { clusterName })) as {
      associations: Members[];
    };
    expect(associations).toHaveLength(2);
    const byHand = associations.find((association) => association.namespace === namespace);
    const associationId = byHand?.associationId;
    await send("UpdatePodIdentityAssociation", { associationId, roleArn: roleArn("changed") });
    expect((await api.send("GET", `${resources}/by-hand`)).body).toMatchObject({
      spec: { roleArn: roleArn("changed") },
    });
    expect(await service.exchange("edge", await createToken("cart-0"))).toBe("changed");
    await kubectl.run("delete", "clusterpodidentityassociations", "by-hand");
    await expect
      .poll(async () => service.exchange("edge", await createToken("cart-0")))
      .toBe("ResourceNotFoundException");
    expect(created).toMatchObject({ association: { tags: { team: "shop" } } });
  });
});
