import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
interface ObjectMeta {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number | undefined;
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
}
interface KubernetesObject {
    readonly apiVersion?: string | undefined;
    readonly kind?: string | undefined;
    readonly metadata: ObjectMeta;
}
interface ObjectKey {
    readonly namespace?: string | undefined;
    readonly name: string;
    readonly uid: string;
}
interface ResourcePath {
    readonly group: string;
    readonly version: string;
    readonly plural: string;
    readonly namespace?: string | undefined;
    readonly fieldSelector?: string | undefined;
}
type Query = Readonly<Record<string, string | number | boolean | undefined>>;
interface ApiRequest {
    readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | undefined;
    readonly path: string;
    readonly query?: Query | undefined;
    readonly body?: object | undefined;
    readonly contentType?: string | undefined;
    readonly accept?: string | undefined;
    readonly timeoutMs?: number | undefined;
    readonly maxBytes?: number | undefined;
    readonly signal?: AbortSignal | undefined;
}
interface StreamRequest extends Omit<ApiRequest, "maxBytes"> {
    readonly maxSilenceMs: number;
}
interface ApiResponse {
    readonly status: number;
    readonly body: Buffer;
}
interface ApiServerOptions {
    readonly url: string;
    readonly readCa?: (() => Promise<string | undefined>) | undefined;
    readonly readToken: () => Promise<string>;
}
interface SentObject {
    readonly apiVersion?: string | undefined;
    readonly kind?: string | undefined;
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string | undefined;
        readonly resourceVersion?: string | undefined;
    };
}
interface CallOptions {
    readonly signal?: AbortSignal | undefined;
    readonly timeoutMs?: number | undefined;
}
interface ApplyOptions extends CallOptions {
    readonly fieldManager: string;
    readonly force?: boolean | undefined;
    readonly subresource?: string | undefined;
}
declare class ApiServer {
    #private;
    private constructor();
    static open(options: ApiServerOptions): Promise<ApiServer>;
    get url(): string;
    request(request: ApiRequest): Promise<ApiResponse>;
    stream(request: StreamRequest): Promise<AsyncGenerator<Buffer, void, undefined>>;
    get<T extends KubernetesObject>(resource: ResourcePath, name: string, options?: CallOptions): Promise<T>;
    create<T extends SentObject>(resource: ResourcePath, object: T, options?: CallOptions): Promise<T & KubernetesObject>;
    update<T extends SentObject>(resource: ResourcePath, object: T, options?: CallOptions): Promise<T & KubernetesObject>;
    patch<T extends KubernetesObject>(resource: ResourcePath, name: string, patch: object, options?: CallOptions): Promise<T>;
    apply<T extends SentObject>(resource: ResourcePath, object: T, { fieldManager, force, subresource, ...options }: ApplyOptions): Promise<T & KubernetesObject>;
    delete(resource: ResourcePath, name: string, preconditions?: {
        readonly uid?: string;
        readonly resourceVersion?: string;
    }, options?: CallOptions): Promise<void>;
    close(): void;
}
declare function compareVersions(one: string, other: string): number;
interface EventObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace?: string | undefined;
    readonly name: string;
    readonly uid: string;
}
interface RecordedEvent {
    readonly regarding: EventObject;
    readonly type: "Normal" | "Warning";
    readonly reason: string;
    readonly action: string;
    readonly note: string;
}
interface EventRecorderOptions {
    readonly reportingController: string;
    readonly reportingInstance: string;
}
declare class EventRecorder {
    #private;
    constructor(apiServer: ApiServer, options: EventRecorderOptions);
    record(event: RecordedEvent): Promise<void>;
}
interface ServiceAccountFiles {
    readonly caFile: string;
    readonly tokenFile: string;
    readonly namespaceFile: string;
}
declare const serviceAccountFiles: ServiceAccountFiles;
interface InClusterApiServer extends ServiceAccountFiles {
    readonly url: string;
}
declare function findInClusterApiServer(environment?: Readonly<Record<string, string | undefined>>): InClusterApiServer | undefined;
interface InformerHandler<T extends KubernetesObject> {
    onSet(object: T): void;
    onDelete(key: ObjectKey): void;
}
interface InformerLogEvent {
    readonly level: "info" | "warn" | "error";
    readonly code: "watch_failed" | "watch_recovered" | "watch_handler_failed";
    readonly message: string;
}
interface InformerOptions {
    readonly onLogEvent: (event: InformerLogEvent) => void;
    readonly pageSize?: number | undefined;
}
interface Informer {
    readonly hasSynced: boolean;
    whenSynced(signal?: AbortSignal): Promise<void>;
    readonly lastContact: number;
    readonly count: number;
    readonly listCount: number;
    readonly failureCount: number;
    close(): void;
}
declare function startInformer<T extends KubernetesObject>(apiServer: ApiServer, resource: ResourcePath, handler: InformerHandler<T>, options: InformerOptions): Informer;
type KubernetesErrorCode = "unauthorized" | "forbidden" | "not_found" | "already_exists" | "conflict" | "gone" | "invalid" | "too_many_requests" | "unavailable" | "timeout" | "unreachable" | "response_invalid" | "response_too_large" | "token_unusable";
interface FailureDetails {
    readonly status?: number | undefined;
    readonly reason?: string | undefined;
    readonly retryAfterSeconds?: number | undefined;
}
declare class KubernetesApiError extends CodedError {
    static override readonly brand: string;
    override readonly name = "KubernetesApiError";
    readonly code: KubernetesErrorCode;
    readonly status: number | undefined;
    readonly reason: string | undefined;
    readonly retryAfterSeconds: number | undefined;
    constructor(code: KubernetesErrorCode, message: string, { status, reason, retryAfterSeconds, cause }?: FailureDetails & {
        readonly cause?: unknown;
    });
}
interface ListPage<T extends KubernetesObject> {
    readonly items: readonly T[];
    readonly resourceVersion: string;
}
declare function listPages<T extends KubernetesObject>(apiServer: ApiServer, resource: ResourcePath, { maxLimit, signal }: {
    readonly maxLimit: number;
    readonly signal: AbortSignal;
}): AsyncGenerator<ListPage<T>, void, undefined>;
export {
    type ApiRequest,
    type ApiResponse,
    ApiServer,
    type ApiServerOptions,
    type ApplyOptions,
    type CallOptions,
    type EventObject,
    EventRecorder,
    type EventRecorderOptions,
    type FailureDetails,
    type InClusterApiServer,
    type Informer,
    type InformerHandler,
    type InformerLogEvent,
    type InformerOptions,
    KubernetesApiError,
    type KubernetesErrorCode,
    type KubernetesObject,
    type ListPage,
    type ObjectKey,
    type ObjectMeta,
    type Query,
    type RecordedEvent,
    type ResourcePath,
    type SentObject,
    type ServiceAccountFiles,
    type StreamRequest,
    compareVersions,
    findInClusterApiServer,
    listPages,
    serviceAccountFiles,
    startInformer,
};
