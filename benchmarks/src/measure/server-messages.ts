/** What a measured server is asked for over IPC. */
export type ServerQuestion =
  /** The CPU time that it has used. */
  | "cpu"
  /** The memory that it holds once garbage is collected; it needs `--expose-gc`. */
  | "memory";

/** Sent by a server process once it takes requests, and then in answer to each question. */
export type ServerMessage =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "cpu"; readonly microseconds: number }
  | ({ readonly kind: "memory" } & MemoryFigures);

/** Memory in bytes. */
export interface MemoryFigures {
  /** The process's resident set: all of it, Node.js included. */
  readonly rss: number;
  /** The live objects on V8's heap. */
  readonly heap: number;
}
