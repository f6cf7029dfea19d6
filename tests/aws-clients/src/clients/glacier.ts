import { Readable } from "node:stream";
import { bytes, type ClientCases } from "../cases.ts";

const archive = "0123456789".repeat(200_000);
const treeHash = "a".repeat(64);

export const glacier: ClientCases = {
  client: "glacier",
  signedFor: "glacier",
  calls: [
    {
      title: "a stream of bytes with a checksum",
      operation: "UploadArchive",
      sends: {
        vaultName: "photos",
        accountId: "111122223333",
        archiveDescription: "2026",
        body: bytes(archive),
        checksum: treeHash,
      },
      returns: { location: "/111122223333/vaults/photos/archives/a", checksum: treeHash, archiveId: "a" },
    },
    {
      title: "without an account, which the client replaces by a hyphen",
      operation: "UploadArchive",
      sends: { vaultName: "photos", body: bytes("x"), checksum: treeHash },
      arrives: { vaultName: "photos", accountId: "-", body: bytes("x"), checksum: treeHash },
      returns: {
        error: "RequestTimeoutException",
        members: { type: "Client", code: "Late", message: "Too late." },
      },
    },
    {
      title: "a stream in the response, with the implementation's status",
      operation: "GetJobOutput",
      sends: { accountId: "-", vaultName: "photos", jobId: "j", range: "bytes=0-9" },
      returns: () => ({
        body: Readable.from([bytes("01234"), bytes("56789")]),
        status: 206,
        contentRange: "bytes 0-9/100",
        contentType: "application/octet-stream",
        checksum: treeHash,
      }),
      yields: {
        body: bytes("0123456789"),
        status: 206,
        contentRange: "bytes 0-9/100",
        contentType: "application/octet-stream",
        checksum: treeHash,
      },
    },
  ],
};
