"""Runs the Python handler that this pipeline replaces: `pillow_worker.py resize|thumbnail own|webp`.

It gets an object, makes a thumbnail of 200 by 200 pixels with Pillow, and puts it. Requests and answers are those of
answer-requests.mjs.
"""

import io
import json
import os
import sys
import time

import boto3
from PIL import Image

form, output = sys.argv[1:3]
size = (200, 200)
s3 = boto3.client("s3")
Image.MAX_IMAGE_PIXELS = None


def handle(request):
    body = s3.get_object(Bucket=request["bucket"], Key=request["key"])["Body"].read()
    image = Image.open(io.BytesIO(body))
    if form == "resize":
        image = image.resize(size)
    else:
        image.thumbnail(size)
    target = io.BytesIO()
    image.save(target, "WEBP" if output == "webp" else request["pillowFormat"])
    key = f"pillow/{form}-{output}/{request['key']}"
    s3.put_object(Bucket=os.environ["PROCESSED_BUCKET"], Key=key, Body=target.getvalue())


with os.fdopen(3, "w") as answers:
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        start = time.perf_counter()
        handle(request)
        print(json.dumps({"ms": (time.perf_counter() - start) * 1000}), file=answers, flush=True)
