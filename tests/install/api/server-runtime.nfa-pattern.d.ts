interface Pattern {
    readonly text: string;
    test(value: string, request: object): boolean;
}
declare function compileNfaPattern(text: string, expression?: string): Pattern;
export {
    compileNfaPattern,
};
