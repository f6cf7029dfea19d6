import type { HandlerOptions } from "@eks-auth/server";
import type { LoadShedderOptions } from "@eks-auth/server/node";
import { AuditUnavailableError, type Caller, type ConfiguredServiceHooks } from "@eks-auth/service";
import type { ServiceMetrics } from "./metrics/service-metrics.ts";
import type { ServiceLog } from "./service-log.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** The hooks of the service, of its handler and of its listener. */
export interface ServiceHooks
  extends Required<Omit<ConfiguredServiceHooks, "onRejectedCaller" | "onExchange">>,
    Required<Pick<HandlerOptions<Caller | undefined>, "onStart" | "onEnd" | "onError">> {
  readonly onRejectedCaller: ServiceLog["onRejectedCaller"];
  readonly onHandshakeFailed: ServiceLog["onHandshakeFailed"];
  readonly onAcceptFailed: ServiceLog["onAcceptFailed"];
  readonly onClosedConnection: ServiceLog["onClosedConnection"];
  readonly onShed: NonNullable<LoadShedderOptions["onShed"]>;
  /** The hooks of the EKS API's handler. */
  readonly eksApiHandler: Required<Pick<HandlerOptions<Caller | undefined>, "onStart" | "onEnd">>;
}

/** Creates hooks that write the log, count for the metrics, and add to traces. */
export function createServiceHooks(
  log: ServiceLog,
  metrics: ServiceMetrics,
  tracing: Tracing | undefined,
): ServiceHooks {
  const runAudit = tracing?.runAudit ?? ((work: () => Promise<void>) => work());
  return {
    async onDecision(decision) {
      tracing?.onDecision(decision);
      const { cluster, outcome } = decision;
      try {
        await runAudit(() => log.onDecision(decision));
      } catch (error) {
        if (error instanceof AuditUnavailableError) {
          metrics.auditFailures += 1;
          metrics.countDecision(cluster, "refused", error.code);
        }
        throw error;
      }
      metrics.countDecision(cluster, outcome, outcome === "refused" ? decision.reason.code : "");
    },
    eksApi: {
      requireAudit: log.requireAudit,
      async onChange(change) {
        try {
          await runAudit(() => log.onChange(change));
        } catch (error) {
          if (error instanceof AuditUnavailableError) {
            metrics.auditFailures += 1;
          }
          throw error;
        }
      },
      onRefusedRead: log.onRefusedRead,
    },
    eksApiHandler: {
      onStart: (start) => tracing?.onStart(start),
      onEnd(end) {
        metrics.countEksApiRequest(end);
        tracing?.onEnd(end);
      },
    },
    onLogEvent: log.onLogEvent,
    runStep: (step, work) =>
      metrics.runStep(step, tracing === undefined ? work : () => tracing.runStep(step, work)),
    onStart(start) {
      metrics.onStart();
      tracing?.onStart(start);
    },
    onEnd(end) {
      metrics.onEnd(end);
      tracing?.onEnd(end);
    },
    onError(error, request) {
      metrics.internalErrors += 1;
      return log.onError(error, request);
    },
    onRejectedCaller(rejected) {
      metrics.rejectedCallers.count(rejected.code);
      log.onRejectedCaller(rejected);
    },
    onHandshakeFailed(failure) {
      metrics.failedHandshakes += 1;
      log.onHandshakeFailed(failure);
    },
    onAcceptFailed: log.onAcceptFailed,
    onClosedConnection(address, limit) {
      metrics.closedConnections.count(limit);
      log.onClosedConnection(address, limit);
    },
    onShed(refused) {
      metrics.shed.count(refused);
      log.onShed(refused);
    },
  };
}
