"""A pod: prints the ARN of the role that boto3 has credentials of, or the error, as JSON."""

import json

import boto3

try:
    print(json.dumps({"arn": boto3.client("sts").get_caller_identity()["Arn"]}))
except Exception as error:
    print(json.dumps({"error": f"{type(error).__name__}: {error}"}))
