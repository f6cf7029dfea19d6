interface Pattern {
    readonly text: string;
    test(value: string): boolean;
}
declare function compileLinearPattern(text: string): Pattern;
export {
    compileLinearPattern,
};
