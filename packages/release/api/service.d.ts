import {
    CryptoKey,
    JWTVerifyGetKey,
} from "jose";
import {
    AccessDeniedException,
    EKSAuthFrontendService,
    ExpiredTokenException,
    InvalidParameterException,
    InvalidRequestException,
    InvalidTokenException,
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
}
interface ClusterIdentity {
    readonly name: string;
    readonly region: string;
    readonly accountId: string;
}
interface Cluster extends ClusterIdentity {
    readonly issuer: string;
    readonly keys: JWTVerifyGetKey;
    readonly maxTokenLifetimeSeconds?: number | undefined;
    readonly associations: AssociationStore;
}
declare function deriveAssociationId(cluster: ClusterIdentity, namespace: string, serviceAccount: string): {
    id: string;
    arn: string;
};
declare class AssociationIndex implements AssociationStore {
    #private;
    readonly associations: readonly Association[];
    constructor(associations: readonly Association[]);
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
}
interface AssociationNames {
    readonly namespace: string;
    readonly serviceAccount: string;
}
interface AssociationInput {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly roleArn: string;
    readonly targetRoleArn?: string | undefined;
    readonly externalId?: string | undefined;
    readonly disableSessionTags?: boolean | undefined;
    readonly policy?: string | Record<string, unknown> | undefined;
    readonly durationSeconds?: number | undefined;
}
interface FileEntry {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly roleArn: RoleArn;
    readonly targetRoleArn?: RoleArn | undefined;
    readonly externalId?: string | undefined;
    readonly disableSessionTags: boolean;
    readonly policy?: string | undefined;
    readonly durationSeconds?: number | undefined;
}
declare function addAssociation(path: string, cluster: ClusterIdentity, input: AssociationInput, { replace }?: {
    readonly replace?: boolean;
}): Promise<Association>;
declare function removeAssociation(path: string, cluster: ClusterIdentity, names: AssociationNames): Promise<Association>;
interface ImportedAssociation {
    readonly association: Association;
    readonly outcome: "added" | "unchanged" | "replaced" | "conflicting";
}
interface ImportOptions {
    readonly replace?: boolean | undefined;
    readonly dryRun?: boolean | undefined;
}
declare function importAssociations(path: string, cluster: ClusterIdentity, inputs: readonly AssociationInput[], { replace, dryRun }?: ImportOptions): Promise<readonly ImportedAssociation[]>;
declare class FileAssociations implements AssociationStore {
    #private;
    constructor(entries: readonly FileEntry[], cluster: ClusterIdentity);
    get associations(): readonly Association[];
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
}
declare function loadAssociationFile(path: string, cluster: ClusterIdentity): Promise<FileAssociations>;
interface WatchedAssociations extends AssociationStore {
    readonly associations: readonly Association[];
    reload(): Promise<void>;
    close(): void;
}
interface WatchOptions {
    readonly onProblem: (error: Error) => void;
    readonly onReload?: ((associations: readonly Association[]) => void) | undefined;
}
declare function openAssociationFile(path: string, cluster: ClusterIdentity, { onProblem, onReload }: WatchOptions): Promise<WatchedAssociations>;
type ChangeErrorCode = "exists" | "missing" | "invalid" | "busy" | "unwritable";
declare class AssociationChangeError extends Error {
    override readonly name = "AssociationChangeError";
    readonly reason: ChangeErrorCode;
    constructor(reason: ChangeErrorCode, message: string, options?: ErrorOptions);
    static ofUnwritable(path: string, cause: unknown): AssociationChangeError;
}
interface VerifiedToken {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly pod: {
        readonly name: string;
        readonly uid: string;
    };
}
declare class NoAssociationError extends Error {
    override readonly name = "NoAssociationError";
    constructor(namespace: string, serviceAccount: string);
}
declare class UnknownClusterError extends Error {
    override readonly name = "UnknownClusterError";
    constructor(clusterName: string);
}
interface Config {
    readonly listen: ListenConfig;
    readonly stateDirectory?: string | undefined;
    readonly credentials: CredentialsConfig;
    readonly clusters: readonly ClusterConfig[];
}
interface ListenConfig {
    readonly host: string;
    readonly port: number;
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
interface ClusterConfig extends ClusterIdentity {
    readonly issuer: string;
    readonly keys?: KeysConfig | undefined;
    readonly maxTokenLifetimeSeconds: number;
    readonly associations: string;
}
interface KeysConfig {
    readonly file?: string | undefined;
    readonly url?: string | undefined;
    readonly caFile?: string | undefined;
}
declare function loadConfig(path: string): Promise<Config>;
declare function checkStateDirectory(path: string): Promise<void>;
interface Grant {
    readonly cluster: string;
    readonly requestId: string;
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly association: string;
    readonly assumedRole: string;
    readonly expiration: Date;
}
type CredentialErrorCode = "role refused" | "invalid request" | "invalid parameter" | "throttled" | "unavailable";
declare class CredentialIssuerError extends Error {
    override readonly name = "CredentialIssuerError";
    readonly kind: CredentialErrorCode;
    constructor(kind: CredentialErrorCode, reason: string);
}
declare class IssuerUnavailableError extends Error {
    override readonly name = "IssuerUnavailableError";
    constructor(source: string, cause: unknown);
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
declare class InvalidTokenError extends Error {
    override readonly name = "InvalidTokenError";
    readonly check: TokenCheck;
    constructor(check: TokenCheck, reason: string);
}
declare class ExpiredTokenError extends Error {
    override readonly name = "ExpiredTokenError";
    readonly check: TokenCheck;
    constructor();
}
type RefusalReason = UnknownClusterError | ExpiredTokenError | InvalidTokenError | IssuerUnavailableError | NoAssociationError | CredentialIssuerError;
type ModelledError = AccessDeniedException | ExpiredTokenException | InvalidParameterException | InvalidRequestException | InvalidTokenException | ResourceNotFoundException | ServiceUnavailableException | ThrottlingException;
interface Refusal {
    readonly clusterName: string;
    readonly requestId: string;
    readonly answer: ModelledError["name"];
    readonly reason: RefusalReason;
}
interface LogEvent {
    readonly level: "info" | "warn" | "error";
    readonly cluster?: string;
    readonly message: string;
}
interface ConfiguredServiceHooks {
    readonly onGrant: (grant: Grant) => void | Promise<void>;
    readonly onRefusal: (refusal: Refusal) => void | Promise<void>;
    readonly onLogEvent: (notice: LogEvent) => void;
}
interface ConfiguredService extends EKSAuthFrontendService {
    readonly config: Config;
    reload(): Promise<void>;
    close(): void;
}
declare function openConfiguredService(path: string, hooks: ConfiguredServiceHooks): Promise<ConfiguredService>;
interface KeyProblem {
    readonly state: "begins" | "ends";
    readonly message: string;
}
type OnKeyProblem = (problem: KeyProblem) => void;
declare function openClusterKeys({ name, issuer, keys }: Pick<ClusterConfig, "name" | "issuer" | "keys">, stateDirectory: string | undefined, onProblem: OnKeyProblem): Promise<JWTVerifyGetKey>;
interface AssumedRole {
    readonly arn: string;
    readonly id: string;
}
declare function createAssumedRole(role: RoleArn, sessionName: string): AssumedRole;
interface SessionTags {
    readonly "eks-cluster-arn": string;
    readonly "eks-cluster-name": string;
    readonly "kubernetes-namespace": string;
    readonly "kubernetes-service-account": string;
    readonly "kubernetes-pod-name": string;
    readonly "kubernetes-pod-uid": string;
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
interface IssuedCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: Date;
    readonly assumedRole: AssumedRole;
}
interface CredentialIssuer {
    issue(request: SessionRequest): Promise<IssuedCredentials>;
}
interface EmbeddedIssuerOptions {
    readonly privateKey: CryptoKey;
    readonly now?: () => Date;
}
declare function createEmbeddedIssuer(options: EmbeddedIssuerOptions): CredentialIssuer;
type SessionNamer = (entitlement: Entitlement) => string;
interface Entitlement {
    readonly cluster: ClusterIdentity;
    readonly token: VerifiedToken;
    readonly association: Association;
}
interface SessionKeys {
    readonly privateKey: CryptoKey;
    readonly publicKey: CryptoKey;
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
declare class SessionTokenError extends Error {
    override readonly name = "SessionTokenError";
    constructor();
}
declare function generateSessionKeys(): Promise<SessionKeys>;
declare function verifySessionToken(sessionToken: string, publicKey: CryptoKey, now?: Date): Promise<Session>;
declare class SessionKeyFileError extends Error {
    override readonly name = "SessionKeyFileError";
    constructor(path: string, problem: string);
}
declare function openSessionKeys(path: string): Promise<SessionKeys>;
declare function checkSessionKeyFile(path: string): Promise<void>;
declare class SessionNameTemplateError extends Error {
    override readonly name = "SessionNameTemplateError";
    constructor(template: string, problem: string);
}
declare function createSessionNamer(template: string): SessionNamer;
interface StsIssuerOptions {
    readonly region: string;
    readonly endpoint?: string | undefined;
    readonly timeoutMs?: number | undefined;
}
declare function createStsIssuer({ region, endpoint, timeoutMs }: StsIssuerOptions): CredentialIssuer;
declare function isLoopbackHost(host: string): boolean;
declare function isTrustworthyUrl(text: string): boolean;
interface PodIdentityServiceOptions {
    readonly clusters: readonly Cluster[];
    readonly credentials: CredentialIssuer;
    readonly nameSession?: SessionNamer | undefined;
    readonly onRefusal: (refusal: Refusal) => void | Promise<void>;
    readonly onGrant?: ((grant: Grant) => void | Promise<void>) | undefined;
    readonly now?: () => Date;
}
declare function createPodIdentityService(options: PodIdentityServiceOptions): EKSAuthFrontendService;
interface FileKeysOptions {
    readonly onProblem?: OnKeyProblem | undefined;
    readonly now?: (() => Date) | undefined;
}
declare function createFileKeys(path: string, options?: FileKeysOptions): JWTVerifyGetKey;
declare function checkKeyFile(path: string): Promise<void>;
interface TokenIssuer {
    readonly issuer: string;
    readonly keys: JWTVerifyGetKey;
    readonly maxTokenLifetimeSeconds?: number | undefined;
}
interface InspectedCheck {
    readonly check: TokenCheck;
    readonly status: "passed" | "failed" | "not reached";
    readonly message: string;
}
interface TokenInspection {
    readonly accepted: boolean;
    readonly checks: readonly InspectedCheck[];
}
declare function inspectToken(token: string, issuer: TokenIssuer, now: Date): Promise<TokenInspection>;
interface IssuerKeysOptions {
    readonly keySetUrl?: string | undefined;
    readonly ca?: string | undefined;
    readonly keptIn?: string | undefined;
    readonly maxStaleSeconds?: number | undefined;
    readonly onProblem?: OnKeyProblem | undefined;
    readonly now?: (() => Date) | undefined;
}
declare function createIssuerKeys(issuer: string, options?: IssuerKeysOptions): JWTVerifyGetKey;
declare function verifyToken(token: string, issuer: TokenIssuer, now: Date): Promise<VerifiedToken>;
interface FileProblem {
    readonly line: number;
    readonly message: string;
}
declare class UnusableFileError extends Error {
    override readonly name = "UnusableFileError";
    readonly problems: readonly FileProblem[];
    private constructor();
    static ofProblems(path: string, problems: readonly FileProblem[]): UnusableFileError;
    static ofUnreadable(path: string, cause: unknown): UnusableFileError;
    static ofWhole(message: string, cause: unknown): UnusableFileError;
}
export {
    type Association,
    AssociationChangeError,
    AssociationIndex,
    type AssociationInput,
    type AssociationNames,
    type AssociationStore,
    type AssumedRole,
    type ChangeErrorCode,
    type Cluster,
    type ClusterConfig,
    type ClusterIdentity,
    type Config,
    type ConfiguredService,
    type ConfiguredServiceHooks,
    type CredentialErrorCode,
    type CredentialIssuer,
    CredentialIssuerError,
    type CredentialsConfig,
    type EmbeddedConfig,
    type EmbeddedIssuerOptions,
    type Entitlement,
    ExpiredTokenError,
    type FileKeysOptions,
    type FileProblem,
    type WatchOptions,
    type WatchedAssociations,
    type Grant,
    type ImportOptions,
    type ImportedAssociation,
    type InspectedCheck,
    InvalidTokenError,
    type IssuedCredentials,
    type IssuerKeysOptions,
    IssuerUnavailableError,
    type KeyProblem,
    type KeysConfig,
    type ListenConfig,
    NoAssociationError,
    type LogEvent,
    type OnKeyProblem,
    type PodIdentityServiceOptions,
    type Refusal,
    type ModelledError,
    type RefusalReason,
    type RoleArn,
    type Session,
    SessionKeyFileError,
    type SessionKeys,
    SessionNameTemplateError,
    type SessionNamer,
    type SessionRequest,
    type SessionTags,
    SessionTokenError,
    type StsConfig,
    type StsIssuerOptions,
    type TargetRole,
    type TokenCheck,
    type TokenInspection,
    type TokenIssuer,
    UnknownClusterError,
    UnusableFileError,
    type VerifiedToken,
    addAssociation,
    checkKeyFile,
    checkSessionKeyFile,
    checkStateDirectory,
    createEmbeddedIssuer,
    createFileKeys,
    createIssuerKeys,
    createPodIdentityService,
    createSessionNamer,
    createStsIssuer,
    generateSessionKeys,
    importAssociations,
    inspectToken,
    isLoopbackHost,
    isTrustworthyUrl,
    loadAssociationFile,
    loadConfig,
    deriveAssociationId,
    createAssumedRole,
    openAssociationFile,
    openClusterKeys,
    openConfiguredService,
    openSessionKeys,
    parseRoleArn,
    removeAssociation,
    verifySessionToken,
    verifyToken,
};
