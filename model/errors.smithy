$version: "2.0"

namespace com.amazonaws.eksauth

/// The caller may not ask for this cluster, or the role does not trust the service.
///
/// Correct the caller's permissions or the trust policy of the role. A retry of the same request fails again.
@error("client")
@httpError(400)
structure AccessDeniedException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// The service account token is past its expiry.
///
/// Read the token file again: the kubelet renews it in good time.
@error("client")
@httpError(400)
structure ExpiredTokenException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// The service failed for a reason of its own.
///
/// Retry with backoff.
@error("server")
@httpError(500)
structure InternalServerException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// A value of the request breaks a constraint: it is missing, of the wrong length or of the wrong form.
///
/// The message names the value and the constraint, and never repeats a secret.
@error("client")
@httpError(400)
structure InvalidParameterException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// Each value is well formed, but the request as a whole cannot be granted.
///
/// The message says what does not fit together.
@error("client")
@httpError(400)
structure InvalidRequestException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// The service account token is not one that the cluster issued for this purpose.
///
/// Its signature, algorithm, issuer, audience or claims were refused.
@error("client")
@httpError(400)
structure InvalidTokenException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// There is no such cluster, or its service account has no association.
///
/// Create the association first. It can take a few seconds to be seen everywhere.
@error("client")
@httpError(404)
structure ResourceNotFoundException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// The service, or something that it depends on, is down or too slow.
///
/// Retry with backoff, and keep using credentials that have not yet expired.
@error("server")
@httpError(503)
structure ServiceUnavailableException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}

/// Too many requests in too short a time.
///
/// Slow down, and retry with backoff.
@error("client")
@httpError(429)
structure ThrottlingException {
    /// What went wrong, for people to read. Programs go by the name of the error.
    message: String
}
