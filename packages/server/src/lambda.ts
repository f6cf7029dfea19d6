/**
 * Hosts a handler in AWS Lambda, for HTTP APIs of API Gateway and for function URLs.
 *
 * @packageDocumentation
 */
export {
  createLambdaHandler,
  getLambdaEvent,
  type LambdaAuthentication,
  type LambdaHttpEvent,
  type LambdaHttpResult,
} from "@eks-auth/server-runtime/lambda";
