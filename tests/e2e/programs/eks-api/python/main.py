"""Calls the EKS API with boto3: each line of standard input is a call, each line of standard output its result, in JSON."""

import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

client = boto3.client("eks")


def call(operation, parameters):
    return {"output": without_metadata(getattr(client, xform_name(operation))(**parameters))}


def paginate(operation, parameters):
    pages = client.get_paginator(xform_name(operation)).paginate(**parameters)
    return {"pages": [without_metadata(page) for page in pages]}


def without_metadata(response):
    return {name: value for name, value in response.items() if name != "ResponseMetadata"}


def describe(error):
    code = error.response["Error"]["Code"]
    metadata = error.response["ResponseMetadata"]
    members = {
        name: value
        for name, value in error.response.items()
        if name not in ("Error", "ResponseMetadata", "message")
    }
    return {
        "error": {
            "code": code,
            "status": metadata["HTTPStatusCode"],
            "isModeled": type(error) is not ClientError and type(error).__name__ == code,
            "message": error.response["Error"]["Message"],
            "members": members,
        }
    }


def write(value):
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    raise TypeError(type(value))


for line in sys.stdin:
    request = json.loads(line)
    run = paginate if request["paginate"] else call
    try:
        answer = run(request["operation"], request["input"])
    except ClientError as error:
        answer = describe(error)
    print(json.dumps(answer, default=write), flush=True)
