import {
    LambdaAuthentication,
    LambdaHttpEvent,
    LambdaHttpResult,
    createLambdaHandler,
    getLambdaEvent,
} from "@eks-auth/server-runtime/lambda";
export {
    type LambdaAuthentication,
    type LambdaHttpEvent,
    type LambdaHttpResult,
    createLambdaHandler,
    getLambdaEvent,
};
