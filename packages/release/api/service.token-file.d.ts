interface FreshToken {
    readonly token: string;
    readonly lifetimeSeconds: number;
}
interface TokenFile {
    stop(): Promise<void>;
}
declare function keepTokenFile(path: string, mint: () => Promise<FreshToken>, onProblem: (error: unknown) => void): Promise<TokenFile>;
export {
    FreshToken,
    TokenFile,
    keepTokenFile,
};
