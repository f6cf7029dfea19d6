/** Who answered without credentials. */
export type Refuser = "agent" | "server";

/** An answer that is no credentials. */
export interface Refusal {
  /** Who was asked; an agent hands on what its server says. */
  readonly by: Refuser;
  /** The HTTP status. */
  readonly status: number;
  /** The name of the error, `InvalidTokenException`. */
  readonly code: string;
  /** Its message, fit to be printed. */
  readonly message: string;
}

/** Writes a refusal for a person. */
export function describeRefusal({ by, status, code, message }: Refusal): string {
  return `The ${by} answers ${status} ${code}${message === "" ? "." : `: ${message}`}`;
}
