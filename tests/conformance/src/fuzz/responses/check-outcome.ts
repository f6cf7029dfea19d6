import { ClientError, ConnectionError, ResponseError, ServiceError } from "@eks-auth/client-runtime";

/** What a call led to: the client's output, or what it threw. */
export type Outcome = { readonly output: unknown } | { readonly thrown: unknown };

/**
 * Checks what a call led to after a random response.
 *
 * @returns the problem, or undefined if there is none
 */
export function checkOutcome(outcome: Outcome): string | undefined {
  if ("output" in outcome) {
    return undefined;
  }
  const { thrown } = outcome;
  if (!(thrown instanceof ClientError)) {
    return `an error that is not documented: ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
  }
  const { code, attempts, message } = thrown;
  if (typeof message !== "string" || attempts !== 1) {
    return `the message ${message} after ${attempts} attempts`;
  }
  return isDocumented(thrown) ? undefined : `a ${thrown.name} with the code ${code}: ${thrown.stack}`;
}

function isDocumented(error: ClientError): boolean {
  if (error instanceof ServiceError) {
    const { name, code, status, headers } = error;
    return (
      typeof name === "string" &&
      name !== "" &&
      code === name &&
      !isSuccess(status) &&
      typeof headers === "object"
    );
  }
  return (
    (error instanceof ConnectionError && error.code === "connection_failed") ||
    (error instanceof ResponseError && ["invalid_response", "response_too_large"].includes(error.code))
  );
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The name of an outcome, to count by. */
export function nameOutcome(outcome: Outcome): string {
  if ("output" in outcome) {
    return "output";
  }
  const { thrown } = outcome;
  return thrown instanceof ServiceError ? "ServiceError" : thrown instanceof Error ? thrown.name : "other";
}
