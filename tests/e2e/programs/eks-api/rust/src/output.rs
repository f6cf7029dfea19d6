//! Writes outputs as JSON, with the names of the model and times in seconds. Members that are not set are null.

use aws_sdk_eks::primitives::DateTime;
use aws_sdk_eks::types::{Cluster, PodIdentityAssociation, PodIdentityAssociationSummary};
use serde_json::{json, Value};

pub fn write_association(association: &PodIdentityAssociation) -> Value {
    json!({
        "clusterName": association.cluster_name(),
        "namespace": association.namespace(),
        "serviceAccount": association.service_account(),
        "roleArn": association.role_arn(),
        "associationArn": association.association_arn(),
        "associationId": association.association_id(),
        "tags": association.tags(),
        "createdAt": association.created_at().map(DateTime::as_secs_f64),
        "modifiedAt": association.modified_at().map(DateTime::as_secs_f64),
        "ownerArn": association.owner_arn(),
        "disableSessionTags": association.disable_session_tags(),
        "targetRoleArn": association.target_role_arn(),
        "externalId": association.external_id(),
        "policy": association.policy(),
    })
}

pub fn write_summary(association: &PodIdentityAssociationSummary) -> Value {
    json!({
        "clusterName": association.cluster_name(),
        "namespace": association.namespace(),
        "serviceAccount": association.service_account(),
        "associationArn": association.association_arn(),
        "associationId": association.association_id(),
        "ownerArn": association.owner_arn(),
    })
}

pub fn write_cluster(cluster: &Cluster) -> Value {
    let issuer = cluster
        .identity()
        .and_then(|identity| identity.oidc())
        .and_then(|oidc| oidc.issuer());
    json!({
        "name": cluster.name(),
        "arn": cluster.arn(),
        "status": cluster.status().map(|status| status.as_str()),
        "endpoint": cluster.endpoint(),
        "version": cluster.version(),
        "identity": issuer.map(|issuer| json!({ "oidc": { "issuer": issuer } })),
    })
}
