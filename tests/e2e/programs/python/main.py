"""Answers each line of standard input, `get`, with the credentials of boto3 as a line of JSON."""

import json
import sys

import boto3


def get_credentials(session):
    try:
        credentials = session.get_credentials().get_frozen_credentials()
        return {"accessKeyId": credentials.access_key}
    except Exception as error:
        return {"error": {"type": type(error).__name__, "message": str(error)}}


session = boto3.Session()
for _line in sys.stdin:
    print(json.dumps(get_credentials(session)), flush=True)
