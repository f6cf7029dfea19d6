import { setTimeout as sleep } from "node:timers/promises";
import type { SoakClient, SoakRequest, SoakResponse } from "./soak-client.ts";
import { nodes, type SoakedService, serviceAccounts } from "./soaked-service.ts";

/** Names and statuses of the errors that a request can get because a part of the service is down, is slow or is busy. */
const temporary: ReadonlySet<string> = new Set([
  "503 ServiceUnavailableException",
  "429 ThrottlingException",
]);

/** A request that must be refused, and how. */
interface BadRequest {
  readonly name: string;
  readonly expected: string;
  create(service: SoakedService): Promise<SoakRequest>;
}

const badRequests: readonly BadRequest[] = [
  {
    name: "without a caller",
    expected: "403 MissingAuthenticationTokenException",
    create: async (service) => ({ ...(await createRequest(service, "cart", "node-1")), headers: {} }),
  },
  {
    name: "with a caller of another service",
    expected: "403 AccessDenied",
    create: (service) => withCaller(service, { audience: "https://other.example.org" }),
  },
  {
    name: "with a caller of another service account",
    expected: "403 AccessDenied",
    create: (service) => withCaller(service, { serviceAccount: "other" }),
  },
  {
    name: "for a pod of another node",
    expected: "403 AccessDenied",
    create: async (service) => ({
      ...(await createRequest(service, "cart", "node-2")),
      headers: await createHeaders(service, "node-1"),
    }),
  },
  {
    name: "for a cluster that does not exist",
    expected: "403 AccessDenied",
    create: async (service) => ({
      ...(await createRequest(service, "cart", "node-1")),
      path: pathOf("other"),
    }),
  },
  {
    name: "for a service account without an association",
    expected: "404 ResourceNotFoundException",
    create: (service) => createRequest(service, "none", "node-1"),
  },
  {
    name: "with a token that was changed",
    expected: "400 InvalidTokenException",
    create: async (service) => {
      const { body, ...request } = await createRequest(service, "cart", "node-1");
      const [header, claims, signature] = (JSON.parse(body) as { token: string }).token.split(".");
      const reversed = [...(signature ?? "").slice(0, -2)].reverse().join("");
      return { ...request, body: JSON.stringify({ token: `${header}.${claims}.${reversed}AA` }) };
    },
  },
  {
    name: "with broken JSON",
    expected: "400 SerializationException",
    create: async (service) => ({ ...(await createRequest(service, "cart", "node-1")), body: '{"token":' }),
  },
  {
    name: "with a body that is too large",
    expected: "413 RequestEntityTooLargeException",
    create: async (service) => ({
      ...(await createRequest(service, "cart", "node-1")),
      body: JSON.stringify({ token: "a".repeat(70_000) }),
    }),
  },
];

/** What the load got. */
export interface LoadResult {
  readonly good: number;
  readonly bad: number;
  /** Good requests that got a temporary error. */
  readonly temporary: number;
  /** The first wrong answers. Must be empty. */
  readonly wrong: readonly string[];
}

/** Sends good and bad requests until it is stopped, and checks each answer. */
export class SoakLoad {
  readonly #service: SoakedService;
  readonly #client: SoakClient;
  readonly #wrong: string[] = [];
  readonly #workers: readonly Promise<void>[];
  #good = 0;
  #bad = 0;
  #temporary = 0;
  #isStopped = false;

  /** @param perSecond - how many good requests to send; there are half as many bad ones */
  constructor(service: SoakedService, client: SoakClient, perSecond: number) {
    this.#service = service;
    this.#client = client;
    const workers = 8;
    const pauseMs = (1_000 * workers) / perSecond;
    this.#workers = Array.from({ length: workers }, (_, index) => this.#work(index, pauseMs));
  }

  get result(): LoadResult {
    return { good: this.#good, bad: this.#bad, temporary: this.#temporary, wrong: this.#wrong.slice(0, 20) };
  }

  /** Waits until every request has its answer. */
  async stop(): Promise<LoadResult> {
    this.#isStopped = true;
    await Promise.all(this.#workers);
    return this.result;
  }

  async #work(worker: number, pauseMs: number): Promise<void> {
    for (let round = worker; !this.#isStopped; round += 1) {
      await this.#sendGood(round);
      if (round % 2 === 0) {
        await this.#sendBad(badRequests[(round / 2) % badRequests.length] as BadRequest);
      }
      if (round % 50 === 0) {
        await this.#client.abort(await createRequest(this.#service, "cart", "node-1"));
      }
      await sleep(pauseMs);
    }
  }

  async #sendGood(round: number): Promise<void> {
    const serviceAccount = serviceAccounts[round % serviceAccounts.length] ?? "";
    const node = nodes[round % nodes.length] ?? "";
    const request = await createRequest(this.#service, serviceAccount, node);
    const answer = await this.#send(request);
    this.#good += 1;
    if (temporary.has(answer)) {
      this.#temporary += 1;
    } else if (answer !== `200 shop/${serviceAccount} ${serviceAccount}`) {
      this.#wrong.push(`a good request for ${serviceAccount}: ${answer}`);
    }
  }

  async #sendBad({ name, expected, create }: BadRequest): Promise<void> {
    const answer = await this.#send(await create(this.#service));
    this.#bad += 1;
    if (answer !== expected && !temporary.has(answer)) {
      this.#wrong.push(`a request ${name}: ${answer} instead of ${expected}`);
    }
  }

  async #send(request: SoakRequest): Promise<string> {
    try {
      return describe(await this.#client.send(request));
    } catch (error) {
      const { code = "unknown", message } = error as NodeJS.ErrnoException;
      return `no answer (${code}: ${message})`;
    }
  }
}

/** Whether good requests get credentials now. */
export async function isAnswering(service: SoakedService, client: SoakClient): Promise<boolean> {
  const { status } = await client.send(await createRequest(service, "cart", "node-1"));
  return status === 200;
}

/** Describes a response by status and error, or by subject and role. */
function describe({ status, error, body }: SoakResponse): string {
  if (status !== 200) {
    return `${status} ${error}`;
  }
  const { subject, assumedRoleUser } = JSON.parse(body);
  const role = assumedRoleUser.arn.split("/")[1];
  return `200 ${subject.namespace}/${subject.serviceAccount} ${role}`;
}

async function createRequest(
  service: SoakedService,
  serviceAccount: string,
  node: string,
): Promise<SoakRequest> {
  return {
    path: pathOf("edge"),
    headers: await createHeaders(service, node),
    body: JSON.stringify({ token: await service.mintPodToken(serviceAccount, node) }),
  };
}

async function withCaller(
  service: SoakedService,
  change: Parameters<SoakedService["mintCallerToken"]>[1],
): Promise<SoakRequest> {
  const request = await createRequest(service, "cart", "node-1");
  return {
    ...request,
    headers: { "x-eks-auth-caller-token": await service.mintCallerToken("node-1", change) },
  };
}

async function createHeaders(service: SoakedService, node: string): Promise<Record<string, string>> {
  return { "x-eks-auth-caller-token": await service.mintCallerToken(node) };
}

function pathOf(cluster: string): string {
  return `/clusters/${cluster}/assume-role-for-pod-identity`;
}
