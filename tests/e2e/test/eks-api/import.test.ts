import { eksAuthProgram, runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";
import { eksEnvironment, type Members } from "../../src/eks-api/eks-client.ts";
import { startEksService } from "../../src/eks-api/eks-service.ts";
import { installBoto } from "../../src/tools/boto.ts";
import { roleArn } from "./clusters.ts";

// Each call of the AWS CLI takes a second.
const isShort = process.env.SDKS_FORM === "short";
const boto = isShort ? undefined : await prepareOrSkip("an import by the AWS CLI", installBoto);

const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

/** All that the API has members for. */
const associations = [
  { namespace: "shop", serviceAccount: "cart", roleArn: roleArn("cart"), tags: { team: "shop" } },
  {
    ...{
      namespace: "shop",
      serviceAccount: "data",
      roleArn: roleArn("cart"),
      targetRoleArn: roleArn("data"),
    },
    ...{ disableSessionTags: true, policy },
  },
  { namespace: "team-*", serviceAccount: "*", roleArn: roleArn("team") },
];

test.runIf(boto)("docs/associations.md copies associations to another file by the AWS CLI", async () => {
  await using folder = await makeTempFolder("eks-api-import");
  await folder.write("edge.json", JSON.stringify({ associations }));
  await folder.write("copy/edge.json", JSON.stringify({ associations: [] }));
  await folder.write("jwks.json", '{"keys":[]}');
  const edge = { name: "edge", issuer: "https://oidc.example.org/edge", associations: "edge.json" };
  const clusters = [{ ...edge, keys: { file: folder.resolve("jwks.json") } }];
  await using service = await startEksService({ folder, clusters });
  const config = folder.resolve("eks-auth.yaml");
  const copy = await folder.write("copy/eks-auth.yaml", await folder.read("eks-auth.yaml"));
  await writeCommands(folder, boto?.python ?? "");

  const snippet = readSnippets("docs/associations.md").find(({ code }) =>
    code.includes("eks-auth association import"),
  );
  // The external ID of a target role has the name of its cluster, so the copy is for a cluster with this name.
  const code = (snippet?.code ?? "").replaceAll("--cluster-name prod", "--cluster-name edge");
  const caller = eksEnvironment(service.caller("admin"));
  const env = { ...caller, PATH: `${folder.path}:${caller.PATH}`, EKS_AUTH_CONFIG: copy };
  expect(await readOutput("bash", ["-eo", "pipefail", "-c", code], { env })).toContain("3 added");

  const [original = [], copied] = await Promise.all([config, copy].map(listAssociations));
  // The copy names the external ID that the original has by default.
  const externalId = "eu-west-1/111122223333/edge/shop/data";
  expect(copied).toEqual(
    original.map((one) => (one.targetRoleArn === undefined ? one : { ...one, externalId })),
  );
});

/** Lists the associations of a configuration's only cluster. */
async function listAssociations(config: string): Promise<Members[]> {
  const { stdout } = await runEksAuth(
    ...["association", "list", "--cluster", "edge", "--config", config, "--json"],
  );
  return (JSON.parse(stdout) as { associations: Members[] }).associations;
}

/** Writes the commands `aws` and `eks-auth`. */
async function writeCommands(folder: TempFolder, python: string): Promise<void> {
  const commands = {
    aws: `exec ${python} -m awscli "$@"`,
    "eks-auth": `exec ${process.execPath} ${eksAuthProgram} "$@"`,
  };
  for (const [name, command] of Object.entries(commands)) {
    await readOutput("chmod", ["755", await folder.write(name, `#!/bin/sh\n${command}\n`)]);
  }
}
