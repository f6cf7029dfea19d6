import { join } from "node:path";
import { type Agent, createUpstream, ListenError, startAgent } from "@eks-auth/agent";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import {
  createEmbeddedIssuer,
  createIssuerKeys,
  createPodIdentityService,
  generateSessionKeys,
  openAssociationFile,
  type SessionKeys,
  UnusableFileError,
  type WatchedAssociations,
} from "@eks-auth/service";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { CommandError } from "../core/command-error.ts";
import { type LoopbackServer, rejectRemoteCaller, serveOnLoopback } from "../serve/loopback-server.ts";
import { type DevDirectory, describeWriteError, openDirectory, requireNoTokenFile } from "./directory.ts";
import {
  reportAgentNotice,
  reportAgentRefusal,
  reportError,
  reportProblem,
  reportRefusal,
} from "./event-printer.ts";
import { devCluster, samplePod, writeSampleAssociations } from "./sample.ts";
import { createStsListener } from "./sts-listener.ts";

/** A running service with a development cluster, and an agent that calls it. */
export interface DevEnvironment {
  /** The URL of the service, `http://127.0.0.1:8480`. */
  readonly endpoint: string;
  /** The URL of the agent; credentials are at `/v1/credentials` below. */
  readonly agentUrl: string;
  /** The URL of an STS that says whose the credentials are. */
  readonly stsUrl: string;
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
  /** The port to serve on; 0 for any that is free. The agent's and the STS's are the two behind it. */
  readonly port: number;
  /** Where the files are; a temporary directory where it is `undefined`. */
  readonly directory: string | undefined;
}

/**
 * Starts the cluster, then the service that trusts it, then the agent that calls it.
 *
 * @throws CommandError where a port is taken, or the directory or the association file can't be used
 */
export async function startDevEnvironment(options: DevEnvironmentOptions): Promise<DevEnvironment> {
  const ports = choosePorts(options.port);
  const directory = await openDirectory(options.directory);
  const cluster = await startDevCluster();
  // What is to be ended, the last first.
  const ends: (() => void | Promise<void>)[] = [() => directory.remove(), () => cluster.stop()];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) {
      await end();
    }
  };
  try {
    const associationFile = join(directory.path, "associations.yaml");
    const tokenFile = join(directory.path, "token");
    requireNoTokenFile(tokenFile);
    await writeSampleAssociations(directory, associationFile);
    const associations = await openAssociationFile(associationFile, devCluster, { onProblem: reportProblem });
    ends.push(() => associations.close());
    const keys = await generateSessionKeys();
    const api = await serveApi(ports.api, cluster, associations, keys);
    ends.push(() => api.stop(0));
    const sts = await serveOnLoopback({ host: "127.0.0.1", port: ports.sts }, createStsListener(keys));
    ends.push(() => sts.stop(0));
    const agent = await startLocalAgent(ports.agent, api.url);
    ends.push(() => agent.stop(0));
    await projectToken(cluster, directory, tokenFile);
    const [agentUrl = ""] = agent.urls;
    return {
      endpoint: api.url,
      agentUrl,
      stsUrl: sts.url,
      issuer: cluster.issuer,
      associationFile,
      tokenFile,
      stop,
    };
  } catch (error) {
    await stop();
    throw error instanceof UnusableFileError || error instanceof ListenError
      ? new CommandError(error.message)
      : error;
  }
}

async function projectToken(cluster: DevCluster, directory: DevDirectory, file: string): Promise<void> {
  try {
    await cluster.projectToken(file, samplePod);
  } catch (error) {
    throw describeWriteError(directory, file, error);
  }
}

async function serveApi(
  port: number,
  { issuer }: DevCluster,
  associations: WatchedAssociations,
  { privateKey }: SessionKeys,
): Promise<LoopbackServer> {
  const service = createPodIdentityService({
    clusters: [{ ...devCluster, issuer, keys: createIssuerKeys(issuer), associations }],
    credentials: createEmbeddedIssuer({ privateKey }),
    onRefusal: reportRefusal,
  });
  const handler = createEKSAuthFrontendHandler(service, {
    authenticate: rejectRemoteCaller,
    onError: reportError,
  });
  return serveOnLoopback({ host: "127.0.0.1", port }, createNodeListener(handler));
}

function startLocalAgent(port: number, endpoint: string): Promise<Agent> {
  return startAgent({
    clusterName: devCluster.name,
    upstream: createUpstream({ endpoint, region: devCluster.region, sign: false }),
    listen: [{ host: "127.0.0.1", port }],
    hosts: ["127.0.0.1", "localhost"],
    hooks: { onRefusal: reportAgentRefusal, onLogEvent: reportAgentNotice },
  });
}

/** The last port that has two behind it. */
const last = 65_533;

/** The ports of a development environment. */
export interface DevPorts {
  /** Of the EKS Auth API. */
  readonly api: number;
  /** Of the agent. */
  readonly agent: number;
  /** Of the STS. */
  readonly sts: number;
}

/**
 * Chooses the ports: the one that is given, and the two behind it.
 *
 * @param first - 0 for any that are free
 * @throws CommandError where there are no two behind it
 */
export function choosePorts(first: number): DevPorts {
  if (first > last) {
    throw new CommandError(
      `--port is ${first}, and two more are needed behind it. Choose one up to ${last}, or 0 for any that are free.`,
    );
  }
  const next = (by: number): number => (first === 0 ? 0 : first + by);
  return { api: first, agent: next(1), sts: next(2) };
}
