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
declare class AgentError extends Error {
    override readonly name = "AgentError";
    readonly status: number;
    readonly code: string;
    constructor(status: number, code: string, message: string);
}
declare function parseToken(text: string, hash: string): PodToken;
declare function tokenValidity({ notBefore, expiresAt }: PodToken, now: number): "valid" | "expired" | "not_yet_valid";
export {
    AgentError,
    type PodToken,
    type PodIdentity,
    parseToken,
    tokenValidity,
};
