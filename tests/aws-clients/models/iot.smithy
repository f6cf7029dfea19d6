$version: "2.0"

namespace com.amazonaws.iot

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: long integers, PATCH, and defaults of booleans.
@restJson1
@service(sdkId: "IoT", arnNamespace: "iot", endpointPrefix: "iot")
@sigv4(name: "iot")
service AWSIotService {
    version: "2015-05-28"
    operations: [
        DescribeThing
        UpdateThing
    ]
}

@http(method: "GET", uri: "/things/{thingName}", code: 200)
operation DescribeThing {
    input := {
        @httpLabel
        @required
        thingName: ThingName
    }

    output := {
        thingName: ThingName
        thingArn: String
        attributes: Attributes
        version: Version = 0
    }

    errors: [
        ResourceNotFoundException
        ThrottlingException
    ]
}

@http(method: "PATCH", uri: "/things/{thingName}", code: 200)
operation UpdateThing {
    input := {
        @httpLabel
        @required
        thingName: ThingName

        attributePayload: AttributePayload
        expectedVersion: OptionalVersion
        removeThingType: RemoveThingType = false
    }

    output := {}

    errors: [
        ResourceNotFoundException
        VersionConflictException
    ]
}

structure AttributePayload {
    attributes: Attributes
    merge: Flag = false
}

map Attributes {
    key: AttributeName
    value: AttributeValue
}

@length(min: 0, max: 128)
@pattern("^[a-zA-Z0-9_.,@/:#-]+$")
string AttributeName

@length(min: 0, max: 800)
@pattern("^[a-zA-Z0-9_.,@/:#=\\[\\]-]*$")
string AttributeValue

@default(false)
boolean Flag

long OptionalVersion

@default(false)
boolean RemoveThingType

@length(min: 1, max: 128)
@pattern("^[a-zA-Z0-9:_-]+$")
string ThingName

@default(0)
long Version

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    message: String
}

@error("client")
@httpError(400)
structure ThrottlingException {
    message: String
}

@error("client")
@httpError(409)
structure VersionConflictException {
    message: String
}
