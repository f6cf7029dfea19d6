import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
import {
    CryptoKey,
    JWTVerifyGetKey,
} from "jose";
import {
    ApiServer,
} from "@eks-auth/kubernetes";
import {
    RequestLimit,
} from "@eks-auth/server-runtime/rate-limits";
import {
    AWSWesleyFrontendService,
    Authenticate,
} from "@eks-auth/eks-api-server";
import {
    KeyObject,
    X509Certificate,
} from "node:crypto";
import {
    FileHandle,
} from "node:fs/promises";
import {
    AccessDeniedException,
    Authenticate as Authenticate$1,
    EKSAuthFrontendService,
    ExpiredTokenException,
    InvalidParameterException,
    InvalidRequestException,
    InvalidTokenException,
    RawRequest,
    ResourceNotFoundException,
    ServiceUnavailableException,
    ThrottlingException,
} from "@eks-auth/server";
interface RoleArn {
    readonly arn: string;
    readonly partition: string;
    readonly accountId: string;
    readonly path: string;
    readonly name: string;
}
declare function parseRoleArn(arn: string): RoleArn | undefined;
interface ClusterIdentity {
    readonly name: string;
    readonly region: string;
    readonly accountId: string;
    readonly partition?: string | undefined;
}
interface AssociationNames {
    readonly namespace: string;
    readonly serviceAccount: string;
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
interface AssociationStore {
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
    names?(): Iterable<AssociationNames>;
}
declare function deriveAssociationId(cluster: ClusterIdentity, namespace: string, serviceAccount: string): {
    id: string;
    arn: string;
};
interface ClusterRules extends ClusterIdentity {
    readonly allowedRoles?: readonly string[] | undefined;
}
declare const associationRuleCodes: readonly [
    "role_not_allowed",
    "external_id_reserved",
    "globs_too_complex"
];
type AssociationRuleCode = (typeof associationRuleCodes)[number];
declare class AssociationRuleError extends CodedError {
    static override readonly brand: string;
    override readonly name = "AssociationRuleError";
    readonly code: AssociationRuleCode;
    constructor(code: AssociationRuleCode, message: string);
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
type LogEventCode = "config_reloaded" | "config_rejected" | "restart_required" | "restart_not_required" | "deny_list_reloaded" | "deny_list_rejected" | "watch_failed" | "watch_recovered" | "watch_handler_failed" | "revocation_unavailable" | "revocation_recovered" | "associations_reloaded" | "associations_missing" | "associations_rejected" | "associations_held" | "associations_shrunk" | "associations_restored" | "association_status_failed" | "association_status_recovered" | "keys_unavailable" | "keys_recovered" | "keys_unusable" | "keys_usable" | "keys_shared" | "key_cache_failed" | "key_cache_recovered" | "session_keys_reloaded" | "session_keys_rejected" | "tls_reloaded" | "tls_rejected" | "access_key_reloaded" | "access_key_rejected";
interface LogEvent {
    readonly level: "info" | "warn" | "error";
    readonly code: LogEventCode;
    readonly cluster?: string;
    readonly message: string;
}
type OnLogEvent = (event: LogEvent) => void;
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
type CallerErrorName = "MissingAuthenticationTokenException" | "IncompleteSignatureException" | "InvalidSignatureException" | "RequestExpired" | "UnrecognizedClientException" | "ServiceUnavailableException" | "AccessDenied";
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
declare function formatFileProblem({ path, line, message }: FileProblem): string;
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
interface SessionRequest {
    readonly role: RoleArn;
    readonly target: TargetRole | undefined;
    readonly sessionName: string;
    readonly tags: SessionTags | undefined;
    readonly policy: string | undefined;
    readonly durationSeconds: number;
}
interface TargetRole {
    readonly role: RoleArn;
    readonly externalId: string | undefined;
}
interface SessionTags {
    readonly "eks-cluster-arn": string;
    readonly "eks-cluster-name": string;
    readonly "kubernetes-namespace": string;
    readonly "kubernetes-service-account": string;
    readonly "kubernetes-pod-name": string;
    readonly "kubernetes-pod-uid": string;
}
interface IssuedCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: Date;
    readonly assumedRole: AssumedRole;
    readonly stsRequestId?: string | undefined;
}
interface AssumedRole {
    readonly arn: string;
    readonly id: string;
}
interface CredentialIssuer {
    issue(request: SessionRequest): Promise<IssuedCredentials>;
    check?(): Promise<void>;
}
declare const credentialErrorCodes: readonly [
    "role_refused",
    "invalid_request",
    "invalid_parameter",
    "throttled",
    "unavailable"
];
type CredentialErrorCode = (typeof credentialErrorCodes)[number];
declare class CredentialIssuerError extends CodedError {
    static override readonly brand: string;
    override readonly name = "CredentialIssuerError";
    readonly code: CredentialErrorCode;
    readonly problem: string;
    readonly clockOffsetMs: number | undefined;
    constructor(code: CredentialErrorCode, problem: string, { fix, clockOffsetMs }?: {
        readonly fix?: string | undefined;
        readonly clockOffsetMs?: number | undefined;
    });
}
interface Entitlement {
    readonly cluster: ClusterRules;
    readonly token: VerifiedToken;
    readonly association: Association;
}
type SessionNamer = (entitlement: Entitlement) => string;
declare class SessionNameTemplateError extends CodedError {
    static override readonly brand: string;
    override readonly name = "SessionNameTemplateError";
    readonly code = "session_name_template_invalid";
    constructor(template: string, problem: string);
}
declare function createSessionNamer(template: string): SessionNamer;
type KeySource = JWTVerifyGetKey;
interface CachedKeySource extends KeySource {
    track(): TrackedKeys;
    refresh(): Promise<void>;
    readonly status: KeyStatus;
    close(): void;
}
interface KeyStatus {
    readonly readAt: number | undefined;
    readonly failure: UnavailableReason | undefined;
}
interface TrackedKeys extends KeySource {
    isCurrent(): boolean;
}
interface TokenIssuer {
    readonly issuer: string;
    readonly keys: KeySource;
    readonly maxTokenLifetimeSeconds?: number | undefined;
    readonly strictAudience?: boolean | undefined;
}
type UnavailableReason = "timeout" | "unreachable" | "invalid";
declare class IssuerUnavailableError extends CodedError {
    static override readonly brand: string;
    override readonly name = "IssuerUnavailableError";
    readonly code = "issuer_unavailable";
    readonly reason: UnavailableReason;
    constructor(source: string, cause: unknown, reason?: UnavailableReason);
}
interface TokenReviewerOptions {
    readonly apiServer: ApiServer;
    readonly failurePolicy: "Fail" | "Ignore";
    readonly onLogEvent: OnLogEvent;
}
interface TokenReviewer {
    require(token: string, verified: VerifiedToken): Promise<void>;
    close(): void;
}
declare function createTokenReviewer(options: TokenReviewerOptions): TokenReviewer;
interface Cluster extends ClusterRules, TokenIssuer {
    readonly associations: AssociationStore;
    readonly reviewer?: TokenReviewer | undefined;
}
declare class UnknownClusterError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnknownClusterError";
    readonly code = "cluster_not_found";
    constructor(clusterName: string);
}
declare class NoAssociationError extends CodedError {
    static override readonly brand: string;
    override readonly name = "NoAssociationError";
    readonly code = "association_not_found";
    constructor(namespace: string, serviceAccount: string);
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
interface FilePermissions {
    readonly allowGroupWrite?: boolean | undefined;
}
type AssociationOutcome = "accepted" | "not_allowed" | "superseded" | "invalid";
interface AssociationResourcesStatus {
    readonly hasSynced: boolean;
    readonly lastContact: number;
    readonly counts: Readonly<Record<AssociationOutcome, number>>;
    readonly lists: number;
    readonly failures: number;
}
interface Step {
    readonly name: "verify_token" | "fetch_keys" | "assume_role";
    readonly cluster?: string | undefined;
}
type RunStep = <Result>(step: Step, work: () => Promise<Result>) => Promise<Result>;
interface DenyEntry {
    readonly keyId?: string | undefined;
    readonly tokenId?: string | undefined;
    readonly podUid?: string | undefined;
    readonly serviceAccount?: string | undefined;
    readonly cluster?: string | undefined;
    readonly reason?: string | undefined;
}
declare class DenyList {
    #private;
    readonly entries: readonly DenyEntry[];
    constructor(entries: readonly DenyEntry[]);
    require(cluster: string, { keyId, tokenId, pod, namespace, serviceAccount }: VerifiedToken): void;
}
declare class AssociationIndex implements AssociationStore {
    #private;
    readonly associations: readonly Association[];
    constructor(associations: readonly Association[]);
    names(): Iterable<AssociationNames>;
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
}
type AssociationVerdict = "used" | "less_specific" | "not_usable" | "other_service_account" | "other_namespace";
interface ConsideredAssociation extends AssociationNames {
    readonly verdict: AssociationVerdict;
}
interface ConsideredAssociations {
    readonly closest: readonly ConsideredAssociation[];
    readonly omitted: number;
    readonly isComplete: boolean;
}
declare function addAssociation(path: string, cluster: ClusterRules, input: AssociationInput, { replace }?: {
    readonly replace?: boolean;
}): Promise<ManagedAssociation>;
declare function removeAssociation(path: string, cluster: ClusterRules, names: AssociationNames): Promise<ManagedAssociation>;
declare function confirmAssociations(path: string, cluster: ClusterRules): Promise<number>;
interface ImportedAssociation {
    readonly association: ManagedAssociation;
    readonly outcome: "added" | "unchanged" | "replaced" | "conflicting";
}
interface ImportOptions {
    readonly replace?: boolean | undefined;
    readonly dryRun?: boolean | undefined;
}
declare function importAssociations(path: string, cluster: ClusterRules, inputs: readonly AssociationInput[], { replace, dryRun }?: ImportOptions): Promise<readonly ImportedAssociation[]>;
interface PackedTexts {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly ends: Uint32Array<ArrayBuffer>;
}
interface AssociationTable {
    readonly entries: PackedTexts;
    readonly keys: PackedTexts;
    readonly positions: Uint32Array<ArrayBuffer>;
    readonly exactKeys: number;
}
declare class AssociationIds {
    #private;
    private constructor();
    static create(keys: Iterable<string>, cluster: ClusterIdentity, previous?: AssociationIds): Promise<AssociationIds>;
    get size(): number;
    keyOf(id: string): string | undefined;
    keysAfter(after: string | undefined): Iterable<string>;
}
declare class FileAssociations implements AssociationStore {
    #private;
    private constructor();
    static open(table: AssociationTable, cluster: ClusterIdentity): Promise<FileAssociations>;
    get size(): number;
    get associations(): readonly ManagedAssociation[];
    ids(previous?: FileAssociations): Promise<AssociationIds>;
    get(key: string): ManagedAssociation | undefined;
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
    names(): Iterable<AssociationNames>;
}
interface MissingFileOptions {
    readonly onMissing?: ((notice: string) => void) | undefined;
}
declare function loadAssociationFile(path: string, cluster: ClusterRules & FilePermissions, options?: MissingFileOptions): Promise<FileAssociations>;
interface WatchedAssociations extends Required<AssociationStore> {
    readonly associations: readonly Association[];
    readonly size: number;
    readonly editor: AssociationEditor;
    reload(): Promise<void>;
    close(): void;
}
interface WatchOptions extends FilePermissions, MissingFileOptions {
    readonly onProblem: (error: Error) => void;
    readonly onReload?: ((count: number) => void) | undefined;
    readonly onLogEvent?: OnLogEvent | undefined;
    readonly shrinkGrace?: number | undefined;
    readonly isStart?: boolean | undefined;
}
declare function openAssociationFile(path: string, cluster: ClusterRules, options: WatchOptions): Promise<WatchedAssociations>;
interface AuthenticatedCaller extends Omit<Caller, "methods" | "sameNode"> {
    readonly method: CallerMethod;
}
type AuthenticateCaller = (request: RawRequest) => AuthenticatedCaller | undefined | Promise<AuthenticatedCaller | undefined>;
interface RejectedCaller {
    readonly code: CallerErrorCode;
    readonly answer: CallerErrorName;
    readonly message: string;
    readonly address: string | undefined;
}
interface AuthenticateOptions {
    readonly methods: readonly AuthenticateCaller[];
    readonly sameNode?: boolean | undefined;
    readonly onRejected: (rejected: RejectedCaller) => void;
}
declare function createAuthenticate({ methods, sameNode, onRejected }: AuthenticateOptions): Authenticate$1<Caller>;
interface CallerCluster extends TokenIssuer {
    readonly name: string;
    readonly keys: CachedKeySource;
    hasSharedKeys(): boolean;
}
interface ServiceAccountCallersOptions {
    readonly audience: string;
    readonly namespace: string;
    readonly name: string;
    readonly clusters: ReadonlyMap<string, CallerCluster>;
    readonly now?: (() => Date) | undefined;
}
declare function createServiceAccountCallers(options: ServiceAccountCallersOptions): AuthenticateCaller;
interface SigningScope {
    readonly region: string;
    readonly service?: string | undefined;
}
declare class SigningKeys {
    #private;
    constructor(secretAccessKey: string, { region, service }: SigningScope);
    get(date: string): KeyObject;
}
interface AccessKeySecrets {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
}
declare class AccessKey {
    #private;
    readonly id: string;
    readonly caller: AuthenticatedCaller;
    readonly signingKeys: SigningKeys;
    constructor(secrets: AccessKeySecrets, scope: SigningScope, caller: AuthenticatedCaller);
    hasSessionToken(sessionToken: string | undefined): boolean;
}
interface WatchedFiles {
    reload(): Promise<void>;
    close(): void;
}
interface AccessKeyFile {
    readonly path: string;
    readonly caller: AuthenticatedCaller;
}
interface WatchedAccessKeys extends WatchedFiles {
    find(accessKeyId: string): AccessKey | undefined;
}
interface AccessKeyOptions extends FilePermissions, SigningScope {
    readonly onLogEvent: OnLogEvent;
}
declare function openAccessKeys(files: readonly AccessKeyFile[], { region, service, onLogEvent, ...permissions }: AccessKeyOptions): Promise<WatchedAccessKeys>;
interface SignatureCallersOptions extends SigningScope {
    readonly findKey: (accessKeyId: string) => AccessKey | undefined;
    readonly now?: (() => Date) | undefined;
}
declare function createSignatureCallers(options: SignatureCallersOptions): AuthenticateCaller;
interface AdminConfig {
    readonly enabled: boolean;
    readonly host: string;
    readonly port?: number | undefined;
    readonly console: boolean;
}
interface ApiServerConfig {
    readonly url?: string | undefined;
    readonly caFile?: string | undefined;
    readonly tokenFile?: string | undefined;
}
type RevocationCheck = "tokenReview";
type RevocationFailurePolicy = "Fail" | "Ignore";
interface AssociationResourcesConfig {
    readonly namespaceRoles: readonly NamespaceRoles[];
}
interface NamespaceRoles {
    readonly namespaces: readonly string[];
    readonly roles: readonly string[];
}
interface DenyListConfigMap {
    readonly cluster: string;
    readonly namespace: string;
    readonly name: string;
}
interface AuditConfig {
    readonly file?: string | undefined;
    readonly stdout?: true | undefined;
}
interface CallersConfig {
    readonly serviceAccount?: ServiceAccountCallersConfig | undefined;
    readonly sigv4?: SigV4CallersConfig | undefined;
    readonly certificate?: CertificateCallersConfig | undefined;
    readonly sameNode?: boolean | undefined;
}
interface ServiceAccountCallersConfig {
    readonly audience: string;
    readonly namespace: string;
    readonly name: string;
}
interface NamedCallerConfig {
    readonly name: string;
    readonly clusters: readonly string[] | "all";
    readonly node?: string | undefined;
}
interface CertificateCallersConfig {
    readonly caFile: string;
    readonly callers: readonly CertificateCallerConfig[];
}
interface CertificateCallerConfig extends NamedCallerConfig {
    readonly spiffeId?: string | undefined;
    readonly subject?: string | undefined;
}
interface SigV4CallersConfig {
    readonly region: string;
    readonly callers: readonly SigV4CallerConfig[];
}
interface SigV4CallerConfig extends NamedCallerConfig {
    readonly keyFiles: readonly string[];
}
interface ListenConfig {
    readonly host: string;
    readonly port: number;
    readonly publicHosts?: readonly string[] | undefined;
    readonly trustedProxies?: readonly string[] | undefined;
    readonly tls?: TlsConfig | undefined;
    readonly insecure: boolean;
    readonly maxConnectionsPerAddress: number;
}
interface TlsConfig {
    readonly certificateFile: string;
    readonly keyFile: string;
    readonly maxConnectionsPerSecondPerAddress: number;
}
interface EksApiConfig extends ListenConfig {
    readonly callers: EksApiCallersConfig;
}
interface EksApiCallersConfig {
    readonly sigv4?: EksApiSigV4CallersConfig | undefined;
    readonly certificate?: EksApiCertificateCallersConfig | undefined;
}
interface EksApiCallerConfig {
    readonly name: string;
    readonly write?: readonly string[] | "all" | undefined;
    readonly read?: readonly string[] | "all" | undefined;
}
interface EksApiSigV4CallersConfig {
    readonly region: string;
    readonly callers: readonly EksApiSigV4CallerConfig[];
}
interface EksApiSigV4CallerConfig extends EksApiCallerConfig {
    readonly keyFiles: readonly string[];
}
interface EksApiCertificateCallersConfig {
    readonly caFile: string;
    readonly callers: readonly EksApiCertificateCallerConfig[];
}
interface EksApiCertificateCallerConfig extends EksApiCallerConfig {
    readonly spiffeId?: string | undefined;
    readonly subject?: string | undefined;
}
interface LimitsConfig extends RequestLimitsConfig {
    readonly maxConcurrentRequests: number;
}
interface Config {
    readonly listen: ListenConfig;
    readonly callers?: CallersConfig | undefined;
    readonly eksApi?: EksApiConfig | undefined;
    readonly audit?: AuditConfig | undefined;
    readonly admin: AdminConfig;
    readonly limits: LimitsConfig;
    readonly denyListFile?: string | undefined;
    readonly denyListConfigMap?: DenyListConfigMap | undefined;
    readonly stateDirectory?: string | undefined;
    readonly files: FilesConfig;
    readonly credentials: CredentialsConfig;
    readonly clusters: readonly ClusterConfig[];
}
interface FilesConfig {
    readonly allowGroupWrite: boolean;
}
interface CredentialsConfig {
    readonly sts?: StsConfig | undefined;
    readonly embedded?: EmbeddedConfig | undefined;
    readonly sessionNameTemplate?: string | undefined;
}
interface StsConfig {
    readonly region: string;
    readonly endpoint?: string | undefined;
}
interface EmbeddedConfig {
    readonly keyFile: string;
}
interface ClusterConfig extends ClusterRules, FilePermissions {
    readonly issuer?: string | undefined;
    readonly keys?: KeysConfig | undefined;
    readonly maxTokenLifetimeSeconds: number;
    readonly strictAudience?: boolean | undefined;
    readonly associations?: string | undefined;
    readonly associationsMustExist?: boolean | undefined;
    readonly associationResources?: AssociationResourcesConfig | undefined;
    readonly shrinkGrace: number;
    readonly apiServer?: ApiServerConfig | undefined;
    readonly revocation?: RevocationCheck | undefined;
    readonly revocationFailurePolicy: RevocationFailurePolicy;
}
interface KeysConfig {
    readonly file?: string | undefined;
    readonly url?: string | undefined;
    readonly caFile?: string | undefined;
    readonly allowSmallRsaExponent?: boolean | undefined;
}
interface ListenOverrides {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
}
declare function loadConfig(path: string, overrides?: ListenOverrides): Promise<Config>;
declare class NotInClusterError extends CodedError {
    static override readonly brand: string;
    override readonly name = "NotInClusterError";
    readonly code = "not_in_cluster";
    constructor(clusterName: string);
}
interface ClientAuthorities {
    readonly pem: readonly string[];
    readonly expiresAt: Date;
}
declare class ServerCertificateError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ServerCertificateError";
    readonly code = "server_certificate_invalid";
}
interface ServerCertificate {
    readonly chain: string;
    readonly privateKey: Buffer;
    readonly certificate: X509Certificate;
    readonly expiresAt: Date;
}
interface TlsFiles extends FilePermissions {
    readonly certificateFile: string;
    readonly keyFile: string;
    readonly callersCaFile?: string | undefined;
}
interface CertificateExpiry {
    readonly file: string;
    readonly expiresAt: Date;
}
interface TlsContent {
    readonly server: ServerCertificate;
    readonly callers: ClientAuthorities | undefined;
    readonly expiries: readonly CertificateExpiry[];
}
declare function readTlsFiles(files: TlsFiles, now?: Date): Promise<TlsContent>;
type OnTlsContent = (content: TlsContent) => void;
declare class WatchedTlsFiles {
    #private;
    private constructor();
    static open(files: TlsFiles, onLogEvent: OnLogEvent): Promise<WatchedTlsFiles>;
    get files(): TlsFiles;
    get content(): TlsContent;
    subscribe(onContent: OnTlsContent): void;
    reload(): Promise<void>;
    use(files: TlsFiles, content: TlsContent): void;
    close(): void;
}
interface ConfiguredEksApi {
    readonly service: AWSWesleyFrontendService<Caller | undefined>;
    readonly authenticate: Authenticate<Caller | undefined>;
    readonly tls: WatchedTlsFiles | undefined;
}
declare class UnknownKeyError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnknownKeyError";
    readonly code = "unknown_key";
    readonly retryAfterSeconds: number;
    constructor(source: string, retryAfterSeconds: number);
}
declare class DeniedError extends CodedError {
    static override readonly brand: string;
    override readonly name = "DeniedError";
    readonly code = "denied";
    constructor(kind: string, value: string, reason: string | undefined);
}
declare class RevokedTokenError extends CodedError {
    static override readonly brand: string;
    override readonly name = "RevokedTokenError";
    readonly code = "token_revoked";
    constructor(problem: string);
}
declare class RevocationUnavailableError extends CodedError {
    static override readonly brand: string;
    override readonly name = "RevocationUnavailableError";
    readonly code = "revocation_unavailable";
    constructor(problem: string, options?: ErrorOptions);
}
declare const tokenChecks: readonly [
    "format",
    "algorithm",
    "key",
    "signature",
    "issuer",
    "audience",
    "not before",
    "expiry",
    "lifetime",
    "claims",
    "subject"
];
type TokenCheck = (typeof tokenChecks)[number];
declare class InvalidTokenError extends CodedError {
    static override readonly brand: string;
    override readonly name = "InvalidTokenError";
    readonly code = "token_invalid";
    readonly check: TokenCheck;
    constructor(check: TokenCheck, message: string);
}
declare class ExpiredTokenError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ExpiredTokenError";
    readonly code = "token_expired";
    readonly check: TokenCheck;
    constructor();
}
type Decision = Grant | Refusal;
interface DecidedRequest {
    readonly time: Date;
    readonly requestId: string;
    readonly cluster: string;
    readonly caller: Caller | undefined;
    readonly clientAddress: string | undefined;
}
interface Grant extends DecidedRequest {
    readonly outcome: "granted";
    readonly pod: VerifiedToken;
    readonly association: DecidedAssociation;
    readonly credentials: Omit<IssuedCredentials, "secretAccessKey" | "sessionToken">;
}
interface Refusal extends DecidedRequest {
    readonly outcome: "refused";
    readonly error: string;
    readonly reason: RefusalReason;
    readonly pod: VerifiedToken | undefined;
    readonly association: DecidedAssociation | undefined;
}
interface DecidedAssociation {
    readonly id: string;
    readonly roleArn: string;
    readonly targetRoleArn: string | undefined;
}
type RefusalReason = CallerError | UnknownClusterError | RequestLimitError | DeniedError | RevokedTokenError | RevocationUnavailableError | ExpiredTokenError | InvalidTokenError | IssuerUnavailableError | UnknownKeyError | NoAssociationError | AssociationsUnavailableError | AssociationRuleError | CredentialIssuerError | AuditUnavailableError | UnexpectedError;
type ModelledError = AccessDeniedException | ExpiredTokenException | InvalidParameterException | InvalidRequestException | InvalidTokenException | ResourceNotFoundException | ServiceUnavailableException | ThrottlingException;
type CheckFailure = InvalidTokenError | ExpiredTokenError | IssuerUnavailableError | UnknownKeyError;
interface InspectedCheck {
    readonly check: TokenCheck;
    readonly status: "passed" | "failed" | "not reached";
    readonly code?: CheckFailure["code"];
    readonly reason?: UnavailableReason;
    readonly message: string;
}
interface TokenInspection {
    readonly accepted: boolean;
    readonly checks: readonly InspectedCheck[];
}
declare function inspectToken(token: string, issuer: TokenIssuer, now: Date): Promise<TokenInspection>;
interface ExchangeTrace {
    readonly decision: Decision;
    readonly checks: readonly InspectedCheck[];
    readonly associations: ConsideredAssociations | undefined;
    readonly session: TracedSession | undefined;
}
interface TracedSession extends Pick<SessionRequest, "tags" | "policy" | "durationSeconds"> {
    readonly name: string | undefined;
}
type OnExchange = (createTrace: () => ExchangeTrace) => void;
type EksApiHooks = Omit<RequestRunnerOptions, "now">;
interface ConfiguredServiceHooks {
    readonly onDecision: (decision: Decision) => void | Promise<void>;
    readonly onRejectedCaller: (rejected: RejectedCaller) => void;
    readonly onLogEvent: OnLogEvent;
    readonly runStep?: RunStep;
    readonly onExchange?: OnExchange | undefined;
    readonly eksApi?: EksApiHooks;
}
interface ServiceStatus {
    readonly clusters: readonly ClusterStatus[];
    readonly isConfigCurrent: boolean;
    readonly hasDenyList: boolean;
    readonly configReadAt: number;
}
interface ClusterStatus {
    readonly name: string;
    readonly keys: KeyStatus;
    readonly associations: number;
    readonly associationResources?: AssociationResourcesStatus | undefined;
}
interface ConfiguredService extends EKSAuthFrontendService<Caller | undefined> {
    readonly authenticate: Authenticate$1<Caller | undefined>;
    readonly config: Config;
    readonly denyList: DenyList | undefined;
    readonly status: ServiceStatus;
    readKeys(): Promise<void>;
    checkCredentials(): Promise<void>;
    readonly tls: WatchedTlsFiles | undefined;
    readonly eksApi: ConfiguredEksApi | undefined;
    reload(): Promise<void>;
    close(): void;
}
declare function openConfiguredService(path: string, hooks: ConfiguredServiceHooks, overrides?: ListenOverrides): Promise<ConfiguredService>;
interface Listener {
    readonly listen: Pick<ListenConfig, "tls">;
    readonly callers?: {
        readonly certificate?: {
            readonly caFile: string;
        } | undefined;
    } | undefined;
    readonly files: FilesConfig;
}
declare function listTlsFiles({ listen: { tls }, callers, files }: Listener): TlsFiles | undefined;
declare function openClusterApiServer({ name, apiServer, allowGroupWrite }: Pick<ClusterConfig, "name" | "apiServer" | "allowGroupWrite">): Promise<ApiServer>;
interface CommonMembers {
    readonly kid: string;
    readonly alg?: string | undefined;
    readonly use?: string | undefined;
    readonly key_ops?: string[] | undefined;
}
type PublicJwk = (CommonMembers & {
    readonly kty: "RSA";
    readonly n: string;
    readonly e: string;
}) | (CommonMembers & {
    readonly kty: "EC";
    readonly crv: string;
    readonly x: string;
    readonly y: string;
});
interface KeyRules {
    readonly allowSmallRsaExponent?: boolean | undefined;
}
interface PublicKey {
    readonly jwk: PublicJwk;
    readonly algorithm: string;
    readonly key: KeyObject;
}
interface UnusableKey {
    readonly position: number;
    readonly kid: string | undefined;
    readonly reason: string;
}
interface KeySet {
    readonly issuer: string | undefined;
    readonly usable: readonly PublicKey[];
    readonly unusable: readonly UnusableKey[];
    has(kid: string | undefined): boolean;
    find(header: {
        readonly kid?: string | undefined;
        readonly alg?: string | undefined;
    }): KeyObject;
}
interface DiscoveredIssuer {
    readonly issuer: string;
    readonly keys: CachedKeySource;
}
interface IssuerKeysOptions extends KeyRules, FilePermissions {
    readonly keySetUrl?: string | undefined;
    readonly ca?: string | undefined;
    readonly cacheFile?: string | undefined;
    readonly maxStaleSeconds?: number | undefined;
    readonly onLogEvent?: OnLogEvent | undefined;
    readonly onKeySet?: ((keySet: KeySet) => void) | undefined;
    readonly runFetch?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
    readonly now?: (() => Date) | undefined;
}
declare function createIssuerKeys(issuer: string, options?: IssuerKeysOptions): CachedKeySource;
declare function openClusterKeys({ name, issuer, keys, allowGroupWrite }: Pick<ClusterConfig, "name" | "keys" | "allowGroupWrite"> & {
    readonly issuer: string;
}, stateDirectory: string | undefined, onLogEvent: OnLogEvent, onKeySet?: (keySet: KeySet) => void, runFetch?: IssuerKeysOptions["runFetch"]): Promise<CachedKeySource>;
interface ClusterIssuerOptions extends Pick<IssuerKeysOptions, "onKeySet" | "runFetch"> {
    readonly stateDirectory: string | undefined;
    readonly onLogEvent: OnLogEvent;
    readonly openApiServer: () => Promise<ApiServer>;
}
declare function openClusterIssuer(config: Pick<ClusterConfig, "name" | "issuer" | "keys" | "allowGroupWrite">, { stateDirectory, onLogEvent, onKeySet, runFetch, openApiServer }: ClusterIssuerOptions): Promise<DiscoveredIssuer>;
declare function checkAccessKeyFile(path: string, permissions?: FilePermissions): Promise<string>;
declare function checkStateDirectory(path: string, permissions?: FilePermissions): Promise<void>;
interface SessionKey {
    readonly id: string;
    readonly privateKey: CryptoKey;
    readonly publicKey: CryptoKey;
}
interface SessionKeys {
    readonly current: SessionKey;
    readonly previous?: SessionKey | undefined;
}
interface Session {
    readonly roleArn: string;
    readonly sourceRoleArn?: string | undefined;
    readonly externalId?: string | undefined;
    readonly sessionName: string;
    readonly accessKeyId: string;
    readonly tags?: SessionTags | undefined;
    readonly policy?: string | undefined;
    readonly expiration: Date;
}
declare class SessionTokenError extends CodedError {
    static override readonly brand: string;
    override readonly name = "SessionTokenError";
    readonly code = "session_token_invalid";
    constructor();
}
declare function generateSessionKeys(): Promise<SessionKeys>;
declare function verifySessionToken(sessionToken: string, keys: SessionKeys, now?: Date): Promise<Session>;
interface EmbeddedIssuerOptions {
    readonly keys: SessionKeys;
    readonly now?: () => Date;
}
declare function createEmbeddedIssuer(options: EmbeddedIssuerOptions): CredentialIssuer;
declare function createAssumedRole(role: RoleArn, sessionName: string): AssumedRole;
interface WatchedSessionKeys extends SessionKeys, WatchedFiles {
}
interface SessionKeyOptions extends FilePermissions {
    readonly onLogEvent?: OnLogEvent | undefined;
}
declare function openSessionKeys(path: string, { onLogEvent, ...permissions }?: SessionKeyOptions): Promise<WatchedSessionKeys>;
declare class SessionKeyFileError extends CodedError {
    static override readonly brand: string;
    override readonly name = "SessionKeyFileError";
    readonly code = "session_key_file_unusable";
    constructor(path: string, problem: string, options?: ErrorOptions);
}
declare function checkSessionKeyFile(path: string, permissions?: FilePermissions): Promise<void>;
interface StsIssuerOptions {
    readonly region: string;
    readonly endpoint?: string | undefined;
    readonly timeoutMs?: number | undefined;
    readonly runCall?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
}
declare function createStsIssuer({ region, endpoint, timeoutMs, runCall }: StsIssuerOptions): CredentialIssuer;
interface StsCaller {
    readonly arn: string;
    readonly clockOffsetMs: number | undefined;
}
declare function identifyStsCaller({ region, endpoint, timeoutMs }: Omit<StsIssuerOptions, "runCall">): Promise<StsCaller>;
declare function checkStsEndpoint({ region, endpoint }: StsIssuerOptions): Promise<void>;
declare function openAppendFile(path: string, permissions?: FilePermissions): Promise<FileHandle>;
declare function checkAppendFile(path: string, permissions?: FilePermissions): Promise<void>;
interface FileKeysOptions extends KeyRules, FilePermissions {
    readonly onLogEvent?: OnLogEvent | undefined;
    readonly onKeySet?: ((keySet: KeySet) => void) | undefined;
    readonly now?: (() => Date) | undefined;
}
declare function createFileKeys(path: string, options?: FileKeysOptions): CachedKeySource;
declare function checkKeyFile(path: string, rules?: KeyRules & FilePermissions): Promise<KeySet>;
interface KeyOwner {
    readonly name: string;
    readonly issuer?: string | undefined;
    readonly keys?: {
        readonly file?: string | undefined;
        readonly url?: string | undefined;
    } | undefined;
}
interface ComparedCluster {
    update(keySet: KeySet): void;
    isShared(): boolean;
    remove(): void;
}
declare class SharedKeyCheck {
    #private;
    constructor(onShared: (cluster: string, message: string) => void);
    add(owner: KeyOwner, keySet?: KeySet): ComparedCluster;
}
declare function describeUnusableKeys({ usable, unusable }: KeySet): string | undefined;
interface PodIdentityServiceOptions {
    readonly clusters: readonly Cluster[];
    readonly credentials: CredentialIssuer;
    readonly nameSession?: SessionNamer | undefined;
    readonly onDecision: (decision: Decision) => void | Promise<void>;
    readonly limits?: RequestLimits | undefined;
    readonly getDenyList?: (() => DenyList | undefined) | undefined;
    readonly runStep?: RunStep | undefined;
    readonly onExchange?: OnExchange | undefined;
    readonly now?: () => Date;
}
declare function createPodIdentityService(options: PodIdentityServiceOptions): EKSAuthFrontendService<Caller | undefined>;
declare function loadDenyList(path: string, permissions?: FilePermissions): Promise<DenyList>;
declare function verifyToken(token: string, issuer: TokenIssuer, now: Date): Promise<VerifiedToken>;
export {
    AccessKey,
    type AccessKeyFile,
    type AccessKeyOptions,
    type AccessKeySecrets,
    type AdminConfig,
    type ApiServerConfig,
    type Association,
    type AssociationChange,
    AssociationChangeError,
    type AssociationEditor,
    AssociationIndex,
    type AssociationInput,
    type AssociationNames,
    type AssociationOutcome,
    type AssociationPage,
    type AssociationResourcesConfig,
    type AssociationResourcesStatus,
    type AssociationRuleCode,
    AssociationRuleError,
    type AssociationStore,
    type AssociationUpdate,
    type AssociationVerdict,
    AssociationsUnavailableError,
    type AssumedRole,
    type AuditConfig,
    AuditUnavailableError,
    type AuthenticateCaller,
    type AuthenticateOptions,
    type AuthenticatedCaller,
    type CachedKeySource,
    type Caller,
    type CallerCluster,
    CallerError,
    type CallerErrorCode,
    type CallerErrorName,
    type CallerMethod,
    type CallerNode,
    type CallersConfig,
    type CertificateCallerConfig,
    type CertificateCallersConfig,
    type CertificateExpiry,
    type ChangeErrorCode,
    type ChangeOperation,
    type ChangeRequest,
    type ChangedAssociation,
    type ClientAuthorities,
    type Cluster,
    type ClusterConfig,
    type ClusterIdentity,
    type ClusterIssuerOptions,
    type ClusterRules,
    type ClusterStatus,
    type ComparedCluster,
    type CompletedChange,
    type Config,
    type ConfiguredEksApi,
    type ConfiguredService,
    type ConfiguredServiceHooks,
    type ConsideredAssociation,
    type ConsideredAssociations,
    type CredentialErrorCode,
    type CredentialIssuer,
    CredentialIssuerError,
    type CredentialsConfig,
    type DecidedAssociation,
    type DecidedRequest,
    type Decision,
    DeniedError,
    type DenyEntry,
    DenyList,
    type DenyListConfigMap,
    type DiscoveredIssuer,
    type EksApiCallerConfig,
    type EksApiCallersConfig,
    type EksApiCertificateCallerConfig,
    type EksApiCertificateCallersConfig,
    type EksApiCluster,
    type EksApiConfig,
    EksApiError,
    type EksApiErrorCode,
    type EksApiHooks,
    type EksApiReason,
    type EksApiSigV4CallerConfig,
    type EksApiSigV4CallersConfig,
    type EmbeddedConfig,
    type EmbeddedIssuerOptions,
    type Entitlement,
    type ExchangeTrace,
    ExpiredTokenError,
    FileAccessError,
    type FileAccessErrorCode,
    type FileKeysOptions,
    type FileProblem,
    type FilesConfig,
    type Grant,
    type ImportOptions,
    type ImportedAssociation,
    type InspectedCheck,
    InvalidTokenError,
    type IssuedCredentials,
    type IssuerKeysOptions,
    IssuerUnavailableError,
    type KeyOwner,
    type KeyRules,
    type KeySet,
    type KeySource,
    type KeyStatus,
    type KeysConfig,
    type LimitsConfig,
    type ListAssociationsOptions,
    type ListedAssociation,
    type ListenConfig,
    type ListenOverrides,
    type LogEvent,
    type LogEventCode,
    type ManagedAssociation,
    type MissingFileOptions,
    type ModelledError,
    type NamedCallerConfig,
    type NamespaceRoles,
    type NewAssociation,
    NoAssociationError,
    NotInClusterError,
    type OnExchange,
    type OnLogEvent,
    type OnTlsContent,
    type PodIdentityServiceOptions,
    type PublicJwk,
    type PublicKey,
    type ReadOperation,
    type Refusal,
    type RefusalReason,
    type RefusedChange,
    type RefusedRead,
    type RejectedCaller,
    RequestLimitError,
    type RequestLimitErrorCode,
    RequestLimits,
    type RequestLimitsConfig,
    type RevocationCheck,
    type RevocationFailurePolicy,
    RevocationUnavailableError,
    RevokedTokenError,
    type RoleArn,
    type RunStep,
    type ServerCertificate,
    ServerCertificateError,
    type ServiceAccountCallersConfig,
    type ServiceAccountCallersOptions,
    type ServiceStatus,
    type Session,
    type SessionKey,
    SessionKeyFileError,
    type SessionKeyOptions,
    type SessionKeys,
    SessionNameTemplateError,
    type SessionNamer,
    type SessionRequest,
    type SessionTags,
    SessionTokenError,
    SharedKeyCheck,
    type SigV4CallerConfig,
    type SigV4CallersConfig,
    type SignatureCallersOptions,
    type Step,
    type StsCaller,
    type StsConfig,
    type StsIssuerOptions,
    type TargetRole,
    type TlsConfig,
    type TlsContent,
    type TlsFiles,
    type TokenCheck,
    type TokenInspection,
    type TokenIssuer,
    type TokenReviewer,
    type TokenReviewerOptions,
    type TracedSession,
    type TrackedKeys,
    type UnavailableReason,
    UnexpectedError,
    type UnknownChange,
    UnknownClusterError,
    UnknownKeyError,
    UnusableFileError,
    type UnusableKey,
    type VerifiedToken,
    type WatchOptions,
    type WatchedAccessKeys,
    type WatchedAssociations,
    type WatchedSessionKeys,
    WatchedTlsFiles,
    addAssociation,
    checkAccessKeyFile,
    checkAppendFile,
    checkKeyFile,
    checkSessionKeyFile,
    checkStateDirectory,
    checkStsEndpoint,
    confirmAssociations,
    createAssumedRole,
    createAuthenticate,
    createEmbeddedIssuer,
    createFileKeys,
    createIssuerKeys,
    createPodIdentityService,
    createServiceAccountCallers,
    createSessionNamer,
    createSignatureCallers,
    createStsIssuer,
    createTokenReviewer,
    deriveAssociationId,
    describeUnusableKeys,
    formatFileProblem,
    generateSessionKeys,
    identifyStsCaller,
    importAssociations,
    inspectToken,
    listTlsFiles,
    loadAssociationFile,
    loadConfig,
    loadDenyList,
    openAccessKeys,
    openAppendFile,
    openAssociationFile,
    openClusterApiServer,
    openClusterIssuer,
    openClusterKeys,
    openConfiguredService,
    openSessionKeys,
    parseRoleArn,
    readTlsFiles,
    removeAssociation,
    verifySessionToken,
    verifyToken,
};
