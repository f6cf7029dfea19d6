import {
    LambdaAuthentication,
    LambdaBalancerEvent,
    LambdaEvent,
    LambdaHandler,
    LambdaHttpEvent,
    LambdaHttpResult,
    LambdaProxyEvent,
    LambdaProxyResult,
    createLambdaHandler,
    getLambdaEvent,
} from "@eks-auth/server-runtime/lambda";
export {
    type LambdaAuthentication,
    type LambdaBalancerEvent,
    type LambdaEvent,
    type LambdaHandler,
    type LambdaHttpEvent,
    type LambdaHttpResult,
    type LambdaProxyEvent,
    type LambdaProxyResult,
    createLambdaHandler,
    getLambdaEvent,
};
