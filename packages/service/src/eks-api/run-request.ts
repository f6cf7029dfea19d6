import type { Call } from "@eks-auth/eks-api-server";
import type { ManagedAssociation } from "../associations/association-editor.ts";
import type { Caller } from "../callers/caller.ts";
import { UnexpectedError } from "../operation/unexpected-error.ts";
import type {
  AssociationChange,
  ChangedAssociation,
  ChangeOperation,
  ChangeRequest,
  ReadOperation,
  RefusedRead,
} from "./change.ts";
import { ConcurrentRequests } from "./concurrent-requests.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";
import { toResponseError } from "./response-error.ts";

type EksApiCall = Pick<Call<Caller | undefined>, "requestId" | "context" | "peer">;

/** What {@link RequestRunner} reports to. */
export interface RequestRunnerOptions {
  /**
   * Called before each change.
   *
   * @throws AuditUnavailableError if it could not be recorded: then it is refused
   */
  readonly requireAudit: () => void;
  /** Called after each change, and for each that was refused. The response waits for it. */
  readonly onChange: (change: AssociationChange) => void | Promise<void>;
  /** Called for each other request that was refused. It must not throw. */
  readonly onRefusedRead: (refusal: RefusedRead) => void;
  readonly now: () => Date;
}

/** A request that changes an association. */
interface ChangeWork {
  readonly operation: ChangeOperation;
  /** The cluster that the request names; empty if it names none. */
  readonly clusterName: string;
  /** The association, as far as the request names it. */
  readonly association: ChangedAssociation;
  /** The members that the request sets. */
  readonly members: readonly string[];
  readonly run: () => Promise<Changed>;
}

/** A changed association, with its cluster. */
export interface Changed {
  readonly cluster: EksApiCluster;
  readonly association: ManagedAssociation;
}

/** A request that only reads. */
interface ReadWork<Output> {
  readonly operation: ReadOperation;
  readonly clusterName: string;
  readonly run: () => Output | Promise<Output>;
}

/** Longer texts of a request are shortened in records. No valid one is as long. */
const maxRecorded = 700;

/** Runs the requests of the EKS API, records changes and converts errors. */
export class RequestRunner {
  readonly #options: RequestRunnerOptions;
  readonly #concurrent = new ConcurrentRequests();

  constructor(options: RequestRunnerOptions) {
    this.#options = options;
  }

  /**
   * Runs a request that only reads.
   *
   * @throws a modelled error
   */
  async read<Output>(call: EksApiCall, { run, ...request }: ReadWork<Output>): Promise<Output> {
    try {
      return await this.#concurrent.run(call.context, run);
    } catch (cause) {
      const expected = toResponseError(cause, request);
      this.#options.onRefusedRead({
        ...this.#describe(call, request.clusterName),
        operation: request.operation,
        error: expected?.error.name ?? "ServerException",
        reason: expected?.reason ?? new UnexpectedError(cause),
      });
      throw expected?.error ?? cause;
    }
  }

  /**
   * Runs a request that changes an association, and records it. If a change was made and can't be recorded, the caller gets
   * an error, but the change stays: the next ones are refused until a record can be written.
   *
   * @throws a modelled error
   */
  async change(call: EksApiCall, { run, ...request }: ChangeWork): Promise<Changed> {
    const { operation, members } = request;
    let changed: Changed;
    try {
      this.#options.requireAudit();
      changed = await this.#concurrent.run(call.context, run);
    } catch (cause) {
      const expected = toResponseError(cause, request);
      await this.#record({
        ...this.#describe(call, request.clusterName),
        operation,
        outcome: expected?.reason.code === "outcome_unknown" ? "unknown" : "refused",
        error: expected?.error.name ?? "ServerException",
        reason: expected?.reason ?? new UnexpectedError(cause),
        association: shorten(request.association),
      });
      throw expected?.error ?? cause;
    }
    const { id, namespace, serviceAccount, role, targetRole } = changed.association;
    await this.#record({
      ...this.#describe(call, request.clusterName),
      operation,
      outcome: "changed",
      association: { id, namespace, serviceAccount, roleArn: role.arn, targetRoleArn: targetRole?.arn },
      members,
    });
    return changed;
  }

  async #record(change: AssociationChange): Promise<void> {
    try {
      await this.#options.onChange(change);
    } catch (error) {
      throw toResponseError(error, { ...change, clusterName: change.cluster })?.error ?? error;
    }
  }

  #describe(
    { requestId, context: caller, peer }: EksApiCall,
    clusterName: string,
  ): Omit<ChangeRequest, "operation"> {
    return {
      time: this.#options.now(),
      requestId,
      cluster: clusterName.slice(0, maxRecorded),
      caller,
      clientAddress: peer?.address,
    };
  }
}

function shorten(association: ChangedAssociation): ChangedAssociation {
  return Object.fromEntries(
    Object.entries(association).map(([name, text]: [string, string | undefined]) => [
      name,
      text?.slice(0, maxRecorded),
    ]),
  );
}
