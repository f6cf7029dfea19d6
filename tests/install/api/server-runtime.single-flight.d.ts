declare class SingleFlight<T> {
    #private;
    join(key: string, start: () => Promise<T>): Promise<T>;
    detach(): void;
    has(key: string): boolean;
    settled(): Promise<void>;
}
export {
    SingleFlight,
};
