$version: "2.0"

namespace com.amazonaws.iotdataplane

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: a greedy-looking topic in one label, a payload of bytes, and a header with JSON.
@restJson1
@service(sdkId: "IoT Data Plane", arnNamespace: "iotdata", endpointPrefix: "data-ats.iot")
@sigv4(name: "iotdata")
service IotMoonrakerService {
    version: "2015-05-28"
    operations: [
        GetThingShadow
        Publish
    ]
}

@http(method: "GET", uri: "/things/{thingName}/shadow", code: 200)
operation GetThingShadow {
    input := {
        @httpLabel
        @required
        thingName: String

        @httpQuery("name")
        shadowName: String
    }

    output := {
        @httpPayload
        payload: JsonDocument
    }

    errors: [
        MethodNotAllowedException
        ResourceNotFoundException
    ]
}

@http(method: "POST", uri: "/topics/{topic}", code: 200)
operation Publish {
    input := {
        @httpLabel
        @required
        topic: String

        @httpQuery("qos")
        qos: Qos = 0

        @httpQuery("retain")
        retain: Retain = false

        @httpPayload
        payload: Payload

        @httpHeader("x-amz-mqtt5-user-properties")
        userProperties: SynthesizedJsonUserProperties

        @httpHeader("x-amz-mqtt5-payload-format-indicator")
        payloadFormatIndicator: PayloadFormatIndicator

        @httpQuery("messageExpiry")
        messageExpiry: MessageExpiry = 0
    }

    output: Unit

    errors: [
        MethodNotAllowedException
    ]
}

blob JsonDocument

@default(0)
long MessageExpiry

blob Payload

enum PayloadFormatIndicator {
    UNSPECIFIED_BYTES
    UTF8_DATA
}

@default(0)
@range(min: 0, max: 1)
integer Qos

@default(false)
boolean Retain

@mediaType("application/json")
string SynthesizedJsonUserProperties

@error("client")
@httpError(405)
structure MethodNotAllowedException {
    message: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    message: String
}
