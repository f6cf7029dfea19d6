$version: "2.0"

namespace com.amazonaws.efs

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: GET with a body, and errors with a required member besides the message.
@restJson1
@service(sdkId: "EFS", arnNamespace: "elasticfilesystem", endpointPrefix: "elasticfilesystem")
@sigv4(name: "elasticfilesystem")
service MagnolioAPIService_v20150201 {
    version: "2015-02-01"
    operations: [
        DescribeAccountPreferences
        PutLifecycleConfiguration
    ]
}

@http(method: "GET", uri: "/2015-02-01/account-preferences", code: 200)
@suppress(["HttpMethodSemantics.UnexpectedPayload"])
operation DescribeAccountPreferences {
    input := {
        NextToken: Token
        MaxResults: MaxResults
    }

    output := {
        ResourceIdPreference: ResourceIdPreference
        NextToken: Token
    }

    errors: [
        InternalServerError
    ]
}

@http(method: "PUT", uri: "/2015-02-01/file-systems/{FileSystemId}/lifecycle-configuration", code: 200)
operation PutLifecycleConfiguration {
    input := {
        @httpLabel
        @required
        FileSystemId: FileSystemId

        @required
        LifecyclePolicies: LifecyclePolicies
    }

    output := {
        LifecyclePolicies: LifecyclePolicies
    }

    errors: [
        BadRequest
        FileSystemNotFound
    ]
}

@length(min: 1)
string ErrorCode

@length(min: 0, max: 128)
@pattern("^(arn:aws[-a-z]*:elasticfilesystem:[0-9a-z-:]+:file-system/fs-[0-9a-f]{8,40}|fs-[0-9a-f]{8,40})$")
string FileSystemId

@length(min: 0, max: 3)
list LifecyclePolicies {
    member: LifecyclePolicy
}

structure LifecyclePolicy {
    TransitionToIA: TransitionToIARules
}

@range(min: 1)
integer MaxResults

structure ResourceIdPreference {
    ResourceIdType: ResourceIdType
    Resources: Resources
}

enum ResourceIdType {
    LongId = "LONG_ID"
    ShortId = "SHORT_ID"
}

enum Resource {
    FileSystem = "FILE_SYSTEM"
    MountTarget = "MOUNT_TARGET"
}

list Resources {
    member: Resource
}

@length(min: 1, max: 128)
@pattern("^.+$")
string Token

enum TransitionToIARules {
    AFTER_7_DAYS
    AFTER_30_DAYS
}

@error("client")
@httpError(400)
structure BadRequest {
    @required
    ErrorCode: ErrorCode

    Message: String
}

@error("client")
@httpError(404)
structure FileSystemNotFound {
    @required
    ErrorCode: ErrorCode

    Message: String
}

@error("server")
@httpError(500)
structure InternalServerError {
    @required
    ErrorCode: ErrorCode

    Message: String
}
