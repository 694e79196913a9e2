"""Every answer of the API is what its own OpenAPI document says: no status, no field that is not described."""

import re
import threading

import jsonschema

from calls import Answer
from processes import Failed


def closed(schema):
    """The same, with no room for members that are not described."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: closed(part) for name, part in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict):
        if not {"additionalProperties", "unevaluatedProperties", "allOf", "oneOf", "anyOf"} & schema.keys():
            schema["additionalProperties"] = False
    return schema


class Contract:
    def __init__(self, document: dict):
        if not document.get("openapi", "").startswith("3.1"):
            raise Failed(f"/openapi.json is of version {document.get('openapi')}, not 3.1")
        self.components = closed(document.get("components", {}))
        self.paths = []
        for path, item in document["paths"].items():
            pattern = re.compile("^" + re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(path)) + "$")
            # One without parameters is meant before one with.
            self.paths.append((path.count("{"), pattern, path, closed(item)))
        self.paths.sort(key=lambda entry: entry[0])
        self.validators: dict[tuple, jsonschema.Draft202012Validator] = {}
        self.lock = threading.Lock()
        self.seen: set[tuple[str, str, int]] = set()

    def check(self, method: str, target: str, answer: Answer) -> None:
        path = target.split("?")[0]
        found = next(((item, name) for _, pattern, name, item in self.paths if pattern.match(path)), None)
        if found is None:
            if answer.status in (404, 401):
                return
            raise Failed(f"/openapi.json has no path for {method} {path}, which answered {answer}")
        item, name = found
        operation = item.get(method.lower())
        if operation is None:
            if answer.status in (405, 404, 401):
                return
            raise Failed(f"/openapi.json has no {method} for {name}, which answered {answer}")
        responses = operation.get("responses", {})
        described = responses.get(str(answer.status)) or responses.get(f"{answer.status // 100}XX")
        described = described or responses.get("default")
        if described is None:
            raise Failed(f"/openapi.json has no {answer.status} for {method} {name}, which answered {answer}")
        if "$ref" in described:
            described = self.components["responses"][described["$ref"].rsplit("/", 1)[1]]
        self.seen.add((method, name, answer.status))
        kind = (answer.headers.get("Content-Type") or "").split(";")[0].strip()
        content = described.get("content", {})
        if not answer.body:
            if content:
                raise Failed(f"{method} {name} answered {answer.status} without a body, and one is described")
            return
        if kind not in content:
            raise Failed(f"{method} {name} answered {answer.status} as {kind!r}, which is not described")
        if kind != "application/json":
            return
        with self.lock:
            key = (method, name, answer.status)
            if key not in self.validators:
                schema = {**content[kind].get("schema", {}), "components": self.components}
                self.validators[key] = jsonschema.Draft202012Validator(schema)
            validator = self.validators[key]
        error = jsonschema.exceptions.best_match(validator.iter_errors(answer.json))
        if error is not None:
            place = "/" + "/".join(str(part) for part in error.absolute_path)
            raise Failed(f"{method} {name} {answer.status}: {place}: {error.message[:500]}")
