import type { AgentHooks } from "./agent-hooks.ts";

/**
 * Makes hooks that cost no pod its answer and don't end the process: what one throws or rejects with becomes a warning of
 * the process.
 */
export function guardHooks({ onIssue, onRefusal, onNotice }: AgentHooks): AgentHooks {
  return {
    ...(onIssue && { onIssue: guard(onIssue) }),
    ...(onRefusal && { onRefusal: guard(onRefusal) }),
    ...(onNotice && { onNotice: guard(onNotice) }),
  };
}

function guard<Event>(hook: (event: Event) => void | Promise<void>): (event: Event) => Promise<void> {
  return async (event) => {
    try {
      await hook(event);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : `A hook of the agent failed: ${error}`);
    }
  };
}
