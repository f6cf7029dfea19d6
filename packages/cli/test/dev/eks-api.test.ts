import { readFile } from "node:fs/promises";
import { EKS } from "@aws-sdk/client-eks";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePod } from "../../src/dev/sample.ts";

const directory = await makeTempFolder();
let command: StartedProgram;
let output: string;
let eks: EKS;
const { namespace, serviceAccount } = samplePod;
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

beforeAll(async () => {
  command = startEksAuth("dev", "--port", "0", "--directory", directory.path);
  output = await command.waitFor("Press Ctrl-C to stop.");
  eks = new EKS({
    endpoint: find(/--endpoint-url (\S+)/),
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  eks.destroy();
  await command.stop();
  await directory.remove();
});

/** Finds a text that the command has printed. */
function find(pattern: RegExp): string {
  return pattern.exec(output)?.[1] ?? "";
}

/** The status of the agent's answer to the sample pod, and the role in it. */
async function askAgent(): Promise<string> {
  const token = await readFile(find(/token file +(\S+)/), "utf8");
  const response = await fetch(`${find(/agent +(\S+),/)}/v1/credentials`, {
    headers: { authorization: token },
  });
  const { Token = "" } = (await response.json()) as { Token?: string };
  const claims = Token.split(".")[1] ?? "";
  const { roleArn: role = "" } = claims === "" ? {} : JSON.parse(Buffer.from(claims, "base64url").toString());
  return `${response.status} ${role}`.trim();
}

test("the agent gives out the role of a changed association at once", async () => {
  const { associations = [] } = await eks.listPodIdentityAssociations({ clusterName: "dev" });
  expect(associations).toMatchObject([{ namespace, serviceAccount }]);
  // The first request fetches the keys, and may be refused on a busy machine.
  await expect.poll(askAgent).toMatch(/^200 /);
  const associationId = associations[0]?.associationId;
  await eks.deletePodIdentityAssociation({ clusterName: "dev", associationId });
  expect(await askAgent()).toMatch(/^4\d\d$/);
  await eks.createPodIdentityAssociation({
    clusterName: "dev",
    namespace,
    serviceAccount,
    roleArn: roleArn("created"),
  });
  expect(await askAgent()).toBe(`200 ${roleArn("created")}`);
  await eks.updatePodIdentityAssociation({ clusterName: "dev", associationId, roleArn: roleArn("updated") });
  expect(await askAgent()).toBe(`200 ${roleArn("updated")}`);
});

test("the agent gives out the role of a file that was edited by hand", async () => {
  await expect.poll(askAgent).toMatch(/^200 /);
  await directory.edit("associations.yaml", (text) => text.replace(/role\/\w+/, "role/edited"));
  await expect.poll(askAgent).toBe(`200 ${roleArn("edited")}`);
});

test("a refused request is printed with its reason", async () => {
  await expect(eks.describeCluster({ name: "unknown" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  await command.waitForError("There is no cluster unknown.");
});
