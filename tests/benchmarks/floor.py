"""The least a Django view can do: the floors that stand beside our requests."""

import hashlib
import json
import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from tests.benchmarks.bare import Event, Hook, Line, Look, Return

PAGE = 25


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("ok")


def look(request: HttpRequest, code: str) -> JsonResponse:
    """Read one row by its index."""
    row = Look.objects.get(code=code)
    return JsonResponse({"code": row.code, "name": row.name, "status": row.status})


def page(request: HttpRequest, after: int) -> JsonResponse:
    """Read 25 rows of one status by keyset."""
    rows = Look.objects.filter(status="open", id__lt=after).order_by("-id")[:PAGE]
    items = [
        {"id": row.pk, "code": row.code, "name": row.name, "status": row.status}
        for row in rows
    ]
    return JsonResponse({"items": items})


def open_one(request: HttpRequest) -> JsonResponse:
    """Write three rows in one transaction."""
    body = json.loads(request.body)
    (line,) = body["lines"]
    with transaction.atomic():
        made = Return.objects.create(
            number=secrets.token_hex(8), email=body["contact"]["email"]
        )
        Line.objects.create(
            of=made, serial=line["serial"], description=line["description"]
        )
        Event.objects.create(of=made, name="opened", facts={"lines": 1})
    return JsonResponse({"number": made.number}, status=201)


def hook(request: HttpRequest) -> HttpResponse:
    """Keep the bytes in one statement."""
    told = hashlib.sha256(request.body).hexdigest()
    row = Hook(body=request.body, body_hash=told)
    Hook.objects.bulk_create([row], ignore_conflicts=True)
    return HttpResponse(status=202)


urlpatterns = [
    path("healthz", healthz),
    path("look/<str:code>", look),
    path("page/<int:after>", page),
    path("returns", open_one),
    path("hook", hook),
]
