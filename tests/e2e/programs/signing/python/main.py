"""Calls AssumeRoleForPodIdentity with boto3. Prints the access key ID, or the error's code."""

import os

import boto3
from botocore.exceptions import ClientError

client = boto3.client("eks-auth")
try:
    response = client.assume_role_for_pod_identity(
        clusterName=os.environ["CLUSTER"], token=os.environ["TOKEN"]
    )
    print(response["credentials"]["accessKeyId"])
except ClientError as error:
    print(error.response["Error"]["Code"])
