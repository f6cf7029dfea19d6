import type { AgentHooks } from "./agent-hooks.ts";

/**
 * Makes hooks that cost no pod its answer and don't end the process: what one throws or rejects with becomes a warning of
 * the process.
 *
 * @param ended - aborted, nobody is told anything any more
 */
export function guardHooks({ onGrant, onRefusal, onLogEvent }: AgentHooks, ended: AbortSignal): AgentHooks {
  return {
    ...(onGrant && { onGrant: guard(onGrant, ended) }),
    ...(onRefusal && { onRefusal: guard(onRefusal, ended) }),
    ...(onLogEvent && { onLogEvent: guard(onLogEvent, ended) }),
  };
}

function guard<Event>(
  hook: (event: Event) => void | Promise<void>,
  ended: AbortSignal,
): (event: Event) => Promise<void> {
  return async (event) => {
    if (ended.aborted) {
      return;
    }
    try {
      await hook(event);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : `A hook of the agent failed: ${error}`);
    }
  };
}
