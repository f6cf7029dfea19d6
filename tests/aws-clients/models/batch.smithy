$version: "2.0"

namespace com.amazonaws.batch

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: an ARN with slashes in a label.
@restJson1
@service(sdkId: "Batch", arnNamespace: "batch", endpointPrefix: "batch")
@sigv4(name: "batch")
service AWSBatchV20160810 {
    version: "2016-08-10"
    operations: [
        CancelJob
        TagResource
    ]
}

@http(method: "POST", uri: "/v1/canceljob", code: 200)
operation CancelJob {
    input := {
        @clientOptional
        @required
        jobId: String

        @clientOptional
        @required
        reason: String
    }

    output := {}

    errors: [
        ClientException
        ServerException
    ]
}

@http(method: "POST", uri: "/v1/tags/{resourceArn}", code: 200)
operation TagResource {
    input := {
        @httpLabel
        @required
        resourceArn: String

        @clientOptional
        @required
        tags: TagrisTagsMap
    }

    output := {}

    errors: [
        ClientException
        ServerException
    ]
}

@length(min: 1, max: 128)
string TagKey

@length(min: 1, max: 50)
map TagrisTagsMap {
    key: TagKey
    value: TagValue
}

@length(min: 0, max: 256)
string TagValue

@error("client")
@httpError(400)
structure ClientException {
    message: String
}

@error("server")
@httpError(500)
structure ServerException {
    message: String
}
