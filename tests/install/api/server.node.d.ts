import {
    createNodeListener,
} from "@eks-auth/server-runtime/node";
export {
    createNodeListener,
};
