$version: "2.0"

namespace com.amazonaws.appsync

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: text that contains any character, and an error with a structure.
@restJson1
@service(sdkId: "AppSync", arnNamespace: "appsync", endpointPrefix: "appsync")
@sigv4(name: "appsync")
service AWSDeepdishControlPlaneService {
    version: "2017-07-25"
    operations: [
        EvaluateCode
        GetIntrospectionSchema
    ]
}

@http(method: "POST", uri: "/v1/dataplane-evaluatecode", code: 200)
operation EvaluateCode {
    input := {
        @required
        runtime: AppSyncRuntime

        @required
        code: Code

        @required
        context: Context
    }

    output := {
        evaluationResult: String
        logs: Logs
    }

    errors: [
        BadRequestException
    ]
}

@http(method: "GET", uri: "/v1/apis/{apiId}/schema", code: 200)
operation GetIntrospectionSchema {
    input := {
        @httpLabel
        @required
        apiId: String

        @httpQuery("format")
        @required
        format: OutputType

        @httpQuery("includeDirectives")
        includeDirectives: Boolean
    }

    output := {
        @httpPayload
        schema: Blob
    }

    errors: [
        NotFoundException
    ]
}

structure AppSyncRuntime {
    @required
    name: RuntimeName

    @required
    runtimeVersion: String
}

structure BadRequestDetail {
    codeErrors: CodeErrors
}

enum BadRequestReason {
    CODE_ERROR
}

@length(min: 1, max: 32768)
string Code

structure CodeError {
    errorType: String
    value: String
    location: CodeErrorLocation
}

structure CodeErrorLocation {
    line: Integer = 0
    column: Integer = 0
}

list CodeErrors {
    member: CodeError
}

@length(min: 2, max: 28000)
@pattern("^[\\s\\S]*$")
string Context

list Logs {
    member: String
}

enum OutputType {
    SDL
    JSON
}

enum RuntimeName {
    APPSYNC_JS
}

@error("client")
@httpError(400)
structure BadRequestException {
    message: String
    reason: BadRequestReason
    detail: BadRequestDetail
}

@error("client")
@httpError(404)
structure NotFoundException {
    message: String
}
