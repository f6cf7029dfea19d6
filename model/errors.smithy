$version: "2.0"

namespace com.amazonaws.eksauth

/// The caller is not allowed to use this cluster, or the role does not trust the service.
///
/// Fix the caller's permissions or the trust policy of the role. A retry of the same request fails again.
@error("client")
@httpError(400)
structure AccessDeniedException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service account token has expired.
///
/// Read the token file again: the kubelet renews the token before it expires.
@error("client")
@httpError(400)
structure ExpiredTokenException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service failed unexpectedly.
///
/// Retry with backoff.
@error("server")
@httpError(500)
structure InternalServerException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// A value of the request breaks a constraint: it is missing, or has an invalid length or form.
///
/// The message names the value and the constraint, and contains no secret.
@error("client")
@httpError(400)
structure InvalidParameterException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// Each value is valid, but the combination is not.
///
/// The message says what does not match.
@error("client")
@httpError(400)
structure InvalidRequestException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service account token is not a token of this cluster for this purpose.
///
/// Its signature, algorithm, issuer, audience or claims are invalid.
@error("client")
@httpError(400)
structure InvalidTokenException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The cluster does not exist, or the service account has no association.
///
/// Create the association first. It can take a few seconds until it is effective.
@error("client")
@httpError(404)
structure ResourceNotFoundException {
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}

/// The service or one of its dependencies is down or too slow.
///
/// Retry with backoff, and use the current credentials until they expire.
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
    /// What went wrong, for people. Programs use the name of the error.
    message: String
}
