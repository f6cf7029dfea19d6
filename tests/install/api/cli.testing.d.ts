declare const faultKinds: readonly [
    "throttle",
    "server-error",
    "slow",
    "expired",
    "clock"
];
type FaultKind = (typeof faultKinds)[number];
interface Fault {
    readonly rate: number;
    readonly ms?: number | undefined;
}
type FaultSettings = Readonly<Partial<Record<FaultKind, Fault>>>;
interface DevSettings {
    readonly directory?: string | undefined;
    readonly roleArn?: string | undefined;
    readonly tokenLifetimeSeconds?: number | undefined;
    readonly credentialLifetimeSeconds?: number | undefined;
    readonly faults?: FaultSettings | undefined;
}
interface StartDevOptions extends DevSettings {
    readonly onEvent?: ((text: string) => void) | undefined;
}
interface AssociateOptions {
    readonly roleArn: string;
    readonly namespace?: string | undefined;
    readonly serviceAccount?: string | undefined;
}
interface PodOptions {
    readonly namespace?: string | undefined;
    readonly serviceAccount?: string | undefined;
    readonly podName?: string | undefined;
    readonly lifetimeSeconds?: number | undefined;
}
interface Dev extends AsyncDisposable {
    readonly endpoint: string;
    readonly clusterName: string;
    readonly credentialsUrl: string;
    readonly eksApiUrl: string;
    readonly stsUrl: string;
    readonly tokenFile: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    setProcessEnv(): void;
    associate(options: AssociateOptions): Promise<void>;
    mintToken(pod?: PodOptions): Promise<string>;
    setFaults(faults: FaultSettings): void;
    stop(): Promise<void>;
}
declare function startDev(options?: StartDevOptions): Promise<Dev>;
export {
    type AssociateOptions,
    type Dev,
    type DevSettings,
    type Fault,
    type FaultKind,
    type FaultSettings,
    type PodOptions,
    type StartDevOptions,
    startDev,
};
