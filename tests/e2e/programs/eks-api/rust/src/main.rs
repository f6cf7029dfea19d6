//! Calls the EKS API with the AWS SDK for Rust: each line of standard input is a call, each line of standard output its
//! result, in JSON.

mod output;

use aws_sdk_eks::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_eks::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_eks::Client;
use output::{write_association, write_cluster, write_summary};
use serde_json::{json, Value};
use std::collections::HashMap;
use std::env::var;
use std::fmt::Debug;
use std::io::{stdin, BufRead};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let config = aws_sdk_eks::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(variable("AWS_REGION")))
        .endpoint_url(variable("AWS_ENDPOINT_URL_EKS"))
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let client = Client::from_conf(config);
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("line")).expect("JSON");
        let result = answer(&client, &request).await;
        println!(
            "{}",
            result.unwrap_or_else(|error| json!({ "error": error }))
        );
    }
}

fn variable(name: &str) -> String {
    var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

async fn answer(client: &Client, request: &Value) -> Result<Value, Value> {
    let input = Input(&request["input"]);
    if request["paginate"] == true {
        return Ok(json!({ "pages": paginate(client, input).await? }));
    }
    let operation = request["operation"].as_str().expect("operation");
    Ok(json!({ "output": call(client, operation, input).await? }))
}

async fn call(client: &Client, operation: &str, input: Input<'_>) -> Result<Value, Value> {
    match operation {
        "CreatePodIdentityAssociation" => {
            let request = client
                .create_pod_identity_association()
                .set_cluster_name(input.text("clusterName"))
                .set_namespace(input.text("namespace"))
                .set_service_account(input.text("serviceAccount"))
                .set_role_arn(input.text("roleArn"))
                .set_client_request_token(input.text("clientRequestToken"))
                .set_tags(input.map("tags"))
                .set_disable_session_tags(input.boolean("disableSessionTags"))
                .set_target_role_arn(input.text("targetRoleArn"))
                .set_policy(input.text("policy"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "association": output.association().map(write_association) }))
        }
        "DescribePodIdentityAssociation" => {
            let request = client
                .describe_pod_identity_association()
                .set_cluster_name(input.text("clusterName"))
                .set_association_id(input.text("associationId"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "association": output.association().map(write_association) }))
        }
        "ListPodIdentityAssociations" => {
            let request = client
                .list_pod_identity_associations()
                .set_cluster_name(input.text("clusterName"))
                .set_namespace(input.text("namespace"))
                .set_service_account(input.text("serviceAccount"))
                .set_max_results(input.integer("maxResults"))
                .set_next_token(input.text("nextToken"));
            let output = request.send().await.map_err(describe)?;
            let associations: Vec<Value> =
                output.associations().iter().map(write_summary).collect();
            Ok(json!({ "associations": associations, "nextToken": output.next_token() }))
        }
        "UpdatePodIdentityAssociation" => {
            let request = client
                .update_pod_identity_association()
                .set_cluster_name(input.text("clusterName"))
                .set_association_id(input.text("associationId"))
                .set_role_arn(input.text("roleArn"))
                .set_client_request_token(input.text("clientRequestToken"))
                .set_disable_session_tags(input.boolean("disableSessionTags"))
                .set_target_role_arn(input.text("targetRoleArn"))
                .set_policy(input.text("policy"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "association": output.association().map(write_association) }))
        }
        "DeletePodIdentityAssociation" => {
            let request = client
                .delete_pod_identity_association()
                .set_cluster_name(input.text("clusterName"))
                .set_association_id(input.text("associationId"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "association": output.association().map(write_association) }))
        }
        "ListClusters" => {
            let request = client
                .list_clusters()
                .set_max_results(input.integer("maxResults"))
                .set_next_token(input.text("nextToken"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "clusters": output.clusters(), "nextToken": output.next_token() }))
        }
        "DescribeCluster" => {
            let request = client.describe_cluster().set_name(input.text("name"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "cluster": output.cluster().map(write_cluster) }))
        }
        "ListTagsForResource" => {
            let request = client
                .list_tags_for_resource()
                .set_resource_arn(input.text("resourceArn"));
            let output = request.send().await.map_err(describe)?;
            Ok(json!({ "tags": output.tags() }))
        }
        "TagResource" => {
            let request = client
                .tag_resource()
                .set_resource_arn(input.text("resourceArn"))
                .set_tags(input.map("tags"));
            request.send().await.map_err(describe)?;
            Ok(json!({}))
        }
        "UntagResource" => {
            let request = client
                .untag_resource()
                .set_resource_arn(input.text("resourceArn"))
                .set_tag_keys(input.list("tagKeys"));
            request.send().await.map_err(describe)?;
            Ok(json!({}))
        }
        _ => panic!("{operation} is unknown"),
    }
}

async fn paginate(client: &Client, input: Input<'_>) -> Result<Vec<Value>, Value> {
    let mut pages = client
        .list_pod_identity_associations()
        .set_cluster_name(input.text("clusterName"))
        .set_namespace(input.text("namespace"))
        .set_service_account(input.text("serviceAccount"))
        .set_max_results(input.integer("maxResults"))
        .into_paginator()
        .send();
    let mut written = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(describe)?;
        let associations: Vec<Value> = page.associations().iter().map(write_summary).collect();
        written.push(json!({ "associations": associations }));
    }
    Ok(written)
}

/// Its members are typed in a different way for each error, so they are left out.
fn describe<E: ProvideErrorMetadata + Debug>(error: SdkError<E>) -> Value {
    let status = error
        .raw_response()
        .map(|response| response.status().as_u16());
    let service_error = error
        .as_service_error()
        .unwrap_or_else(|| panic!("{error:?}"));
    json!({
        "code": service_error.code(),
        "status": status,
        "isModeled": !format!("{service_error:?}").starts_with("Unhandled"),
        "message": service_error.message(),
    })
}

/// The input of a call.
struct Input<'a>(&'a Value);

impl Input<'_> {
    fn text(&self, name: &str) -> Option<String> {
        self.0[name].as_str().map(str::to_owned)
    }

    fn boolean(&self, name: &str) -> Option<bool> {
        self.0[name].as_bool()
    }

    fn integer(&self, name: &str) -> Option<i32> {
        self.0[name].as_i64().map(|value| value as i32)
    }

    fn list(&self, name: &str) -> Option<Vec<String>> {
        serde_json::from_value(self.0[name].clone()).ok()
    }

    fn map(&self, name: &str) -> Option<HashMap<String, String>> {
        serde_json::from_value(self.0[name].clone()).ok()
    }
}
