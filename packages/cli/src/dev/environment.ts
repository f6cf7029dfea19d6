import { join } from "node:path";
import { type Agent, createUpstream, ListenError, startAgent } from "@eks-auth/agent";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import {
  type AssociationEditor,
  type CredentialIssuer,
  createIssuerKeys,
  createPodIdentityService,
  generateSessionKeys,
  openAssociationFile,
  type SessionKeys,
  type WatchedAssociations,
} from "@eks-auth/service";
import {
  type DevCluster,
  type ServiceAccountTokenRequest,
  startDevCluster,
} from "@eks-auth/service/dev-cluster";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { printEvent } from "../core/output.ts";
import { type StartedServer, startHttpServer } from "../http/http-server.ts";
import { createApiListener } from "../serve/api-listener.ts";
import { type DevDirectory, openDirectory, requireNoTokenFile, toWriteError } from "./directory.ts";
import { serveEksApi } from "./eks-api-listener.ts";
import {
  checkOptions,
  choosePorts,
  type DevEnvironmentOptions,
  requireRoleArn,
} from "./environment-options.ts";
import { EventPrinter } from "./event-printer.ts";
import { Faults } from "./faults/faults.ts";
import { createFaultyApi } from "./faults/faulty-api.ts";
import { createFaultyUpstream } from "./faults/faulty-upstream.ts";
import type { DevObserver } from "./observer.ts";
import { devCluster, samplePod, setRole, writeSampleAssociations } from "./sample.ts";
import { createStsListener } from "./sts-listener.ts";

