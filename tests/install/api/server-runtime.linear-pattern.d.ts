interface Pattern {
    readonly text: string;
    test(value: string, request: object): boolean;
}
declare function compileLinearPattern(text: string, expression?: string): Pattern;
export {
    compileLinearPattern,
};
