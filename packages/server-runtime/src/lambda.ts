/**
 * Hosts a handler in AWS Lambda, behind an HTTP API of API Gateway or a function URL.
 *
 * @packageDocumentation
 */

export type { LambdaHttpEvent, LambdaHttpResult } from "./lambda/event.ts";
export { createLambdaHandler } from "./lambda/lambda-handler.ts";
