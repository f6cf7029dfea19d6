import { BalancerEventReader, type LambdaBalancerEvent } from "./balancer-event.ts";
import type { EventReader } from "./event-reader.ts";
import { HttpEventReader, type LambdaHttpEvent } from "./http-event.ts";
import { type LambdaProxyEvent, ProxyEventReader } from "./proxy-event.ts";

/** An event of Lambda for an HTTP request. */
export type LambdaEvent = LambdaHttpEvent | LambdaProxyEvent | LambdaBalancerEvent;

/**
 * Finds out which format an event has.
 *
 * @throws TypeError if it isn't that of an HTTP request
 */
export function openEvent(event: LambdaEvent): EventReader {
  const { httpMethod, requestContext } = event as Partial<LambdaBalancerEvent>;
  if (isHttpEvent(event)) {
    return new HttpEventReader(event);
  }
  if (typeof httpMethod === "string" && requestContext?.elb !== undefined) {
    return new BalancerEventReader(event as LambdaBalancerEvent);
  }
  if (typeof httpMethod === "string" && requestContext !== undefined) {
    return new ProxyEventReader(event as LambdaProxyEvent);
  }
  throw new TypeError(
    "The event is not an HTTP request of a supported format: payload format 2.0 (HTTP API, function URL), " +
      "payload format 1.0 (REST API, HTTP API), or an Application Load Balancer. Check what invokes the function.",
  );
}

function isHttpEvent(event: LambdaEvent): event is LambdaHttpEvent {
  const { http } = (event as Partial<LambdaHttpEvent>).requestContext ?? {};
  return typeof http?.method === "string" && "rawPath" in event;
}
