/**
 * Hosts a handler in AWS Lambda, for APIs of API Gateway, function URLs and Application Load Balancers.
 *
 * @packageDocumentation
 */
export {
  createLambdaHandler,
  getLambdaEvent,
  type LambdaAuthentication,
  type LambdaBalancerEvent,
  type LambdaEvent,
  type LambdaHandler,
  type LambdaHttpEvent,
  type LambdaHttpResult,
  type LambdaProxyEvent,
  type LambdaProxyResult,
} from "@eks-auth/server-runtime/lambda";
