import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import {
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  type FollowedAssociations,
  generateSessionKeys,
  openAssociationFile,
  UnusableFileError,
} from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { CommandFailure } from "../failure.ts";
import { type LoopbackServer, serveOnLoopback } from "../loopback/loopback-server.ts";
import { requireLocalCaller } from "../loopback/require-local-caller.ts";
import { describeWriteError, openDirectory } from "./directory.ts";
import { reportError, reportProblem, reportRefusal } from "./report.ts";
import { devCluster, samplePod, writeSampleAssociations } from "./sample.ts";
import { requireNoTokenFile } from "./token-file.ts";

/** A running service with a development cluster. */
export interface DevEnvironment {
  /** The URL of the service, `http://127.0.0.1:8480`. */
  readonly endpoint: string;
  /** The URL of the cluster's token issuer. */
  readonly issuer: string;
  /** The file that associations are read from, at the start and after each change. */
  readonly associationFile: string;
  /** The file that holds a fresh token of the sample pod. */
  readonly tokenFile: string;
  /** Ends everything and removes what was only for this run. */
  stop(): Promise<void>;
}

/** Where to run it. */
export interface DevEnvironmentOptions {
  /** The port to serve on; 0 for any that is free. */
  readonly port: number;
  /** Where the files are; a temporary directory where it is `undefined`. */
  readonly directory: string | undefined;
}

/**
 * Starts the cluster, then the service that trusts it.
 *
 * @throws CommandFailure where the port is taken, or the directory or the association file can't be used
 */
export async function startDevEnvironment(options: DevEnvironmentOptions): Promise<DevEnvironment> {
  const directory = await openDirectory(options.directory);
  const cluster = await startDevCluster();
  let associations: FollowedAssociations | undefined;
  let server: LoopbackServer | undefined;
  const stop = async (): Promise<void> => {
    associations?.close();
    await server?.stop(0);
    await cluster.stop();
    await directory.remove();
  };
  try {
    const associationFile = join(directory.path, "associations.yaml");
    const tokenFile = join(directory.path, "token");
    requireNoTokenFile(tokenFile);
    await writeSampleAssociations(associationFile);
    associations = await openAssociationFile(associationFile, devCluster, { onProblem: reportProblem });
    server = await serve(options.port, cluster, associations);
    await projectToken(cluster, tokenFile);
    return { endpoint: server.url, issuer: cluster.issuer, associationFile, tokenFile, stop };
  } catch (error) {
    await stop();
    throw error instanceof UnusableFileError ? new CommandFailure(error.message) : error;
  }
}

async function projectToken(cluster: DevCluster, file: string): Promise<void> {
  try {
    await cluster.projectToken(file, samplePod);
  } catch (error) {
    throw describeWriteError(file, error);
  }
}

async function serve(
  port: number,
  { issuer }: DevCluster,
  associations: FollowedAssociations,
): Promise<LoopbackServer> {
  const { privateKey } = await generateSessionKeys();
  const service = createPodIdentityService({
    clusters: [{ ...devCluster, issuer, keys: createIssuerKeys(issuer), associations }],
    credentials: createEmbeddedIssuer({ privateKey }),
    onRefusal: reportRefusal,
  });
  const handler = createEKSAuthFrontendHandler(service, {
    authenticate: requireLocalCaller,
    onError: reportError,
  });
  return serveOnLoopback({ host: "127.0.0.1", port }, handler);
}
