$version: "2.0"

namespace com.amazonaws.glacier

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: streams of bytes in both directions, with checksums, and a status that the implementation chooses.
@restJson1
@service(sdkId: "Glacier", arnNamespace: "glacier", endpointPrefix: "glacier")
@sigv4(name: "glacier")
service Glacier {
    version: "2012-06-01"
    operations: [
        GetJobOutput
        UploadArchive
    ]
}

@http(method: "GET", uri: "/{accountId}/vaults/{vaultName}/jobs/{jobId}/output", code: 200)
operation GetJobOutput {
    input := {
        @httpLabel
        @required
        accountId: String

        @httpLabel
        @required
        vaultName: String

        @httpLabel
        @required
        jobId: String

        @httpHeader("Range")
        range: String
    }

    output := {
        @httpPayload
        body: Stream = ""

        @httpHeader("x-amz-sha256-tree-hash")
        checksum: String

        @httpResponseCode
        status: Integer = 0

        @httpHeader("Content-Range")
        contentRange: String

        @httpHeader("Content-Type")
        contentType: String
    }

    errors: [
        ResourceNotFoundException
    ]
}

@http(method: "POST", uri: "/{accountId}/vaults/{vaultName}/archives", code: 201)
operation UploadArchive {
    input := {
        @httpLabel
        @required
        vaultName: String

        @httpLabel
        @required
        accountId: String

        @httpHeader("x-amz-archive-description")
        archiveDescription: String

        @httpHeader("x-amz-sha256-tree-hash")
        checksum: String

        @httpPayload
        body: Stream = ""
    }

    output := {
        @httpHeader("Location")
        location: String

        @httpHeader("x-amz-sha256-tree-hash")
        checksum: String

        @httpHeader("x-amz-archive-id")
        archiveId: String
    }

    errors: [
        InvalidParameterValueException
        RequestTimeoutException
        ResourceNotFoundException
    ]
}

@streaming
blob Stream

@error("client")
@httpError(400)
structure InvalidParameterValueException {
    type: String
    code: String
    message: String
}

@error("client")
@httpError(408)
structure RequestTimeoutException {
    type: String
    code: String
    message: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    type: String
    code: String
    message: String
}
