import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
declare const fileAccessErrorCodes: readonly [
    "file_unreadable",
    "file_unwritable",
    "file_not_regular",
    "file_too_large",
    "file_timeout",
    "file_owner_untrusted",
    "file_mode_unsafe"
];
type FileAccessErrorCode = (typeof fileAccessErrorCodes)[number];
declare class FileAccessError extends CodedError {
    static override readonly brand: string;
    override readonly name = "FileAccessError";
    readonly code: FileAccessErrorCode;
    readonly path: string;
    readonly problem: string;
    readonly systemCode: string | undefined;
    constructor(code: FileAccessErrorCode, path: string, problem: string, options?: ErrorOptions & {
        readonly systemCode?: string;
    });
    static ofSystem(path: string, cause: unknown): FileAccessError;
    static ofUnwritable(path: string, cause: unknown): FileAccessError;
    static ofType(path: string, type: string): FileAccessError;
    static ofTimeout(path: string, reason: string): FileAccessError;
}
interface FilePermissions {
    readonly allowGroupWrite?: boolean | undefined;
}
declare function decodeText(content: Uint8Array, path: string): string;
type FileKind = "accessKey" | "associations" | "awsConfiguration" | "awsOutput" | "certificates" | "changeRecord" | "configuration" | "denyList" | "editedYaml" | "keySet" | "privateKey" | "savedKeySet" | "shownToken" | "token";
declare function readFile(path: string, kind: FileKind, permissions?: FilePermissions): Promise<Buffer<ArrayBuffer>>;
export {
    FileAccessError,
    type FileAccessErrorCode,
    FileKind,
    type FilePermissions,
    decodeText,
    readFile,
};
