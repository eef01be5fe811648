"""The OpenAPI document: what the generator leaves out, added once for all."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from typing_extensions import override

from portal.api import problem
from portal.api.auth import Bearer
from portal.api.idempotency import HEADER, REPLAYED
from portal.api.problem import Problem

_REFUSALS = {
    "400": "The body cannot be read, or the Idempotency-Key is missing",
    "401": "No valid key",
    "403": "The key lacks the scope",
    "404": "No such thing, or not yours",
    "409": "Not possible as things stand",
    "413": "Too long",
    "415": "Not JSON",
    "422": "Some values cannot be taken",
    "503": "Busy: repeat",
}
_FOR_WRITERS = ("409", "413", "415")
_KEY_HEADER = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "description": "New for each act; the same again gives the same answer.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
_REPLAYED_HEADER = {
    "description": "`true` where this answer was given before.",
    "schema": {"type": "string", "enum": ["true"]},
}


class ReturnsAPI(NinjaAPI):
    """Be the API, with refusals, scopes and the idempotency header documented."""

    @override
    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,
    ) -> OpenAPISchema:
        """Return the document for this installation."""
        whole = super().get_openapi_schema(
            path_prefix=path_prefix, path_params=path_params
        )
        schemas = whole["components"]["schemas"]
        made = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= made.pop("$defs") | {"Problem": made}
        auths = self._auths()
        for methods in whole["paths"].values():
            for operation in methods.values():
                _complete(operation, auths[operation["operationId"]])
        return whole

    def _auths(self) -> dict[str, Bearer]:
        """Return what each operation demands, by its id."""
        return {
            self.get_openapi_operation_id(operation): auth
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
            for auth in operation.auth_callbacks
            if isinstance(auth, Bearer)
        }

    @override
    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return the function's own name: every name is used once."""
        return str(operation.view_func.__name__)


def _complete(operation: dict[str, Any], auth: Bearer) -> None:
    operation["security"] = [{"Bearer": [auth.scope]}]
    responses = {str(code): told for code, told in operation["responses"].items()}
    has_body = "requestBody" in operation
    for code, words in _REFUSALS.items():
        if has_body or code not in _FOR_WRITERS or (code == "409" and auth.once):
            responses.setdefault(code, _refusal(words))
    if auth.once:
        operation["parameters"].append(_KEY_HEADER)
        for code in {"200", "201"} & responses.keys():
            responses[code]["headers"] = {REPLAYED: _REPLAYED_HEADER}
    operation["responses"] = dict(sorted(responses.items()))


def _refusal(words: str) -> dict[str, Any]:
    shape = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": words,
        "content": {problem.MEDIA_TYPE: {"schema": shape}},
    }