/** A development environment: a cluster, a service that trusts it, an STS, and an agent that calls the service. */
export interface DevEnvironment {
  readonly endpoint: string;
  /** The URL of the agent; it serves credentials at `/v1/credentials`. */
  readonly agentUrl: string;
  /** The URL of the EKS API, which changes the associations. */
  readonly eksApiUrl: string;
  /** The URL of an STS that answers GetCallerIdentity for the credentials. */
  readonly stsUrl: string;
  readonly issuer: string;
  /** The file of the associations; changes take effect while it runs. */
  readonly associationFile: string;
  /** The file that always contains a valid token of the sample pod. */
  readonly tokenFile: string;
  /** What goes wrong on purpose. It can change while it runs. */
  readonly faults: Faults;
  /** The issuer of the pods' tokens. */
  readonly cluster: DevCluster;
  /** Changes the associations. */
  readonly editor: AssociationEditor;
  /** Gives a service account a role; the next request of an SDK gets it. */
  setRole(
    names: Pick<ServiceAccountTokenRequest, "namespace" | "serviceAccount">,
    roleArn: string,
  ): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a development environment.
 *
 * @throws CommandError if an option is not usable, a port is in use, or the directory can't be written
 */
export async function startDevEnvironment(options: DevEnvironmentOptions = {}): Promise<DevEnvironment> {
  const { roleArn, tokenLifetimeSeconds, credentialLifetimeSeconds, observer } = options;
  checkOptions(options);
  const ports = choosePorts(options.port ?? 0);
  let clearAgentCache = (): void => {};
  const events = new EventPrinter(options.print ?? printEvent);
  const faults = new Faults(
    {
      onInjected(injected) {
        events.printInjectedFault(injected);
        observer?.onFault(injected);
      },
      onChange: () => clearAgentCache(),
    },
    options.faults,
  );
  const directory = await openDirectory(options.directory);
  const cluster = await startDevCluster();
  // What to stop, in reverse order.
  const started: (() => unknown)[] = [() => directory.remove(), () => cluster.stop()];
  const stop = async (): Promise<void> => {
    for (const stopOne of started.toReversed()) {
      await stopOne();
    }
  };
  try {
    const associationFile = join(directory.path, "associations.yaml");
    const tokenFile = join(directory.path, "token");
    requireNoTokenFile(tokenFile);
    await writeSampleAssociations(directory, associationFile, roleArn);
    const associations = await withFileErrors(
      openAssociationFile(associationFile, devCluster, {
        onProblem: events.printAssociationProblem,
        // A change by the EKS API is loaded before it is answered.
        onReload() {
          clearAgentCache();
          observer?.onAssociations();
        },
        // A developer edits the file by hand.
        shrinkGrace: 0,
      }),
    );
    started.push(() => associations.close());
    if (roleArn !== undefined) {
      await setRole(associations, samplePod, roleArn);
    }
    const keys = await generateSessionKeys();
    const api = await serveApi(ports.api, {
      cluster,
      associations,
      keys,
      faults,
      events,
      credentialLifetimeSeconds,
      observer,
    });
    started.push(() => api.stop(0));
    const sts = await startHttpServer(
      { host: "127.0.0.1", port: ports.sts },
      createStsListener(keys, faults),
    );
    started.push(() => sts.stop(0));
    const agent = await startLocalAgent(ports.agent, api.url, faults, events);
    started.push(() => agent.stop(0));
    clearAgentCache = () => agent.clearCache();
    const eksApi = await serveEksApi(ports.eksApi, cluster, associations, events);
    started.push(() => eksApi.stop(0));
    await projectToken(cluster, directory, tokenFile, tokenLifetimeSeconds);
    const [agentUrl = ""] = agent.urls;
    return {
      endpoint: api.url,
      agentUrl,
      eksApiUrl: eksApi.url,
      stsUrl: sts.url,
      issuer: cluster.issuer,
      associationFile,
      tokenFile,
      faults,
      cluster,
      editor: associations.editor,
      async setRole(names, arn) {
        requireRoleArn(arn);
        await setRole(associations, names, arn);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error instanceof ListenError
      ? new CommandError("listen_failed", error.message, { cause: error })
      : error;
  }
}

/** What the EKS Auth API works with. */
interface ApiParts {
  readonly cluster: DevCluster;
  readonly associations: WatchedAssociations;
  readonly keys: SessionKeys;
  readonly faults: Faults;
  readonly events: EventPrinter;
  readonly credentialLifetimeSeconds: number | undefined;
  readonly observer: DevObserver | undefined;
}

async function serveApi(port: number, parts: ApiParts): Promise<StartedServer> {
  const { cluster, associations, keys, faults, events, credentialLifetimeSeconds, observer } = parts;
  const { issuer } = cluster;
  const faulty = createFaultyApi(faults);
  const service = faulty.wrapService(
    createPodIdentityService({
      clusters: [{ ...devCluster, issuer, keys: createIssuerKeys(issuer), associations }],
      credentials: withLifetime(faulty.createIssuer(keys), credentialLifetimeSeconds),
      onDecision: events.printDecision,
      onExchange: observer?.onExchange,
    }),
  );
  const listener = createApiListener((options) => createEKSAuthFrontendHandler(service, options), {
    onError: events.printError,
    onRejectedCaller: events.printRejectedCaller,
    traceHandler: (handler) => faulty.wrapHandler(handler),
  });
  return startHttpServer({ host: "127.0.0.1", port }, listener);
}

/** Makes an issuer give all credentials the same lifetime. */
function withLifetime(issuer: CredentialIssuer, lifetimeSeconds: number | undefined): CredentialIssuer {
  return lifetimeSeconds === undefined
    ? issuer
    : { issue: (request) => issuer.issue({ ...request, durationSeconds: lifetimeSeconds }) };
}

async function startLocalAgent(
  port: number,
  endpoint: string,
  faults: Faults,
  events: EventPrinter,
): Promise<Agent> {
  const upstream = createUpstream({ endpoint, region: devCluster.region, sign: false });
  const agent: Agent = await startAgent({
    clusterName: devCluster.name,
    upstream: createFaultyUpstream(upstream, faults, () => agent.clearCache()),
    listen: [{ host: "127.0.0.1", port }],
    hosts: ["127.0.0.1", "localhost"],
    hooks: { onRefusal: events.printAgentRefusal, onLogEvent: events.printAgentEvent },
  });
  return agent;
}

async function projectToken(
  cluster: DevCluster,
  directory: DevDirectory,
  file: string,
  lifetimeSeconds: number | undefined,
): Promise<void> {
  try {
    await cluster.projectToken(file, {
      ...samplePod,
      ...(lifetimeSeconds !== undefined && { lifetimeSeconds }),
    });
  } catch (error) {
    throw toWriteError(directory, file, error);
  }
}
