interface Pattern {
    readonly text: string;
    test(value: string): boolean;
}
declare function compileNfaPattern(text: string, expression?: string): Pattern;
export {
    compileNfaPattern,
};
