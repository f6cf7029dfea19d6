interface AwsCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
    readonly expiration?: Date | undefined;
}
type Environment = Readonly<Record<string, string | undefined>>;
interface ContainerOptions {
    readonly environment?: Environment | undefined;
    readonly maxAttempts?: number | undefined;
    readonly timeoutMs?: number | undefined;
}
declare function fromContainer({ environment, maxAttempts, timeoutMs: tryTimeoutMs }?: ContainerOptions): () => Promise<AwsCredentials>;
export {
    type AwsCredentials,
    ContainerOptions,
    type Environment,
    fromContainer,
};
