import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
type AgentErrorReason = "bad_request" | "expired_token" | "headers_too_large" | "host_not_allowed" | "invalid_token" | "method_not_allowed" | "missing_token" | "not_found" | "rate_limited" | "request_timeout" | "too_many_calls" | "unknown_key" | "internal" | "api_error" | "bad_response" | "caller_refused" | "no_caller_token" | "no_client_certificate" | "no_signing_credentials" | "unreachable" | "upstream_config_invalid";
interface ErrorResponse {
    readonly status: number;
    readonly code: string;
}
declare class AgentError extends CodedError {
    static override readonly brand: string;
    override readonly name: string;
    readonly status: number;
    readonly code: string;
    readonly reason: AgentErrorReason;
    constructor(reason: AgentErrorReason, message: string, response?: ErrorResponse);
}
interface PodIdentity {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly name: string;
    readonly uid: string;
}
interface PodToken {
    readonly text: string;
    readonly hash: string;
    readonly pod: PodIdentity;
    readonly notBefore: number;
    readonly expiresAt: number;
}
declare const podIdentityAudience = "pods.eks.amazonaws.com";
declare function parseToken(text: string, hash: string): PodToken;
declare function tokenValidity({ notBefore, expiresAt }: PodToken, now: number): "valid" | "expired" | "not_yet_valid";
export {
    AgentError,
    type AgentErrorReason,
    type PodIdentity,
    type PodToken,
    parseToken,
    podIdentityAudience,
    tokenValidity,
};
