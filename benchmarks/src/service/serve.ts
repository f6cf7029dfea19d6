import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listAssociationNames } from "../../programs/sample-pods.ts";
import { ProgramProcess } from "../measure/program-process.ts";
import { cliProgram } from "../measure/programs.ts";

/** The credential issuers of `eks-auth serve`, as in its configuration. */
export const credentialSources = ["embedded", "sts"] as const;

/** A credential issuer of `eks-auth serve`. */
export type CredentialSource = (typeof credentialSources)[number];

/** What to configure. */
export interface ServeOptions {
  readonly credentials: CredentialSource;
  /** The URL of the issuer of all clusters. */
  readonly issuer: string;
  readonly stsEndpoint: string;
  readonly clusters: number;
  /** Associations of each cluster. */
  readonly associations: number;
}

/** A temporary folder with the configuration of `eks-auth serve`. */
export interface ServeFolder extends AsyncDisposable {
  readonly configFile: string;
}

/** Returns the name of a cluster in the configuration. */
export function nameCluster(index: number): string {
  return `cluster-${String(index).padStart(3, "0")}`;
}

/** Writes a configuration with its association files. */
export async function writeServeFolder(options: ServeOptions): Promise<ServeFolder> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-bench-"));
  const names = Array.from({ length: options.clusters }, (_, index) => nameCluster(index));
  for (const name of names) {
    await writeFile(join(folder, `${name}.yaml`), renderAssociations(name, options.associations));
  }
  const configFile = join(folder, "eks-auth.yaml");
  await writeFile(configFile, renderConfig(names, options));
  return { configFile, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/**
 * Starts the built `eks-auth serve` and waits until it listens.
 *
 * @param nodeOptions - options of Node.js
 * @throws {CommandError} if the process ends
 */
export function startServe(configFile: string, nodeOptions: readonly string[] = []): Promise<ProgramProcess> {
  return ProgramProcess.start({
    name: "eks-auth serve",
    args: [...nodeOptions, cliProgram, "serve", "--config", configFile, "--log-level", "error"],
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
  return `listen: { port: 0 }\ncredentials: { ${source} }\nclusters:\n${clusters.join("")}`;
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
