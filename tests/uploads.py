"""What a hub on loopback answers to those who upload."""

import base64
import json
from typing import Any

from tests.hub import Hub, large


def answer(hub: Hub, path: str, text: bytes) -> dict[str, Any]:
    """The answer to a request, after it is carried out."""
    if path == "/api/validate-yaml":
        return {"warnings": [], "errors": []}
    if path == "/api/repos/create":
        asked = json.loads(text)
        name = f"{asked['organization']}/{asked['name']}"
        hub.pushed.setdefault(name, {})
        return {"url": f"{hub.url}/{name}", "name": name, "visibility": asked["visibility"]}
    if path.endswith("/info/lfs/objects/batch"):
        objects = [{**each, "actions": {"upload": _place(hub, each)}} for each in json.loads(text)["objects"]]
        return {"transfer": "basic", "objects": objects}
    name, _, rest = path.removeprefix("/api/models/").rpartition("/main")[0].rpartition("/")
    if rest == "preupload":
        return {"files": [_mode(each["path"]) for each in json.loads(text)["files"]]}
    for each in map(json.loads, text.splitlines()):
        _commit(hub, name, each["key"], each["value"])
    return {"commitUrl": f"{hub.url}/{name}/commit/1", "commitOid": "1"}


def _place(hub: Hub, large_file: dict[str, Any]) -> dict[str, str]:
    return {"href": f"{hub.storage}/storage/{large_file['oid']}"}


def _mode(path: str) -> dict[str, object]:
    return {"path": path, "uploadMode": "lfs" if large(path) else "regular", "shouldIgnore": False}


def _commit(hub: Hub, name: str, key: str, value: dict[str, str]) -> None:
    if key == "file":
        hub.pushed[name][value["path"]] = base64.b64decode(value["content"])
    if key == "lfsFile":
        hub.pushed[name][value["path"]] = hub.stored[value["oid"]]
