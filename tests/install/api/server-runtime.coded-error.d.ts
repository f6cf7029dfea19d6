declare abstract class CodedError extends Error {
    static readonly brand: string;
    abstract readonly code: string;
    static override [Symbol.hasInstance](value: unknown): boolean;
}
export {
    CodedError,
};
