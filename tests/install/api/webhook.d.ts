import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
import {
    ApiServer,
    InformerOptions,
} from "@eks-auth/kubernetes";
import {
    Handler,
    HandlerOptions,
} from "@eks-auth/server-runtime";
interface AssociationFinder {
    has(namespace: string, serviceAccount: string): Promise<boolean>;
}
declare class LookUpError extends CodedError {
    static override readonly brand: string;
    override readonly name = "LookUpError";
    readonly code = "look_up_failed";
}
declare class NamespaceList {
    #private;
    constructor(apiServer: ApiServer);
    find(namespace: string, serviceAccount: string): Promise<"found" | "none" | "limited">;
}
declare class WatchedAssociations {
    #private;
    constructor(apiServer: ApiServer, onLogEvent: InformerOptions["onLogEvent"]);
    get hasSynced(): boolean;
    whenSynced(): Promise<void>;
    get lastContact(): number;
    get size(): number;
    has(namespace: string, serviceAccount: string): boolean;
    close(): void;
}
type DirectLookUp = "found" | "none" | "limited" | "failed";
type OnDirectLookUp = (result: DirectLookUp, message?: string) => void;
declare class PodAssociations implements AssociationFinder {
    #private;
    constructor(watched: Pick<WatchedAssociations, "has" | "hasSynced">, list: Pick<NamespaceList, "find">, onDirectLookUp: OnDirectLookUp);
    has(namespace: string, serviceAccount: string): Promise<boolean>;
}
type CertificateEventCode = "certificate_in_use" | "authority_created" | "authority_replaced" | "authorities_published" | "certificate_issued" | "certificates_failed" | "object_not_managed" | "certificates_recovered";
interface CertificateEvent {
    readonly level: "info" | "warn" | "error";
    readonly code: CertificateEventCode;
    readonly message: string;
}
type OnCertificateEvent = (event: CertificateEvent) => void;
interface TlsSecret {
    readonly name: string;
    readonly dnsNames: readonly string[];
}
interface CertificateObjectNames {
    readonly namespace: string;
    readonly caSecret: string;
    readonly caConfigMap: string;
    readonly webhookConfiguration?: string | undefined;
    readonly tlsSecrets: readonly TlsSecret[];
}
interface Lifetimes {
    readonly authorityMs: number;
    readonly servingMs: number;
    readonly publicationMs: number;
    readonly backdatingMs: number;
}
interface ServingCertificate {
    readonly certificate: string;
    readonly privateKey: string;
    readonly expiresAt: Date;
}
interface CertificateSource {
    readonly current: ServingCertificate | undefined;
    onChange(listener: (certificate: ServingCertificate) => void): void;
}
interface CertificatePace {
    readonly intervalMs: number;
    readonly jitterMs: number;
    readonly retryMs: number;
}
interface CertificateManagerOptions extends CertificateObjectNames {
    readonly apiServer: Pick<ApiServer, "get" | "create" | "patch">;
    readonly servingSecret: string;
    readonly onEvent: OnCertificateEvent;
    readonly lifetimes?: Lifetimes | undefined;
    readonly pace?: CertificatePace | undefined;
}
declare class CertificateManager implements CertificateSource {
    #private;
    private constructor();
    static start(options: CertificateManagerOptions): CertificateManager;
    get current(): ServingCertificate | undefined;
    onChange(listener: (certificate: ServingCertificate) => void): void;
    close(): Promise<void>;
}
interface PatchOperation {
    readonly op: "add";
    readonly path: string;
    readonly value: unknown;
}
interface VolumeMount {
    readonly name: string;
    readonly mountPath: string;
    readonly hasSubPath: boolean;
    readonly isReadOnly: boolean;
}
interface Container {
    readonly name: string;
    readonly env: readonly {
        readonly name: string;
    }[] | undefined;
    readonly volumeMounts: readonly VolumeMount[] | undefined;
    readonly devicePaths: readonly string[];
}
interface Volume {
    readonly name: string;
    readonly isReadOnly: boolean;
    readonly tokens: readonly {
        readonly audience: string;
        readonly path: string;
    }[];
}
interface Pod {
    readonly name: string | undefined;
    readonly generateName: string | undefined;
    readonly labels: Readonly<Record<string, string>> | undefined;
    readonly annotations: Readonly<Record<string, string>>;
    readonly serviceAccount: string;
    readonly isWindows: boolean;
    readonly initContainers: readonly Container[];
    readonly containers: readonly Container[];
    readonly volumes: readonly Volume[] | undefined;
}
declare class PodFormatError extends CodedError {
    static override readonly brand: string;
    override readonly name = "PodFormatError";
    readonly code = "pod_invalid";
}
declare function readPod(value: unknown): Pod;
declare const podSettings: {
    readonly inject: "eks-auth.dev/inject";
    readonly skipContainers: "eks.amazonaws.com/skip-containers";
    readonly tokenExpiration: "eks.amazonaws.com/token-expiration";
    readonly skipLabel: "eks.amazonaws.com/skip-pod-identity-webhook";
    readonly mirror: "kubernetes.io/config.mirror";
};
interface InjectionSettings {
    readonly credentialsUrl: string;
    readonly region?: string | undefined;
    readonly regionalSts: boolean;
    readonly tokenExpirationSeconds: number;
    readonly isCompetingVariable: (name: string) => boolean;
}
declare const defaultCredentialsUrl = "http://169.254.170.23/v1/credentials";
type InjectionSkipReason = "opted_out" | "mirror_pod" | "volume_conflict" | "no_container";
type Injection = {
    readonly outcome: "injected";
    readonly patch: readonly PatchOperation[];
    readonly warnings: readonly string[];
} | {
    readonly outcome: "unchanged";
    readonly warnings: readonly string[];
} | {
    readonly outcome: "skipped";
    readonly reason: InjectionSkipReason;
    readonly warnings: readonly string[];
};
declare function injectPod(pod: Pod, settings: InjectionSettings): Injection;
type SkipReason = InjectionSkipReason | "no_association" | "not_a_new_pod";
type FailureReason = "look_up_failed" | "internal_error";
interface PodReview {
    readonly outcome: Injection["outcome"] | "failed";
    readonly reason: SkipReason | FailureReason | undefined;
    readonly namespace: string;
    readonly serviceAccount: string | undefined;
    readonly pod: string | undefined;
    readonly warnings: readonly string[];
    readonly error?: unknown;
}
interface ReviewOptions {
    readonly associations: AssociationFinder;
    readonly settings: InjectionSettings;
    readonly onReview: (review: PodReview) => void;
}
declare const webhookPath = "/mutate";
interface WebhookHandlerOptions extends ReviewOptions, Pick<HandlerOptions, "onEnd" | "onError"> {
}
declare function createWebhookHandler({ onEnd, onError, ...options }: WebhookHandlerOptions): Handler;
export {
    type AssociationFinder,
    type CertificateEvent,
    type CertificateEventCode,
    CertificateManager,
    type CertificateManagerOptions,
    type CertificateObjectNames,
    type CertificatePace,
    type CertificateSource,
    type Container,
    type DirectLookUp,
    type FailureReason,
    type Injection,
    type InjectionSettings,
    type InjectionSkipReason,
    type Lifetimes,
    LookUpError,
    NamespaceList,
    type OnCertificateEvent,
    type OnDirectLookUp,
    type PatchOperation,
    type Pod,
    PodAssociations,
    PodFormatError,
    type PodReview,
    type ReviewOptions,
    type ServingCertificate,
    type SkipReason,
    type TlsSecret,
    type Volume,
    type VolumeMount,
    WatchedAssociations,
    type WebhookHandlerOptions,
    createWebhookHandler,
    defaultCredentialsUrl,
    injectPod,
    podSettings,
    readPod,
    webhookPath,
};
