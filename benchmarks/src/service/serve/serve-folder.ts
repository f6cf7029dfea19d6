import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listAssociationNames } from "../load/pods.ts";
import type { CredentialSource } from "./credentials.ts";

/** What a configuration is about. */
export interface ServeContents {
  readonly credentials: CredentialSource;
  /** The URL of the issuer; all clusters have the same. */
  readonly issuer: string;
  /** The URL in STS's place. */
  readonly stsEndpoint: string;
  readonly clusters: number;
  /** Associations of each cluster. */
  readonly associations: number;
}

/** A temporary folder with a configuration of `eks-auth serve`, and all that it names. */
export interface ServeFolder extends AsyncDisposable {
  readonly configFile: string;
}

/** Names a cluster of a folder. */
export function nameCluster(index: number): string {
  return `cluster-${String(index).padStart(3, "0")}`;
}

/** Writes a folder. */
export async function writeServeFolder(contents: ServeContents): Promise<ServeFolder> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-bench-"));
  const names = Array.from({ length: contents.clusters }, (_, index) => nameCluster(index));
  for (const name of names) {
    await writeFile(join(folder, `${name}.yaml`), writeAssociations(name, contents.associations));
  }
  const configFile = join(folder, "eks-auth.yaml");
  await writeFile(configFile, writeConfig(names, contents));
  return { configFile, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

function writeConfig(names: readonly string[], { credentials, issuer, stsEndpoint }: ServeContents): string {
  const source =
    credentials === "sts"
      ? `sts: { region: eu-west-1, endpoint: "${stsEndpoint}" }`
      : "embedded: { keyFile: session-key.pem }";
  const clusters = names.map(
    (name) => `  - name: ${name}
    region: eu-west-1
    accountId: "111122223333"
    issuer: ${issuer}
    associations: ${name}.yaml
`,
  );
  return `listen: { port: 0 }\ncredentials: { ${source} }\nclusters:\n${clusters.join("")}`;
}

function writeAssociations(cluster: string, count: number): string {
  const entries = listAssociationNames(count).map(
    ({ namespace, serviceAccount }, index) => `  - namespace: ${namespace}
    serviceAccount: "${serviceAccount}"
    roleArn: arn:aws:iam::111122223333:role/${cluster}-app-${index}
`,
  );
  return `associations:\n${entries.join("")}`;
}
