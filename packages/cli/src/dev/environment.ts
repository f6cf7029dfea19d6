import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import {
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  generateSessionKeys,
  loadAssociationFile,
  YamlFileError,
} from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { CommandFailure } from "../failure.ts";
import { describeWriteError, openDirectory } from "./directory.ts";
import { type LoopbackServer, serveOnLoopback } from "./loopback-server.ts";
import { reportError, reportRefusal } from "./report.ts";
import { devCluster, samplePod, writeSampleAssociations } from "./sample.ts";
import { requireNoTokenFile } from "./token-file.ts";

/** A running service with a development cluster. */
export interface DevEnvironment {
  /** The URL of the service, `http://127.0.0.1:8480`. */
  readonly endpoint: string;
  /** The URL of the cluster's token issuer. */
  readonly issuer: string;
  /** The file that associations are read from, at the start. */
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
  let server: LoopbackServer | undefined;
  const stop = async (): Promise<void> => {
    await server?.stop();
    await cluster.stop();
    await directory.remove();
  };
  try {
    const associationFile = join(directory.path, "associations.yaml");
    const tokenFile = join(directory.path, "token");
    requireNoTokenFile(tokenFile);
    await writeSampleAssociations(associationFile);
    server = await serve(options.port, cluster, associationFile);
    await projectToken(cluster, tokenFile);
    return { endpoint: server.url, issuer: cluster.issuer, associationFile, tokenFile, stop };
  } catch (error) {
    await stop();
    throw error instanceof YamlFileError ? new CommandFailure(error.message) : error;
  }
}

async function projectToken(cluster: DevCluster, file: string): Promise<void> {
  try {
    await cluster.projectToken(file, samplePod);
  } catch (error) {
    throw describeWriteError(file, error);
  }
}

async function serve(port: number, { issuer }: DevCluster, associationFile: string): Promise<LoopbackServer> {
  const associations = await loadAssociationFile(associationFile, devCluster);
  const { privateKey } = await generateSessionKeys();
  const service = createPodIdentityService({
    clusters: [{ ...devCluster, issuer, keys: createIssuerKeys(issuer), associations }],
    credentials: createEmbeddedIssuer({ privateKey }),
    onRefusal: reportRefusal,
  });
  return serveOnLoopback(port, (authenticate) =>
    createEKSAuthFrontendHandler(service, { authenticate, onError: reportError }),
  );
}
