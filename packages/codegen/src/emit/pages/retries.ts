import type { JsonAst } from "../../model/json-ast.ts";
import type { ErrorStructure } from "../../model/service.ts";

/** The statuses that AWS SDKs and the generated clients retry, whatever the error is. */
const retriedStatuses = [429, 500, 502, 503, 504];

/**
 * Describes whether clients repeat a request after an error: by its `@retryable`, its status, or a name of throttling.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function describeRetries({ id, name, status }: ErrorStructure, { shapes }: JsonAst): string {
  const trait = shapes[id]?.traits?.["smithy.api#retryable"] as { throttling?: boolean } | undefined;
  if (status === 429 || trait?.throttling || /Throttl/.test(name)) {
    return "yes, slowly";
  }
  return trait !== undefined || retriedStatuses.includes(status) ? "yes" : "no";
}
