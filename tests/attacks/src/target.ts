import { chmod } from "node:fs/promises";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { Certificate } from "@eks-auth/test-kit/self-signed-certificate";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { ControlledIssuer } from "./controlled-issuer.ts";
import type { GoodRequest } from "./good-client.ts";

/** The pod of the well-behaved client. */
export const pod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0" } };

/** Settings of an attacked service, in YAML. */
export interface ServiceSettings {
  /** Further keys at the top level of the configuration. */
  readonly top?: string;
  /** The server's certificate, for HTTPS. */
  readonly tls?: Certificate;
  /** Settings of `listen.tls`, as a flow map without braces. */
  readonly tlsSettings?: string;
  /** A file for the keys of the cluster `edge`, instead of its issuer's URL. */
  readonly keysFile?: string;
  /** Further associations, before that of the pod. */
  readonly associations?: string;
  /** Further clusters, as {@link clusterFor} writes them. */
  readonly clusters?: string;
}

/** An attacked server. Disposing it stops all of its processes and removes its files. */
export interface Target extends AsyncDisposable {
  readonly program: StartedProgram;
  readonly url: string;
  readonly port: number;
  /** What the well-behaved client sends. */
  readonly goodRequest: GoodRequest;
}

/** An attacked `eks-auth serve` with the cluster `edge`. */
export interface ServiceTarget extends Target {
  readonly issuer: ControlledIssuer;
  readonly folder: TempFolder;
  /** The request for a token, as an agent sends it. */
  requestFor(token: string): GoodRequest;
}

/** Starts `eks-auth serve`, with an embedded issuer of credentials. */
export async function startService(settings: ServiceSettings = {}): Promise<ServiceTarget> {
  const resources = new AsyncDisposableStack();
  const folder = await makeTempFolder("eks-auth-attacks");
  resources.defer(() => folder.remove());
  const issuer = await ControlledIssuer.start();
  resources.defer(() => issuer.stop());
  const { top = "", tls, tlsSettings, keysFile, associations = "", clusters = "" } = settings;
  const edge = clusterFor("edge", issuer.issuer, keysFile && `keys: { file: ${keysFile} }`);
  if (keysFile !== undefined) {
    await folder.write(keysFile, JSON.stringify({ keys: issuer.keys.map(({ publicJwk }) => publicJwk) }));
  }
  const tlsFiles = tls === undefined ? "" : await writeTlsFiles(folder, tls, tlsSettings);
  await folder.write(
    "eks-auth.yaml",
    `listen: { port: 0${tlsFiles} }\ncredentials: { embedded: { keyFile: session-key.pem } }\n${top}clusters:\n${edge}${clusters}`,
  );
  await folder.write("edge.yaml", `associations:\n${associations}${associationFor(pod)}`);
  const program = startKilled(resources, "serve", "--config", folder.resolve("eks-auth.yaml"));
  const url = /https?:\/\/\S+:\d+/.exec(await program.waitFor("Press Ctrl-C to stop."))?.[0] ?? "";
  const requestFor = (token: string): GoodRequest => ({
    url: `${url}/clusters/edge/assume-role-for-pod-identity`,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
    ca: tls?.certificate,
  });
  return {
    program,
    url,
    port: Number(new URL(url).port),
    goodRequest: requestFor(await issuer.mintToken(pod)),
    issuer,
    folder,
    requestFor,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Writes the files of a certificate. @returns the setting of `listen` that names them */
async function writeTlsFiles(
  folder: TempFolder,
  { certificate, privateKey }: Certificate,
  settings?: string,
): Promise<string> {
  await folder.write("tls.crt", certificate);
  await chmod(await folder.write("tls.key", privateKey), 0o600);
  const more = settings === undefined ? "" : `, ${settings}`;
  return `, tls: { certificateFile: tls.crt, keyFile: tls.key${more} }`;
}

/** An attacked `eks-auth agent`, and the service that it calls. */
export interface AgentTarget extends Target {
  readonly service: ServiceTarget;
}

/**
 * Starts `eks-auth agent` and the service that it calls.
 *
 * @param prepare - prepares the service, and returns further options of the command
 */
export async function startAgent(
  prepare: (service: ServiceTarget) => Promise<readonly string[]> = async () => [],
): Promise<AgentTarget> {
  const resources = new AsyncDisposableStack();
  const service = resources.use(await startService());
  const options = await prepare(service);
  const program = startKilled(
    resources,
    ...["agent", "--cluster", "edge", "--endpoint", service.url, "--no-sign-request"],
    ...["--listen", "127.0.0.1:0", "--no-probes", "--no-metrics", ...options],
  );
  const url = /http:\/\/\S+:\d+/.exec(await program.waitFor("Press Ctrl-C to stop."))?.[0] ?? "";
  return {
    program,
    url,
    port: Number(new URL(url).port),
    goodRequest: credentialsRequest(url, await service.issuer.mintToken(pod)),
    service,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Starts the command. It is killed in the end, because an attack that succeeds can keep it from ending by itself. */
function startKilled(resources: AsyncDisposableStack, ...args: readonly string[]): StartedProgram {
  const program = resources.use(startEksAuth(...args));
  resources.defer(() => program.signal("SIGKILL"));
  return program;
}

/** The request of a pod's AWS SDK for its credentials. */
export function credentialsRequest(url: string, token: string): GoodRequest {
  return { url: `${url}/v1/credentials`, method: "GET", headers: { authorization: token } };
}

/**
 * A cluster, as an item of the configuration's list. It has the associations of `edge`.
 *
 * @param settings - further keys, as a flow map without braces
 */
export function clusterFor(name: string, issuer: string, settings?: string): string {
  const more = settings === undefined ? "" : `, ${settings}`;
  return `  - { name: ${name}, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: edge.yaml${more} }\n`;
}

/** The association of a service account, as an item of a file's list. */
export function associationFor({ namespace, serviceAccount }: Omit<typeof pod, "pod">): string {
  return `  - { namespace: ${namespace}, serviceAccount: ${serviceAccount}, roleArn: "arn:aws:iam::111122223333:role/${serviceAccount}" }\n`;
}
