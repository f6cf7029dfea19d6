import {
    FetchHandlerOptions,
    createFetchHandler,
} from "@eks-auth/server-runtime/fetch";
export {
    type FetchHandlerOptions,
    createFetchHandler,
};
