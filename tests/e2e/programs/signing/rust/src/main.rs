//! Calls AssumeRoleForPodIdentity with the AWS SDK for Rust. Prints the access key ID, or the error's code.

use aws_sdk_eksauth::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_eksauth::error::ProvideErrorMetadata;
use std::env::var;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let credentials = Credentials::new(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let config = aws_sdk_eksauth::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(variable("AWS_REGION")))
        .endpoint_url(variable("AWS_ENDPOINT_URL_EKS_AUTH"))
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .build();
    let result = aws_sdk_eksauth::Client::from_conf(config)
        .assume_role_for_pod_identity()
        .cluster_name(variable("CLUSTER"))
        .token(variable("TOKEN"))
        .send()
        .await;
    match result {
        Ok(output) => {
            let credentials = output.credentials().expect("credentials");
            println!("{}", credentials.access_key_id());
        }
        Err(error) => println!("{}", error.code().unwrap_or("unknown")),
    }
}

fn variable(name: &str) -> String {
    var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}
