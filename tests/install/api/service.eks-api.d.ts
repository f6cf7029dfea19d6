import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
import {
    RequestLimit,
} from "@eks-auth/server-runtime/rate-limits";
import {
    AWSWesleyFrontendService,
} from "@eks-auth/eks-api-server";
interface RoleArn {
    readonly arn: string;
    readonly partition: string;
    readonly accountId: string;
    readonly path: string;
    readonly name: string;
}
interface ClusterIdentity {
    readonly name: string;
    readonly region: string;
    readonly accountId: string;
    readonly partition?: string | undefined;
}
interface Association {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly role: RoleArn;
    readonly targetRole: RoleArn | undefined;
    readonly externalId: string | undefined;
    readonly disableSessionTags: boolean;
    readonly policy: string | undefined;
    readonly durationSeconds: number | undefined;
    readonly id: string;
    readonly arn: string;
}
interface EntryMetadata {
    readonly tags?: Readonly<Record<string, string>> | undefined;
    readonly createdAt?: string | undefined;
    readonly modifiedAt?: string | undefined;
    readonly requestDigest?: string | undefined;
}
interface AssociationInput extends EntryMetadata {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly roleArn: string;
    readonly targetRoleArn?: string | undefined;
    readonly externalId?: string | undefined;
    readonly disableSessionTags?: boolean | undefined;
    readonly policy?: string | Record<string, unknown> | undefined;
    readonly durationSeconds?: number | undefined;
}
interface ManagedAssociation extends Association {
    readonly tags: Readonly<Record<string, string>>;
    readonly createdAt: Date | undefined;
    readonly modifiedAt: Date | undefined;
}
type ListedAssociation = Omit<ManagedAssociation, "tags">;
interface NewAssociation extends Omit<AssociationInput, "createdAt" | "modifiedAt" | "requestDigest"> {
    readonly requestToken?: string | undefined;
}
interface AssociationUpdate {
    readonly roleArn?: string | undefined;
    readonly targetRoleArn?: string | null | undefined;
    readonly externalId?: string | null | undefined;
    readonly disableSessionTags?: boolean | undefined;
    readonly policy?: string | null | undefined;
    readonly tags?: Readonly<Record<string, string | null>> | undefined;
}
interface ListAssociationsOptions {
    readonly after?: string | undefined;
    readonly limit: number;
    readonly namespace?: string | undefined;
    readonly serviceAccount?: string | undefined;
}
interface AssociationPage {
    readonly associations: readonly ListedAssociation[];
    readonly hasMore: boolean;
}
interface AssociationEditor {
    list(options: ListAssociationsOptions): Promise<AssociationPage>;
    get(id: string): Promise<ManagedAssociation | undefined>;
    create(association: NewAssociation): Promise<ManagedAssociation>;
    update(id: string, update: AssociationUpdate): Promise<ManagedAssociation>;
    delete(id: string): Promise<ManagedAssociation>;
}
declare const fileAccessErrorCodes: readonly [
    "file_unreadable",
    "file_unwritable",
    "file_not_regular",
    "file_too_large",
    "file_timeout",
    "file_owner_untrusted",
    "file_mode_unsafe"
];
type FileAccessErrorCode = (typeof fileAccessErrorCodes)[number];
declare class FileAccessError extends CodedError {
    static override readonly brand: string;
    override readonly name = "FileAccessError";
    readonly code: FileAccessErrorCode;
    readonly path: string;
    readonly problem: string;
    readonly systemCode: string | undefined;
    constructor(code: FileAccessErrorCode, path: string, problem: string, options?: ErrorOptions & {
        readonly systemCode?: string;
    });
    static ofSystem(path: string, cause: unknown): FileAccessError;
    static ofUnwritable(path: string, cause: unknown): FileAccessError;
    static ofType(path: string, type: string): FileAccessError;
    static ofTimeout(path: string, reason: string): FileAccessError;
}
interface VerifiedToken {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly pod: {
        readonly name: string;
        readonly uid: string;
    };
    readonly node?: {
        readonly name: string;
        readonly uid?: string | undefined;
    } | undefined;
    readonly tokenId?: string | undefined;
    readonly keyId: string;
}
type CallerMethod = "serviceAccount" | "sigv4" | "certificate";
interface CallerNode {
    readonly name: string;
    readonly uid?: string | undefined;
}
interface Caller {
    readonly name: string;
    readonly methods: readonly CallerMethod[];
    readonly clusters: ReadonlySet<string> | "all";
    readonly writableClusters?: ReadonlySet<string> | "all" | undefined;
    readonly node?: CallerNode | undefined;
    readonly sameNode: boolean;
    readonly token?: VerifiedToken | undefined;
}
interface RequestLimitsConfig {
    readonly perCaller: RequestLimit;
    readonly perCluster: RequestLimit;
}
type LimitedCluster = {
    readonly name: string;
};
type LimitedCaller = Pick<Caller, "name" | "node" | "token">;
declare class RequestLimits {
    #private;
    constructor(config: RequestLimitsConfig);
    require(cluster: LimitedCluster, caller: LimitedCaller): void;
    requireOfCluster(cluster: LimitedCluster, token: Pick<VerifiedToken, "namespace" | "serviceAccount">): void;
}
interface EksApiCluster extends ClusterIdentity {
    readonly issuer?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly editor: AssociationEditor;
}
declare class AssociationsUnavailableError extends CodedError {
    static override readonly brand: string;
    override readonly name = "AssociationsUnavailableError";
    readonly code = "associations_unavailable";
    constructor(clusterName: string, cause?: Error);
}
declare const changeErrorCodes: readonly [
    "exists",
    "missing",
    "invalid",
    "limit",
    "token_reused",
    "busy",
    "unwritable",
    "outcome_unknown"
];
type ChangeErrorCode = (typeof changeErrorCodes)[number];
declare class AssociationChangeError extends CodedError {
    static override readonly brand: string;
    override readonly name = "AssociationChangeError";
    readonly code: ChangeErrorCode;
    constructor(code: ChangeErrorCode, message: string, options?: ErrorOptions);
    static ofUnwritable(path: string, cause: unknown): AssociationChangeError;
}
declare const callerErrorCodes: readonly [
    "caller_missing",
    "signature_incomplete",
    "signature_invalid",
    "signature_expired",
    "access_key_unknown",
    "caller_token_invalid",
    "caller_denied",
    "caller_keys_unavailable",
    "caller_keys_shared",
    "certificate_unknown",
    "callers_differ",
    "cluster_not_allowed",
    "change_not_allowed",
    "node_differs",
    "node_unknown"
];
type CallerErrorCode = (typeof callerErrorCodes)[number];
declare class CallerError extends CodedError {
    static override readonly brand: string;
    override readonly name = "CallerError";
    readonly code: CallerErrorCode;
    constructor(code: CallerErrorCode, message: string, options?: ErrorOptions);
}
interface LineProblem {
    readonly line: number;
    readonly message: string;
}
interface FileProblem {
    readonly path: string;
    readonly line: number | undefined;
    readonly message: string;
}
declare class UnusableFileError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnusableFileError";
    readonly code = "file_unusable";
    readonly problems: readonly FileProblem[];
    private constructor();
    static ofProblems(path: string, problems: readonly LineProblem[]): UnusableFileError;
    static ofUnreadable(path: string, cause: FileAccessError): UnusableFileError;
    static ofWhole(path: string, message: string, cause: unknown): UnusableFileError;
}
declare const requestLimitErrorCodes: readonly [
    "caller_rate_limited",
    "cluster_rate_limited"
];
type RequestLimitErrorCode = (typeof requestLimitErrorCodes)[number];
interface ReachedLimit {
    readonly who: string;
    readonly limit: RequestLimit;
    readonly waitSeconds: number;
}
declare class RequestLimitError extends CodedError {
    static override readonly brand: string;
    override readonly name = "RequestLimitError";
    readonly code: RequestLimitErrorCode;
    readonly retryAfterSeconds: number;
    constructor(code: RequestLimitErrorCode, { who, limit: { perSecond, burst }, waitSeconds }: ReachedLimit);
}
declare class UnknownClusterError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnknownClusterError";
    readonly code = "cluster_not_found";
    constructor(clusterName: string);
}
declare class AuditUnavailableError extends CodedError {
    static override readonly brand: string;
    override readonly name = "AuditUnavailableError";
    readonly code = "audit_unavailable";
    constructor(problem: string, options?: ErrorOptions);
}
declare class UnexpectedError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnexpectedError";
    readonly code = "internal_error";
    constructor(cause: unknown);
}
declare const eksApiErrorCodes: readonly [
    "association_id_unknown",
    "next_token_invalid",
    "resource_arn_invalid",
    "resource_unknown",
    "too_many_in_progress"
];
type EksApiErrorCode = (typeof eksApiErrorCodes)[number];
declare class EksApiError extends CodedError {
    static override readonly brand: string;
    override readonly name = "EksApiError";
    readonly code: EksApiErrorCode;
    constructor(code: EksApiErrorCode, message: string);
}
type ChangeOperation = "CreatePodIdentityAssociation" | "UpdatePodIdentityAssociation" | "DeletePodIdentityAssociation" | "TagResource" | "UntagResource";
type ReadOperation = "DescribePodIdentityAssociation" | "ListPodIdentityAssociations" | "DescribeCluster" | "ListClusters" | "ListTagsForResource";
type AssociationChange = CompletedChange | RefusedChange | UnknownChange;
interface ChangeRequest {
    readonly time: Date;
    readonly requestId: string;
    readonly operation: ChangeOperation;
    readonly cluster: string;
    readonly caller: Caller | undefined;
    readonly clientAddress: string | undefined;
}
interface CompletedChange extends ChangeRequest {
    readonly outcome: "changed";
    readonly association: Required<ChangedAssociation>;
    readonly members: readonly string[];
}
interface RefusedChange extends ChangeRequest {
    readonly outcome: "refused";
    readonly error: string;
    readonly reason: EksApiReason | UnexpectedError;
    readonly association: ChangedAssociation;
}
interface UnknownChange extends Omit<RefusedChange, "outcome"> {
    readonly outcome: "unknown";
}
interface RefusedRead extends Omit<ChangeRequest, "operation"> {
    readonly operation: ReadOperation;
    readonly error: string;
    readonly reason: EksApiReason | UnexpectedError;
}
interface ChangedAssociation {
    readonly id?: string | undefined;
    readonly namespace?: string | undefined;
    readonly serviceAccount?: string | undefined;
    readonly roleArn?: string | undefined;
    readonly targetRoleArn?: string | undefined;
}
type EksApiReason = CallerError | UnknownClusterError | RequestLimitError | EksApiError | AssociationChangeError | AssociationsUnavailableError | UnusableFileError | AuditUnavailableError;
interface RequestRunnerOptions {
    readonly requireAudit: () => void;
    readonly onChange: (change: AssociationChange) => void | Promise<void>;
    readonly onRefusedRead: (refusal: RefusedRead) => void;
    readonly now: () => Date;
}
interface AccessContext {
    readonly getClusters: () => readonly EksApiCluster[];
    readonly getLimits: () => RequestLimits | undefined;
}
interface EksApiServiceOptions extends AccessContext, Omit<RequestRunnerOptions, "now"> {
}
declare function createEksApiService(options: EksApiServiceOptions): AWSWesleyFrontendService<Caller | undefined>;
export {
    type AccessContext,
    type EksApiServiceOptions,
    type RequestRunnerOptions,
    createEksApiService,
};
