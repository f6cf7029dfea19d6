$version: "2.0"

namespace com.amazonaws.bedrockruntime

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: events in the response, payloads whose media type is a member, and errors with numbers.
@restJson1
@service(sdkId: "Bedrock Runtime", endpointPrefix: "bedrock-runtime")
@sigv4(name: "bedrock")
service AmazonBedrockFrontendService {
    version: "2023-09-30"
    operations: [
        InvokeModel
        InvokeModelWithResponseStream
        ListAsyncInvokes
    ]
}

@http(method: "POST", uri: "/model/{modelId}/invoke", code: 200)
operation InvokeModel {
    input := {
        @httpPayload
        body: Body

        @httpHeader("Content-Type")
        contentType: String

        @httpHeader("Accept")
        accept: String

        @httpLabel
        @required
        modelId: ModelId

        @httpHeader("X-Amzn-Bedrock-PerformanceConfig-Latency")
        performanceConfigLatency: PerformanceConfigLatency = "standard"
    }

    output := {
        @httpPayload
        @required
        body: Body

        @httpHeader("Content-Type")
        @required
        contentType: String
    }

    errors: [
        ModelErrorException
        ValidationException
    ]
}

@http(method: "POST", uri: "/model/{modelId}/invoke-with-response-stream", code: 200)
operation InvokeModelWithResponseStream {
    input := {
        @httpPayload
        body: Body

        @httpHeader("Content-Type")
        contentType: String

        @httpHeader("X-Amzn-Bedrock-Accept")
        accept: String

        @httpLabel
        @required
        modelId: ModelId
    }

    output := {
        @httpPayload
        @required
        body: ResponseStream

        @httpHeader("X-Amzn-Bedrock-Content-Type")
        @required
        contentType: String
    }

    errors: [
        ModelStreamErrorException
        ValidationException
    ]
}

@http(method: "GET", uri: "/async-invoke", code: 200)
@paginated(inputToken: "nextToken", outputToken: "nextToken", pageSize: "maxResults", items: "asyncInvokeSummaries")
@readonly
operation ListAsyncInvokes {
    input := {
        @httpQuery("submitTimeAfter")
        submitTimeAfter: DateTime

        @httpQuery("maxResults")
        maxResults: MaxResults

        @httpQuery("nextToken")
        nextToken: String
    }

    output := {
        nextToken: String
        asyncInvokeSummaries: AsyncInvokeSummaries
    }

    errors: [
        ValidationException
    ]
}

list AsyncInvokeSummaries {
    member: AsyncInvokeSummary
}

structure AsyncInvokeSummary {
    @required
    invocationArn: String

    @required
    submitTime: DateTime
}

@length(max: 25000000)
@sensitive
blob Body

@timestampFormat("date-time")
timestamp DateTime

@range(min: 1, max: 1000)
integer MaxResults

@length(min: 1, max: 2048)
string ModelId

enum PerformanceConfigLatency {
    STANDARD = "standard"
    OPTIMIZED = "optimized"
}

@range(min: 100, max: 599)
integer StatusCode

@error("client")
@httpError(424)
structure ModelErrorException {
    message: String
    originalStatusCode: StatusCode
    resourceName: String
}

@streaming
union ResponseStream {
    chunk: PayloadPart
    modelStreamErrorException: ModelStreamErrorException
    validationException: ValidationException
}

@sensitive
structure PayloadPart {
    bytes: PartBody
}

@length(max: 1000000)
@sensitive
blob PartBody

@error("client")
@httpError(424)
structure ModelStreamErrorException {
    message: String
    originalStatusCode: StatusCode
    originalMessage: String
}

@error("client")
@httpError(400)
structure ValidationException {
    message: String
}
