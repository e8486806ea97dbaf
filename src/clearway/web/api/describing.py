"""``openapi.json``: OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1), made from the table of endpoints."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from clearway.core.access import Scope
from clearway.web.api.endpoint import JSON, Endpoint
from clearway.web.api.problems import MEDIA
from clearway.web.api.table import ENDPOINTS

_REF = "#/components/schemas/{model}"
_PART = re.compile(r"\{(\w+)\}")
_ALWAYS = (429, 500, 503)
_SAID = {
    400: "the request cannot be read",
    401: "no valid key",
    403: "a key for something else",
    404: "nothing there",
    405: "another method",
    413: "too large",
    415: "another media type is needed",
    422: "the document does not fit, or the idempotency key was used for another one",
    429: "too many requests",
    500: "an internal fault",
    503: "busy: try again",
}


def openapi(site: str) -> dict[str, Any]:
    """The whole description; ``site`` is ``https://host`` of the request."""
    models: list[type[BaseModel]] = [Problem, ProblemError]
    for one in ENDPOINTS:
        models.append(one.gives)
    schemas = models_json_schema([(model, "serialization") for model in dict.fromkeys(models)], ref_template=_REF)[1]
    defined: dict[str, Any] = dict(schemas.get("$defs", {}))
    paths: dict[str, Any] = {}
    for one in ENDPOINTS:
        paths.setdefault(f"/api/v1/{one.path}", {})[one.method.lower()] = _operation(one, defined)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Clearway",
            "version": version("clearway"),
            "summary": "Reports of blocked ways, counts, complaints and public measures",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": site}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(defined.items())),
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "a key of `clearway apikey create`"}
            },
        },
    }


class ProblemError(BaseModel):
    """One thing that does not fit."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457, with the sentence in both languages."""

    type: str
    title: str
    status: int
    detail: str
    detail_zh: str
    code: str
    try_again: bool
    rule: str | None = None
    errors: list[ProblemError] = []


def _operation(one: Endpoint, defined: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.what.en,
        "description": one.what.zh,
        "parameters": _parameters(one),
        "responses": {
            str(one.status): {
                "description": "done",
                "content": {JSON: {"schema": {"$ref": _REF.format(model=one.gives.__name__)}}},
            },
            **{str(status): _problem(status) for status in _problems(one)},
        },
    }
    if one.method != "GET":
        told["requestBody"] = {"required": True, "content": _content(one, defined)}
    if one.scopes:
        told["security"] = [{"key": []}]
        told["description"] += f"（密钥 scope: {', '.join(sorted(one.scopes))}）"
    return told


def _parameters(one: Endpoint) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _PART.findall(one.path)
    ]
    for query in one.query:
        parts.append(
            {
                "name": query.name,
                "in": "query",
                "required": False,
                "description": f"{query.what.en} / {query.what.zh}",
                "schema": dict(query.schema),
            }
        )
    if one.method == "POST":
        said = "same key and same body: the same answer again; same key and another body: 422"
        schema = {"type": "string", "minLength": 1, "maxLength": 255}
        parts.append(
            {"name": "Idempotency-Key", "in": "header", "required": False, "description": said, "schema": schema}
        )
    return parts


def _content(one: Endpoint, defined: dict[str, Any]) -> dict[str, Any]:
    if one.takes is None:
        return {media: _file(media) for media in one.media}
    schema = TypeAdapter(one.takes).json_schema(ref_template=_REF, mode="validation")
    defined.update(schema.pop("$defs", {}))
    if isinstance(one.takes, type) and issubclass(one.takes, BaseModel):
        defined[one.takes.__name__] = schema
        schema = {"$ref": _REF.format(model=one.takes.__name__)}
    return {JSON: {"schema": schema}, **{media: {} for media in one.media if media != JSON}}


def _file(media: str) -> dict[str, Any]:
    if media != "multipart/form-data":
        return {}
    part = {"type": "string", "contentMediaType": "application/octet-stream"}
    return {"schema": {"type": "object", "properties": {"file": part}, "required": ["file"]}}


def _problems(one: Endpoint) -> list[int]:
    own = {*one.problems, *_ALWAYS}
    own |= {400, 413, 415, 422} if one.method == "POST" else set()
    own |= {401, 403} if one.scopes else {401}
    return sorted(own)


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": _SAID[status],
        "content": {MEDIA: {"schema": {"$ref": _REF.format(model=Problem.__name__)}}},
    }


#: Names of scopes, for the pages that explain them.
SCOPES = tuple(scope.value for scope in Scope)
