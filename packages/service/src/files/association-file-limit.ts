/** The largest association file that a service reads, in bytes. No change may make it larger. */
export const maxAssociationFileBytes: number = 64 * 1024 * 1024;
