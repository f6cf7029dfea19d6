$version: "2.0"

namespace com.amazonaws.xray

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: unions, timestamps, and an error whose message is called Message.
@restJson1
@service(sdkId: "XRay", arnNamespace: "xray", endpointPrefix: "xray")
@sigv4(name: "xray")
service AWSXRay {
    version: "2016-04-12"
    operations: [
        GetIndexingRules
        PutTraceSegments
    ]
}

@http(method: "POST", uri: "/GetIndexingRules", code: 200)
operation GetIndexingRules {
    input := {
        NextToken: String
    }

    output := {
        IndexingRules: IndexingRuleList
        NextToken: String
    }

    errors: [
        InvalidRequestException
        ThrottledException
    ]
}

@http(method: "POST", uri: "/TraceSegments", code: 200)
operation PutTraceSegments {
    input := {
        @required
        TraceSegmentDocuments: StringList
    }

    output := {
        UnprocessedTraceSegments: UnprocessedTraceSegmentList
    }

    errors: [
        InvalidRequestException
        ThrottledException
    ]
}

structure IndexingRule {
    Name: String
    ModifiedAt: Timestamp
    Rule: IndexingRuleValue
}

@length(min: 1, max: 10)
list IndexingRuleList {
    member: IndexingRule
}

union IndexingRuleValue {
    Probabilistic: ProbabilisticRuleValue
}

structure ProbabilisticRuleValue {
    @required
    DesiredSamplingPercentage: Double

    ActualSamplingPercentage: Double
}

list StringList {
    member: String
}

structure UnprocessedTraceSegment {
    Id: String
    ErrorCode: String
    Message: String
}

list UnprocessedTraceSegmentList {
    member: UnprocessedTraceSegment
}

@error("client")
structure InvalidRequestException {
    Message: String
}

@error("client")
@httpError(429)
structure ThrottledException {
    Message: String
}
