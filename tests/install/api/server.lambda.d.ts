import {
    LambdaHttpEvent,
    LambdaHttpResult,
    createLambdaHandler,
} from "@eks-auth/server-runtime/lambda";
export {
    type LambdaHttpEvent,
    type LambdaHttpResult,
    createLambdaHandler,
};
