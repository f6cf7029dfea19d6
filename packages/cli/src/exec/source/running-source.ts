import type { CredentialSource } from "../../sdk-environment/agent-variables.ts";

/** What gives a command its credentials, for as long as it runs. */
export interface RunningSource extends CredentialSource {
  /** Ends it, and removes what was made for this run. */
  stop(): Promise<void>;
}
