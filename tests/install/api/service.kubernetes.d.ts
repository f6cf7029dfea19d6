import {
    ApiServer,
    KubernetesObject,
    ResourcePath,
} from "@eks-auth/kubernetes";
interface FilePermissions {
    readonly allowGroupWrite?: boolean | undefined;
}
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
interface ClusterRules extends ClusterIdentity {
    readonly allowedRoles?: readonly string[] | undefined;
}
declare function isAllowedRole({ arn }: Pick<RoleArn, "arn">, { allowedRoles }: ClusterRules): boolean;
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
declare const associationGroup = "eks-auth.dev";
declare const associationVersion = "v1alpha1";
declare const associationApiVersion: string;
declare const podIdentityAssociations: ResourcePath;
declare const clusterPodIdentityAssociations: ResourcePath;
declare const allowedRolesAnnotation = "eks-auth.dev/allowed-roles";
interface AssociationSpec {
    readonly serviceAccount: string;
    readonly roleArn: string;
    readonly targetRoleArn?: string | undefined;
    readonly externalId?: string | undefined;
    readonly disableSessionTags?: boolean | undefined;
    readonly policy?: string | undefined;
    readonly durationSeconds?: number | undefined;
}
interface PodIdentityAssociation extends KubernetesObject {
    readonly spec: AssociationSpec;
    readonly status?: AssociationStatus | undefined;
}
interface ClusterPodIdentityAssociation extends KubernetesObject {
    readonly spec: AssociationSpec & {
        readonly namespace: string;
    };
    readonly status?: AssociationStatus | undefined;
}
declare const conditionTypes: readonly [
    "Ready",
    "RoleAllowed",
    "Conflicting"
];
type ConditionType = (typeof conditionTypes)[number];
type ConditionReason = "Accepted" | "Invalid" | "NotAllowedInNamespace" | "NotAllowedInCluster" | "Superseded" | "NoConflict";
interface Condition {
    readonly type: ConditionType;
    readonly status: "True" | "False" | "Unknown";
    readonly reason: ConditionReason;
    readonly message: string;
    readonly observedGeneration: number;
    readonly lastTransitionTime: string;
}
interface AssociationStatus {
    readonly associationId?: string | undefined;
    readonly associationArn?: string | undefined;
    readonly observedGeneration?: number | undefined;
    readonly conditions?: readonly Condition[] | undefined;
}
type AssociationResource = PodIdentityAssociation | ClusterPodIdentityAssociation;
declare function isClusterWide(resource: AssociationResource): resource is ClusterPodIdentityAssociation;
declare function namesOfResource(resource: AssociationResource): AssociationNames;
declare function matchesNamespace(association: Pick<AssociationNames, "namespace">, namespace: string): boolean;
interface IndexedResource extends AssociationNames {
    readonly home: string | undefined;
    readonly name: string;
    readonly createdAt: number;
}
declare function compareResources(one: AssociationResource, other: AssociationResource): number;
declare function selectResource(resources: readonly AssociationResource[], { namespace, serviceAccount }: AssociationNames): AssociationResource | undefined;
type AssociationOutcome = "accepted" | "not_allowed" | "superseded" | "invalid";
interface RoleRules {
    readonly allowedRoles?: readonly string[] | undefined;
    readonly namespaceRoles: readonly {
        readonly namespaces: readonly string[];
        readonly roles: readonly string[];
    }[];
}
interface KubernetesAssociationsOptions extends RoleRules {
    readonly cluster: ClusterRules;
    readonly onLogEvent: OnLogEvent;
    readonly maxJitterMs?: number | undefined;
}
interface AssociationResourcesStatus {
    readonly hasSynced: boolean;
    readonly lastContact: number;
    readonly counts: Readonly<Record<AssociationOutcome, number>>;
    readonly lists: number;
    readonly failures: number;
}
interface KubernetesAssociations extends Required<AssociationStore> {
    find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
    readonly size: number;
    readonly editor: AssociationEditor;
    readonly status: AssociationResourcesStatus;
    whenSynced(): Promise<void>;
    noteRefusal(pod: AssociationNames, code: string): void;
    setRules(rules: RoleRules): void;
    close(): void;
}
declare function startKubernetesAssociations(apiServer: ApiServer, { cluster, onLogEvent, maxJitterMs, ...rules }: KubernetesAssociationsOptions): KubernetesAssociations;
interface ApiServerFiles extends FilePermissions {
    readonly url: string;
    readonly caFile?: string | undefined;
    readonly tokenFile: string;
}
declare function openApiServer({ url, caFile, tokenFile, allowGroupWrite }: ApiServerFiles): Promise<ApiServer>;
declare function formatAssociationFile(associations: readonly (Association | ManagedAssociation)[]): string;
declare const maxAllowedRolesBytes = 4096;
interface NamespaceRoles {
    readonly namespaces: readonly string[];
    readonly roles: readonly string[];
}
declare function parseAllowedRoles(annotation: string | undefined): readonly string[];
declare function isRoleAllowedInNamespace({ arn }: Pick<RoleArn, "arn">, namespace: string, allowedRoles: readonly string[], namespaceRoles: readonly NamespaceRoles[]): boolean;
interface ResourceManifest {
    readonly apiVersion: string;
    readonly kind: "PodIdentityAssociation" | "ClusterPodIdentityAssociation";
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly spec: AssociationSpec & {
        readonly namespace?: string;
    };
}
declare function checkResourceInput(input: AssociationInput): ManagedAssociation;
declare function needsClusterWide({ namespace }: {
    readonly namespace: string;
}): boolean;
declare function createManifest(association: Association & Partial<Pick<ManagedAssociation, "tags">>, { name, clusterWide }: {
    readonly name: string;
    readonly clusterWide: boolean;
}): ResourceManifest;
declare function formatManifests(manifests: readonly ResourceManifest[]): string;
type AnnotatedMetadata = Omit<EntryMetadata, "createdAt">;
declare function readAnnotations(annotations?: Readonly<Record<string, string>>): AnnotatedMetadata;
declare function replaceAnnotations(annotations: Readonly<Record<string, string>> | undefined, metadata: AnnotatedMetadata): Readonly<Record<string, string>>;
declare class ResourceIndex<Resource extends IndexedResource> {
    #private;
    get size(): number;
    get(home: string | undefined, name: string): Resource | undefined;
    list(home: string | undefined): Iterable<Resource>;
    all(): Iterable<Resource>;
    set(resource: Resource): Resource[];
    delete(home: string | undefined, name: string): Resource[];
    winnerOf(names: AssociationNames): Resource | undefined;
    find(namespace: string, serviceAccount: string, onLimit: (namespace: string | undefined) => never): Resource | undefined;
}
declare function deriveResourceName(names: AssociationNames, { clusterWide }: {
    readonly clusterWide: boolean;
}): string;
export {
    type ApiServerFiles,
    type AssociationResource,
    type AssociationResourcesStatus,
    type AssociationSpec,
    type AssociationStatus,
    type ClusterPodIdentityAssociation,
    type Condition,
    type ConditionReason,
    type ConditionType,
    type IndexedResource,
    type KubernetesAssociations,
    type KubernetesAssociationsOptions,
    type PodIdentityAssociation,
    ResourceIndex,
    type ResourceManifest,
    allowedRolesAnnotation,
    associationApiVersion,
    associationGroup,
    associationVersion,
    checkResourceInput,
    clusterPodIdentityAssociations,
    compareResources,
    conditionTypes,
    createManifest,
    deriveResourceName,
    formatAssociationFile,
    formatManifests,
    isAllowedRole,
    isClusterWide,
    isRoleAllowedInNamespace,
    matchesNamespace,
    maxAllowedRolesBytes,
    namesOfResource,
    needsClusterWide,
    openApiServer,
    parseAllowedRoles,
    podIdentityAssociations,
    readAnnotations,
    replaceAnnotations,
    selectResource,
    startKubernetesAssociations,
};
