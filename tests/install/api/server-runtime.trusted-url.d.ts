declare function isLoopbackHost(host: string): boolean;
declare function isTrustedUrl(url: string | URL): boolean;
export {
    isLoopbackHost,
    isTrustedUrl,
};
