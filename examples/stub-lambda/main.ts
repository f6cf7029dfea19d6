/** Serves the stub in AWS Lambda, for an HTTP API of API Gateway or a function URL. */
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createLambdaHandler, type LambdaHttpEvent, type LambdaHttpResult } from "@eks-auth/server/lambda";
import { service } from "../stub-service.ts";

export const handler: (event: LambdaHttpEvent) => Promise<LambdaHttpResult> = createLambdaHandler(
  createEKSAuthFrontendHandler(service),
);
