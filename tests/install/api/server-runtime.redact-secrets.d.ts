declare function redactSecrets(text: string, secrets?: readonly string[]): string;
export {
    redactSecrets,
};
