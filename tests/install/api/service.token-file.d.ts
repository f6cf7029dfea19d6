interface FreshToken {
    readonly token: string;
    readonly lifetimeSeconds: number;
}
interface TokenFile {
    stop(): Promise<void>;
}
declare function startTokenFile(path: string, mint: () => Promise<FreshToken>, onProblem: (error: unknown) => void): Promise<TokenFile>;
export {
    FreshToken,
    TokenFile,
    startTokenFile,
};
