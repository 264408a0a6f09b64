"""The part of SARIF 2.1.0 that we write, as a closed JSON Schema of our own.

Names, types and what is required are those of the OASIS standard, section by section (given in the
comments). Closed: a property that is not here would be one that nobody looked up.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
INDEX = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}


def closed(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def several(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


MESSAGE = closed({"text": TEXT})  # 3.11
ARTIFACT_LOCATION = closed(  # 3.4; a URI reference has no space, no backslash and no bare Chinese
    {"uri": {"type": "string", "pattern": r"^[\w.~:/?#\[\]@!$&'()*+,;=%-]+$"}}
)
REGION = closed(  # 3.30
    {"startLine": FROM_ONE, "startColumn": FROM_ONE, "endLine": FROM_ONE, "endColumn": FROM_ONE}
)
PHYSICAL = closed({"artifactLocation": ARTIFACT_LOCATION}, region=REGION)  # 3.29
LOCATION = closed({"physicalLocation": PHYSICAL})  # 3.28
RELATED = closed({"id": INDEX, "physicalLocation": PHYSICAL, "message": MESSAGE})  # 3.28
SUPPRESSION = closed(  # 3.35
    {"kind": {"enum": ["inSource", "external"]}, "justification": TEXT}
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10
RESULT = closed(  # 3.27
    {
        "ruleId": {"type": "string", "pattern": r"^OD\d{3}$"},
        "ruleIndex": INDEX,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": several(LOCATION, minItems=1),
        "properties": closed({"clauses": several(TEXT)}),
    },
    relatedLocations=several(RELATED, minItems=1),
    suppressions=several(SUPPRESSION, minItems=1),
)
RULE = closed(  # 3.49
    {
        "id": {"type": "string", "pattern": r"^OD\d{3}$"},
        "name": {"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
        "shortDescription": MESSAGE,
        "defaultConfiguration": closed({"level": LEVEL}),
    }
)
RUN = closed(  # 3.14
    {
        "tool": closed(
            {"driver": closed({"name": TEXT, "rules": several(RULE, uniqueItems=True)})}
        ),
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "invocations": several(closed({"executionSuccessful": {"type": "boolean"}}), minItems=1),
        "artifacts": several(closed({"location": ARTIFACT_LOCATION}), uniqueItems=True),
        "results": several(RESULT),
    }
)
LOG = closed(  # 3.13
    {
        "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"},
        "version": {"const": "2.1.0"},
        "runs": several(RUN, minItems=1, maxItems=1),
    }
)
