import {
    createHttp2Listener,
    getHttp2ServerRequest,
} from "@eks-auth/server-runtime/http2";
export {
    createHttp2Listener,
    getHttp2ServerRequest,
};
