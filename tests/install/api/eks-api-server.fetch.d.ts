import {
    FetchHandlerOptions,
    createFetchHandler,
    getFetchRequest,
    getHostArguments,
} from "@eks-auth/server-runtime/fetch";
export {
    type FetchHandlerOptions,
    createFetchHandler,
    getFetchRequest,
    getHostArguments,
};
