interface ValidationRule {
    readonly rule: string;
    readonly message: string;
    readonly fieldPath?: string;
}
interface ResourceSchema {
    readonly type: "object" | "array" | "string" | "integer" | "boolean";
    readonly description?: string | undefined;
    readonly format?: string;
    readonly default?: unknown;
    readonly enum?: readonly string[];
    readonly minLength?: number | undefined;
    readonly maxLength?: number | undefined;
    readonly pattern?: string;
    readonly minimum?: number | undefined;
    readonly maximum?: number | undefined;
    readonly maxItems?: number;
    readonly required?: readonly string[];
    readonly properties?: Readonly<Record<string, ResourceSchema>>;
    readonly items?: ResourceSchema;
    readonly "x-kubernetes-list-type"?: "map";
    readonly "x-kubernetes-list-map-keys"?: readonly string[];
    readonly "x-kubernetes-validations"?: readonly ValidationRule[];
}
interface PrinterColumn {
    readonly name: string;
    readonly type: "string" | "date" | "integer";
    readonly jsonPath: string;
    readonly description?: string;
    readonly priority?: number;
}
interface CustomResourceDefinition {
    readonly apiVersion: "apiextensions.k8s.io/v1";
    readonly kind: "CustomResourceDefinition";
    readonly metadata: {
        readonly name: string;
        readonly annotations: Readonly<Record<string, string>>;
    };
    readonly spec: {
        readonly group: string;
        readonly scope: "Namespaced" | "Cluster";
        readonly names: {
            readonly kind: string;
            readonly listKind: string;
            readonly plural: string;
            readonly singular: string;
            readonly shortNames: readonly string[];
            readonly categories: readonly string[];
        };
        readonly versions: readonly {
            readonly name: string;
            readonly served: true;
            readonly storage: true;
            readonly subresources: {
                readonly status: Readonly<Record<string, never>>;
            };
            readonly additionalPrinterColumns: readonly PrinterColumn[];
            readonly schema: {
                readonly openAPIV3Schema: ResourceSchema;
            };
        }[];
    };
}
declare function createDefinitions(): readonly CustomResourceDefinition[];
declare function formatTemplate(definition: CustomResourceDefinition): string;
declare function fileNameOf({ spec }: CustomResourceDefinition): string;
export {
    type CustomResourceDefinition,
    type PrinterColumn,
    type ResourceSchema,
    type ValidationRule,
    createDefinitions,
    fileNameOf,
    formatTemplate,
};
