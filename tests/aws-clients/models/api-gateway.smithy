$version: "2.0"

namespace com.amazonaws.apigateway

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: pages, jsonName, a map of query parameters, and members in the headers Accept and Retry-After.
@restJson1
@service(sdkId: "API Gateway", arnNamespace: "apigateway", endpointPrefix: "apigateway")
@sigv4(name: "apigateway")
service BackplaneControlService {
    version: "2015-07-09"
    operations: [
        GetApiKeys
        GetExport
    ]
}

@http(method: "GET", uri: "/apikeys", code: 200)
@paginated(inputToken: "position", outputToken: "position", items: "items", pageSize: "limit")
@readonly
operation GetApiKeys {
    input := {
        @httpQuery("position")
        position: String

        @httpQuery("limit")
        limit: Integer

        @httpQuery("name")
        nameQuery: String

        @httpQuery("includeValues")
        includeValues: Boolean
    }

    output := {
        warnings: ListOfString

        @jsonName("item")
        items: ListOfApiKey

        position: String
    }

    errors: [
        TooManyRequestsException
        UnauthorizedException
    ]
}

@http(method: "GET", uri: "/restapis/{restApiId}/stages/{stageName}/exports/{exportType}", code: 200)
@readonly
operation GetExport {
    input := {
        @httpLabel
        @required
        restApiId: String

        @httpLabel
        @required
        stageName: String

        @httpLabel
        @required
        exportType: String

        @httpQueryParams
        parameters: MapOfStringToString

        @httpHeader("Accept")
        accepts: String
    }

    output := {
        @httpHeader("Content-Type")
        contentType: String

        @httpHeader("Content-Disposition")
        contentDisposition: String

        @httpPayload
        body: Blob
    }

    errors: [
        TooManyRequestsException
    ]
}

structure ApiKey {
    id: String
    name: String
    enabled: Enabled = false
    createdDate: Timestamp
    tags: MapOfStringToString
}

@default(false)
boolean Enabled

list ListOfApiKey {
    member: ApiKey
}

list ListOfString {
    member: String
}

map MapOfStringToString {
    key: String
    value: String
}

@error("client")
@httpError(429)
structure TooManyRequestsException {
    @httpHeader("Retry-After")
    retryAfterSeconds: String

    message: String
}

@error("client")
@httpError(401)
structure UnauthorizedException {
    message: String
}
