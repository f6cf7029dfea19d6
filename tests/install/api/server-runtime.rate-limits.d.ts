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
declare class FairSlots {
    #private;
    constructor(partOfFree: number);
    get size(): number;
    countOf(client: string): number;
    hasRoom(client: string, limit: number): boolean;
    take(client: string): void;
    free(client: string): void;
}
export {
    FairRate,
    FairSlots,
    type RequestLimit,
    TokenBucket,
    maxClients,
};
