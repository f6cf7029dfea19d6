$version: "2.0"

namespace com.amazonaws.eks

/// The caller is not allowed to do this in this cluster. The answer is the same if the cluster does not exist.
///
/// Give the caller the right in the configuration of the service. A retry of the same request fails again.
@error("client")
@httpError(403)
structure AccessDeniedException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The ARN or the tags of the request are not valid.
@error("client")
@httpError(400)
structure BadRequestException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The request can't be carried out.
@error("client")
@httpError(400)
structure ClientException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// A value of the request is not valid: it is missing, or has an invalid length or form.
///
/// The message names the value and what it must be.
@error("client")
@httpError(400)
structure InvalidParameterException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no Fargate profiles.
    fargateProfileName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// Each value is valid, but the combination is not, or not in this state of the resource.
@error("client")
@httpError(400)
structure InvalidRequestException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// No resource has the ARN of the request.
@error("client")
@httpError(404)
structure NotFoundException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The namespace and service account have an association already.
///
/// Update that one, or delete it first.
@error("client")
@httpError(409)
structure ResourceInUseException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The cluster has as many associations as it can have.
@error("client")
@httpError(400)
structure ResourceLimitExceededException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The cluster or the association does not exist.
@error("client")
@httpError(404)
structure ResourceNotFoundException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no Fargate profiles.
    fargateProfileName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service failed unexpectedly, or can't store the change.
///
/// Retry with backoff.
@error("server")
@httpError(500)
structure ServerException {
    /// The cluster that the request was for.
    clusterName: String

    /// Always absent: this service has no node groups.
    nodegroupName: String

    /// Always absent: this service has no add-ons.
    addonName: String

    /// Always absent: this service has no subscriptions.
    subscriptionId: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service or one of its dependencies is down or too slow.
///
/// Retry with backoff.
@error("server")
@httpError(503)
structure ServiceUnavailableException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The caller sends too many requests.
///
/// Send fewer requests, and retry with backoff.
@error("client")
@httpError(429)
structure ThrottlingException {
    /// The cluster that the request was for.
    clusterName: String

    /// What went wrong, for people. Programs use the name of the error.
    message: String
}
