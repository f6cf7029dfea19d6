$version: "2.0"

namespace com.amazonaws.eks

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// An excerpt: DELETE, pages, lists in the query, and errors with several members.
@restJson1
@service(sdkId: "EKS", arnNamespace: "eks", endpointPrefix: "eks")
@sigv4(name: "eks")
service AWSWesleyFrontend {
    version: "2017-11-01"
    operations: [
        AssociateAccessPolicy
        DeleteAddon
        ListClusters
    ]
}

@http(method: "POST", uri: "/clusters/{clusterName}/access-entries/{principalArn}/access-policies", code: 200)
operation AssociateAccessPolicy {
    input := {
        @httpLabel
        @required
        clusterName: String

        @httpLabel
        @required
        principalArn: String

        @required
        policyArn: String

        @required
        accessScope: AccessScope
    }

    output := {
        clusterName: String
        principalArn: String
        associatedAccessPolicy: AssociatedAccessPolicy
    }

    errors: [
        ResourceNotFoundException
    ]
}

@http(method: "DELETE", uri: "/clusters/{clusterName}/addons/{addonName}", code: 200)
@idempotent
operation DeleteAddon {
    input := {
        @httpLabel
        @required
        clusterName: ClusterName

        @httpLabel
        @required
        addonName: String

        @httpQuery("preserve")
        preserve: Preserve = false
    }

    output := {
        addon: Addon
    }

    errors: [
        ResourceNotFoundException
    ]
}

@http(method: "GET", uri: "/clusters", code: 200)
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "clusters", pageSize: "maxResults")
@readonly
operation ListClusters {
    input := {
        @httpQuery("maxResults")
        maxResults: MaxResults

        @httpQuery("nextToken")
        nextToken: String

        @httpQuery("include")
        include: StringList
    }

    output := {
        clusters: StringList
        nextToken: String
    }

    errors: [
        ResourceNotFoundException
    ]
}

structure AccessScope {
    type: AccessScopeType
    namespaces: StringList
}

enum AccessScopeType {
    cluster
    namespace
}

structure Addon {
    addonName: String
    status: AddonStatus
    createdAt: Timestamp
}

enum AddonStatus {
    ACTIVE
    DELETING
}

structure AssociatedAccessPolicy {
    policyArn: String
    accessScope: AccessScope
    associatedAt: Timestamp
}

@length(min: 1, max: 100)
@pattern("^[0-9A-Za-z][A-Za-z0-9\\-_]*$")
string ClusterName

@range(min: 1, max: 100)
integer MaxResults

@default(false)
boolean Preserve

list StringList {
    member: String
}

@error("client")
@httpError(404)
structure ResourceNotFoundException {
    clusterName: String
    nodegroupName: String
    addonName: String
    message: String
}
