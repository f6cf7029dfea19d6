import { setTimeout } from "node:timers/promises";
import { type Upstream, UpstreamError } from "@eks-auth/agent";
import type { Faults } from "./faults.ts";

/**
 * Makes an agent's calls slow. The agent waits before it calls the API: a slow API would instead run into the agent's own
 * time limit of a second.
 *
 * @param clearCache - makes the agent forget what it has cached and which calls are running. While there are faults, each
 * request of an SDK is a call, so that it can meet one
 */
export function createFaultyUpstream(upstream: Upstream, faults: Faults, clearCache: () => void): Upstream {
  const closed = new AbortController();
  return {
    ...upstream,
    async assumeRole(clusterName, token) {
      if (faults.areOn) {
        // Only now the agent has noted this call, which no other request should join.
        await Promise.resolve();
        clearCache();
      }
      const slow = faults.draw("slow");
      if (slow !== undefined) {
        faults.report({ kind: "slow" });
        await setTimeout(slow.ms, undefined, { signal: closed.signal }).catch(() => {
          throw new UpstreamError("unreachable", "The agent was stopped.");
        });
      }
      return upstream.assumeRole(clusterName, token);
    },
    close() {
      closed.abort();
      upstream.close();
    },
  };
}
