import { styleText } from "node:util";
import type { DevEnvironment } from "./environment.ts";
import { devCluster, samplePod } from "./sample.ts";

/** Says what runs and how to call it: text for a terminal, whose snippets work as they stand. */
export function describeEnvironment({
  endpoint,
  issuer,
  associationFile,
  tokenFile,
}: DevEnvironment): string {
  const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
  return `EKS Auth is listening on ${bold(endpoint)}

  cluster       ${devCluster.name} (region ${devCluster.region}, account ${devCluster.accountId})
  issuer        ${issuer}
  associations  ${associationFile}
  token file    ${tokenFile} (of the pod ${samplePod.namespace}/${samplePod.pod.name}, kept fresh)

${bold("Trade the token for credentials with curl:")}

  curl -s ${endpoint}/clusters/${devCluster.name}/assume-role-for-pod-identity \\
    -H 'content-type: application/json' \\
    -d "{\\"token\\":\\"$(cat ${quoteForShell(tokenFile)})\\"}"

${bold("or with TypeScript:")}

  import { readFile } from "node:fs/promises";
  import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from "@eks-auth/client";

  const client = new EKSAuthClient({
    endpoint: "${endpoint}",
    region: "${devCluster.region}",
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  });
  const token = await readFile(${JSON.stringify(tokenFile)}, "utf8");
  const command = new AssumeRoleForPodIdentityCommand({ clusterName: "${devCluster.name}", token });
  console.log(await client.send(command));

Press Ctrl-C to stop.
`;
}

/** @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02 */
function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
