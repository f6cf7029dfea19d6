import type { Peer } from "../http/request.ts";
import type { LambdaEvent } from "./lambda-event.ts";

/** Reads an event of one format. */
export interface EventReader {
  readonly event: LambdaEvent;
  readonly method: string;
  /** Percent-encoded, without the stage. */
  readonly path: string;
  /** Percent-encoded, without the `?`. */
  readonly query: string;
  readonly peer: Peer | undefined;
  header(name: string): string | undefined;
  headerNames(): Iterable<string>;
}
