interface RequestLimit {
    readonly perSecond: number;
    readonly burst: number;
}
declare class TokenBucket {
    #private;
    constructor(limit: RequestLimit);
    get limit(): RequestLimit;
    set limit(limit: RequestLimit);
    tryTake(): boolean;
    charge(): void;
    get secondsUntilNext(): number;
    get isFull(): boolean;
}
declare const maxClients = 1e4;
declare class FairRate {
    #private;
    constructor(limit: RequestLimit);
    createShare(): TokenBucket;
    tryTake(client: string, share: TokenBucket): boolean;
    secondsUntilNext(share: TokenBucket): number;
}
export {
    FairRate,
    type RequestLimit,
    TokenBucket,
    maxClients,
};
