import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { listAssociationNames } from "../../programs/sample-pods.ts";
import { ProgramProcess } from "../measure/program-process.ts";

/** The credential issuers of `eks-auth serve`, as in its configuration. */
export const credentialSources = ["embedded", "sts"] as const;

/** A credential issuer of `eks-auth serve`. */
export type CredentialSource = (typeof credentialSources)[number];

/** What to configure. */
interface ServeOptions {
  readonly credentials: CredentialSource;
  /** The URL of the issuer of all clusters. */
  readonly issuer: string;
  readonly stsEndpoint: string;
  readonly clusters: number;
  /** Associations of each cluster. */
  readonly associations: number;
}

/** Returns the name of a cluster in the configuration. */
export function nameCluster(index: number): string {
  return `cluster-${String(index).padStart(3, "0")}`;
}

/** The name of the configuration file. */
export const configName = "eks-auth.yaml";

/** Writes a configuration and its association files to a temporary folder. */
export async function writeServeFolder(options: ServeOptions): Promise<TempFolder> {
  const folder = await makeTempFolder("eks-auth-bench");
  const names = Array.from({ length: options.clusters }, (_, index) => nameCluster(index));
  for (const name of names) {
    await folder.write(`${name}.yaml`, renderAssociations(name, options.associations));
  }
  await folder.write(configName, renderConfig(names, options));
  return folder;
}

/**
 * Starts the built `eks-auth serve` and waits until it listens.
 *
 * @param nodeOptions - options of Node.js
 * @param program - the file of the command; by default the published one
 * @throws {ProgramError} if the process ends
 */
export function startServe(
  configFile: string,
  nodeOptions: readonly string[] = [],
  program: string = eksAuthProgram,
): Promise<ProgramProcess> {
  return ProgramProcess.start({
    args: [...nodeOptions, program, "serve", "--config", configFile, "--log-level", "error"],
    // Without them the AWS SDK would search for credentials. The fake STS does not check them.
    env: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "unused" },
    readyPattern: /listening on \S*(http:\/\/[\w.]+:\d+)/,
  });
}

function renderConfig(names: readonly string[], { credentials, issuer, stsEndpoint }: ServeOptions): string {
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
  return `listen: { port: 0 }\nlimits: { perCluster: { perSecond: 1000000, burst: 1000000 } }\ncredentials: { ${source} }\nclusters:\n${clusters.join("")}`;
}

function renderAssociations(cluster: string, count: number): string {
  const entries = listAssociationNames(count).map(
    ({ namespace, serviceAccount }, index) => `  - namespace: ${namespace}
    serviceAccount: "${serviceAccount}"
    roleArn: arn:aws:iam::111122223333:role/${cluster}-app-${index}
`,
  );
  return `associations:\n${entries.join("")}`;
}
