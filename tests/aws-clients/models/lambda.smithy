$version: "2.0"

namespace com.amazonaws.lambda

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: payloads, events in the response, and members in headers, in the status and in the path.
@restJson1
@service(sdkId: "Lambda", arnNamespace: "lambda", endpointPrefix: "lambda")
@sigv4(name: "lambda")
service AWSGirApiService {
    version: "2015-03-31"
    operations: [
        Invoke
        InvokeWithResponseStream
        PutFunctionConcurrency
        TagResource
    ]
}

@http(method: "POST", uri: "/2015-03-31/functions/{FunctionName}/invocations", code: 200)
operation Invoke {
    input := {
        @httpLabel
        @required
        FunctionName: NamespacedFunctionName

        @httpHeader("X-Amz-Invocation-Type")
        InvocationType: InvocationType

        @httpHeader("X-Amz-Log-Type")
        LogType: LogType

        @httpHeader("X-Amz-Client-Context")
        ClientContext: String

        @httpPayload
        Payload: SensitiveBlob

        @httpQuery("Qualifier")
        Qualifier: Qualifier
    }

    output := {
        @httpResponseCode
        StatusCode: Integer = 0

        @httpHeader("X-Amz-Function-Error")
        FunctionError: String

        @httpHeader("X-Amz-Log-Result")
        LogResult: String

        @httpPayload
        Payload: SensitiveBlob

        @httpHeader("X-Amz-Executed-Version")
        ExecutedVersion: Version
    }

    errors: [
        EC2UnexpectedException
        InvalidParameterValueException
        ResourceNotFoundException
        TooManyRequestsException
    ]
}

@http(method: "POST", uri: "/2021-11-15/functions/{FunctionName}/response-streaming-invocations", code: 200)
operation InvokeWithResponseStream {
    input := {
        @httpLabel
        @required
        FunctionName: NamespacedFunctionName

        @httpHeader("X-Amz-Log-Type")
        LogType: LogType

        @httpPayload
        Payload: SensitiveBlob
    }

    output := {
        @httpResponseCode
        StatusCode: Integer = 0

        @httpHeader("X-Amz-Executed-Version")
        ExecutedVersion: Version

        @httpPayload
        EventStream: InvokeWithResponseStreamResponseEvent

        @httpHeader("Content-Type")
        ResponseStreamContentType: String
    }

    errors: [
        ResourceNotFoundException
    ]
}

@http(method: "PUT", uri: "/2017-10-31/functions/{FunctionName}/concurrency", code: 200)
operation PutFunctionConcurrency {
    input := {
        @httpLabel
        @required
        FunctionName: NamespacedFunctionName

        @required
        ReservedConcurrentExecutions: ReservedConcurrentExecutions
    }

    output := {
        ReservedConcurrentExecutions: ReservedConcurrentExecutions
    }

    errors: [
        ResourceNotFoundException
    ]
}

@http(method: "POST", uri: "/2017-03-31/tags/{Resource}", code: 204)
operation TagResource {
    input := {
        @httpLabel
        @required
        Resource: TaggableResource

        @required
        Tags: Tags
    }

    output: Unit

    errors: [
        InvalidParameterValueException
    ]
}

@streaming
union InvokeWithResponseStreamResponseEvent {
    PayloadChunk: InvokeResponseStreamUpdate
    InvokeComplete: InvokeWithResponseStreamCompleteEvent
}

structure InvokeResponseStreamUpdate {
    @eventPayload
    Payload: SensitiveBlob
}

structure InvokeWithResponseStreamCompleteEvent {
    ErrorCode: String
    ErrorDetails: String
    LogResult: String
}

enum InvocationType {
    Event
    RequestResponse
    DryRun
}

enum LogType {
    None
    Tail
}

@length(min: 1, max: 170)
@pattern("^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?$")
string NamespacedFunctionName

@length(min: 1, max: 128)
@pattern("^(|[a-zA-Z0-9$_-]+)$")
string Qualifier

@range(min: 0)
integer ReservedConcurrentExecutions

@sensitive
blob SensitiveBlob

@length(min: 1, max: 256)
string TaggableResource

map Tags {
    key: String
    value: String
}

@length(min: 1, max: 1024)
@pattern("^(\\$LATEST|[0-9]+)$")
string Version

enum ThrottleReason {
    ConcurrentInvocationLimitExceeded
    FunctionInvocationRateLimitExceeded
}

@error("server")
@httpError(502)
structure EC2UnexpectedException {
    Type: String
    Message: String
    EC2ErrorCode: String
}

@error("client")
@httpError(400)
structure InvalidParameterValueException {
    Type: String
    message: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    Type: String
    Message: String
}

@error("client")
@httpError(429)
structure TooManyRequestsException {
    @httpHeader("Retry-After")
    retryAfterSeconds: String

    Type: String
    message: String
    Reason: ThrottleReason
}
