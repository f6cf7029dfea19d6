import {
    createFetchHandler,
} from "@eks-auth/server-runtime/fetch";
export {
    createFetchHandler,
};
