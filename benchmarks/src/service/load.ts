import { CommandError } from "@eks-auth/codegen/terminal";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { cluster } from "../../programs/sample-pods.ts";
import type { OnProgress } from "../benchmark.ts";
import { compareServers, type LoadPlan, type Server, type ServerLoad } from "../measure/compare-servers.ts";
import type { LoadRequest } from "../measure/load.ts";
import { locateProgram } from "../measure/program-process.ts";
import { sendRequest } from "../measure/send-request.ts";
import { ServerProcess } from "../measure/server-process.ts";
import { addCaller, type RequestCaller } from "./caller-requests.ts";
import { createTokenRequest, signTokens } from "./environment.ts";

/** How much load, and from how many pods. */
export interface ServiceLoadPlan extends LoadPlan {
  /** Pods whose tokens are sent in turn. */
  readonly pods: number;
}

/** A server under test. */
interface ServiceServer extends Server {
  readonly name:
    | "stub"
    | "stub-verifying"
    | "service"
    | "service-agent"
    | "service-sigv4"
    | "service-embedded";
  /** The path of its module, which exports a `CreateServer`. */
  readonly file: string;
  /** Whether it rejects a token with an invalid signature. */
  readonly verifies: boolean;
  /** How it authenticates callers. */
  readonly caller: RequestCaller;
}

/** The baseline: what every service must do, and nothing else. */
export const baseline: ServiceServer = {
  name: "stub-verifying",
  title: "stub + signature",
  file: locateProgram("service/stub-verifying.ts"),
  verifies: true,
  caller: "none",
};

/** All servers, in the order of the tables. */
export const serviceServers: readonly ServiceServer[] = [
  {
    name: "stub",
    title: "stub",
    file: locateProgram("server/eks-auth-node.ts"),
    verifies: false,
    caller: "none",
  },
  baseline,
  {
    name: "service",
    title: "service",
    file: locateProgram("service/service.ts"),
    verifies: true,
    caller: "none",
  },
  {
    name: "service-agent",
    title: "service, agent's token, audit",
    file: locateProgram("service/service-agent.ts"),
    verifies: true,
    caller: "serviceAccount",
  },
  {
    name: "service-sigv4",
    title: "service, SigV4, audit",
    file: locateProgram("service/service-sigv4.ts"),
    verifies: true,
    caller: "sigv4",
  },
  {
    name: "service-embedded",
    title: "service, embedded issuer",
    file: locateProgram("service/service-embedded.ts"),
    verifies: true,
    caller: "none",
  },
];

/**
 * Compares the servers, with the tokens of many pods.
 *
 * @throws {CommandError} if a server responds wrongly
 */
export async function measureServiceLoad(
  issuer: DevCluster,
  plan: ServiceLoadPlan,
  onProgress: OnProgress,
): Promise<ServerLoad[]> {
  onProgress(`Signing the tokens of ${plan.pods} pods`);
  const tokens = await signTokens(issuer, plan.pods);
  const unsigned = tokens.map((token) => createTokenRequest(cluster.name, token));
  // The last one has an invalid signature.
  const all = [...unsigned, createTokenRequest(cluster.name, forgeSignature(tokens[0] ?? ""))];
  const prepared = new Map<ServiceServer, readonly LoadRequest[]>();
  for (const server of serviceServers) {
    prepared.set(server, await addCaller(server.caller, all, issuer));
  }
  const requests = (server: ServiceServer) => (prepared.get(server) ?? []).slice(0, -1);
  const host = locateProgram("serve-module.ts");
  return compareServers(
    {
      servers: serviceServers,
      baseline,
      requests,
      start: ({ title, file }) => ServerProcess.start(title, host, [file, issuer.issuer]),
      check: (server, origin) => checkServer(server, origin, prepared.get(server) ?? []),
    },
    plan,
    onProgress,
  );
}

/** Sends every request once. The last one has a token with an invalid signature. */
async function checkServer(
  { title, verifies }: ServiceServer,
  origin: string,
  requests: readonly LoadRequest[],
): Promise<void> {
  for (const request of requests.slice(0, -1)) {
    await expectStatus(title, origin, request, 200);
  }
  for (const forged of requests.slice(-1)) {
    await expectStatus(title, origin, forged, verifies ? 400 : 200);
  }
}

async function expectStatus(
  title: string,
  origin: string,
  request: LoadRequest,
  status: number,
): Promise<void> {
  const response = await sendRequest(origin, request);
  if (response.status !== status) {
    throw new CommandError(
      `${title} responded with status ${response.status} instead of ${status}: ${response.body}\n` +
        "Fix its module in benchmarks/programs/service/.",
    );
  }
}

/** Changes the first character of the signature, of which all bits are significant. */
function forgeSignature(token: string): string {
  const start = token.lastIndexOf(".") + 1;
  return token.slice(0, start) + (token[start] === "A" ? "B" : "A") + token.slice(start + 1);
}
