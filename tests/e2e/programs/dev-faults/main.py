"""Asks STS who calls, as often as the argument says, each time with new credentials. Prints a line of JSON for each."""

import json
import sys
import time

import boto3
from botocore.exceptions import BotoCoreError, ClientError


def call():
    started = time.monotonic()
    try:
        outcome = {"arn": boto3.Session().client("sts").get_caller_identity()["Arn"]}
    except ClientError as error:
        outcome = {"error": error.response["Error"]["Code"], "message": str(error)}
    except BotoCoreError as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    return {**outcome, "milliseconds": (time.monotonic() - started) * 1000}


for _attempt in range(int(sys.argv[1])):
    print(json.dumps(call()))
