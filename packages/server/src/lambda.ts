/**
 * Hosts a handler in AWS Lambda, behind an HTTP API of API Gateway or a function URL.
 *
 * @packageDocumentation
 */
export {
  createLambdaHandler,
  type LambdaHttpEvent,
  type LambdaHttpResult,
} from "@eks-auth/server-runtime/lambda";
