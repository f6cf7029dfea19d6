import type { LambdaEvent } from "./lambda-event.ts";

/** Lambda's response to an event of payload format 2.0. */
export interface LambdaHttpResult {
  /** The status code. */
  statusCode: number;
  /** The headers, names in lower case. */
  headers: Record<string, string>;
  /** The body; empty if there is none. */
  body: string;
  /** Whether `body` is base64. */
  isBase64Encoded: boolean;
}

/** Lambda's response to an event of payload format 1.0, or of a load balancer. */
export interface LambdaProxyResult extends Omit<LambdaHttpResult, "headers"> {
  /** The headers, names in lower case; absent if `multiValueHeaders` has them. */
  headers?: Record<string, string>;
  /** Lists of values, names in lower case; absent unless the event has `multiValueHeaders`. */
  multiValueHeaders?: Record<string, string[]>;
  /** The status with its code; only for a load balancer. */
  statusDescription?: string;
}

/** Gives a response the form that the source of an event expects. */
export function adaptResult(
  result: LambdaHttpResult,
  event: LambdaEvent,
): LambdaHttpResult | LambdaProxyResult {
  if (!("httpMethod" in event)) {
    return result;
  }
  const { headers, ...rest } = result;
  const hasLists = event.multiValueHeaders !== undefined && event.multiValueHeaders !== null;
  return {
    ...rest,
    ...("elb" in event.requestContext ? { statusDescription: describeStatus(result.statusCode) } : {}),
    ...(hasLists
      ? {
          multiValueHeaders: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name, [value]]),
          ),
        }
      : { headers }),
  };
}

/** Load balancers show the text to clients of HTTP/1.1, and take any. */
function describeStatus(status: number): string {
  return `${status} ${status < 300 ? "OK" : status < 400 ? "Redirect" : "Error"}`;
}
