import type { AuthenticateCaller } from "../callers/caller-method.ts";

/** A configured method, and what it watches. */
export interface OpenMethod {
  readonly authenticate: AuthenticateCaller;
  close(): void;
}
