interface ServiceAccountTokenRequest {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly pod: {
        readonly name: string;
        readonly uid?: string;
    };
    readonly node?: string;
    readonly audience?: string;
    readonly lifetimeSeconds?: number;
    readonly algorithm?: SigningAlgorithm;
}
type SigningAlgorithm = "RS256" | "ES256";
interface DevClusterOptions {
    readonly port?: number;
}
interface DevCluster {
    readonly issuer: string;
    mintToken(request: ServiceAccountTokenRequest): Promise<string>;
    projectToken(path: string, request: ServiceAccountTokenRequest): Promise<void>;
    rotateKeys(): Promise<void>;
    stop(): Promise<void>;
}
declare function startDevCluster({ port }?: DevClusterOptions): Promise<DevCluster>;
export {
    DevCluster,
    DevClusterOptions,
    type ServiceAccountTokenRequest,
    type SigningAlgorithm,
    startDevCluster,
};
