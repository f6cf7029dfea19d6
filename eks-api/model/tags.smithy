$version: "2.0"

namespace com.amazonaws.eks

/// Lists the tags of an association or a cluster.
@readonly
@http(method: "GET", uri: "/tags/{resourceArn}", code: 200)
operation ListTagsForResource {
    input: ListTagsForResourceRequest
    output: ListTagsForResourceResponse
    errors: [
        BadRequestException
        NotFoundException
    ]
}

/// Adds tags to an association, or changes their values. Other tags stay.
@http(method: "POST", uri: "/tags/{resourceArn}", code: 200)
operation TagResource {
    input: TagResourceRequest
    output: TagResourceResponse
    errors: [
        BadRequestException
        NotFoundException
    ]
}

/// Removes tags from an association. A key that it doesn't have is ignored.
@idempotent
@http(method: "DELETE", uri: "/tags/{resourceArn}", code: 200)
operation UntagResource {
    input: UntagResourceRequest
    output: UntagResourceResponse
    errors: [
        BadRequestException
        NotFoundException
    ]
}

/// Whose tags to list.
@input
structure ListTagsForResourceRequest {
    /// The ARN of the association or the cluster.
    @required
    @httpLabel
    resourceArn: String
}

/// The result of listing tags.
@output
structure ListTagsForResourceResponse {
    /// The tags.
    tags: Tags
}

/// Which tags to add.
@input
structure TagResourceRequest {
    /// The ARN of the association.
    @required
    @httpLabel
    resourceArn: String

    /// The tags to add.
    @required
    tags: TagMap
}

/// The result of adding tags. It is empty.
@output
structure TagResourceResponse {}

/// Which tags to remove.
@input
structure UntagResourceRequest {
    /// The ARN of the association.
    @required
    @httpLabel
    resourceArn: String

    /// The keys of the tags to remove.
    @required
    @httpQuery("tagKeys")
    tagKeys: TagKeyList
}

/// The result of removing tags. It is empty.
@output
structure UntagResourceResponse {}

/// Tags of a request: values by key. A resource can have 50.
@length(min: 1, max: 50)
map TagMap {
    key: TagKey
    value: TagValue
}

/// Tags of a resource: values by key. It can have none.
map Tags {
    key: TagKey
    value: TagValue
}

/// Keys of tags.
@length(min: 1, max: 50)
list TagKeyList {
    member: TagKey
}

/// The key of a tag: 1 to 128 characters.
@length(min: 1, max: 128)
string TagKey

/// The value of a tag: at most 256 characters.
@length(max: 256)
string TagValue
