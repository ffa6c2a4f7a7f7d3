"""The documents that loading is measured with: large, of many variants, and the same in every run."""

import json
from pathlib import Path
from typing import Any

ITEMS = 400
PULL_REQUESTS = 40
ORDERS = 500


def openai_response() -> object:
    """Return a `Response` of OpenAI's description whose output has items of many kinds."""
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1790000000,
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "model": "gpt-5.4",
        "output": [_output(number) for number in range(ITEMS)],
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [_function(number) for number in range(20)],
        "top_p": 1.0,
        "metadata": {"run": "7"},
        "usage": {
            "input_tokens": 36,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": 87,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 123,
        },
    }


def _output(number: int) -> object:
    match number % 4:
        case 0:
            cited = {
                "type": "url_citation",
                "url": f"https://example.com/{number}",
                "start_index": 3,
                "end_index": 40,
                "title": f"Page {number}",
            }
            text = {"type": "output_text", "text": f"Passage {number}. " * 12, "annotations": [cited], "logprobs": []}
            return {
                "type": "message",
                "id": f"msg_{number}",
                "status": "completed",
                "role": "assistant",
                "content": [text, {"type": "refusal", "refusal": "Not that."}],
            }
        case 1:
            summary = [{"type": "summary_text", "text": f"Step {one} of {number}."} for one in range(4)]
            return {"type": "reasoning", "id": f"rs_{number}", "summary": summary, "status": "completed"}
        case 2:
            arguments = json.dumps({"city": "Oslo", "day": number})
            call = {"type": "function_call", "id": f"fc_{number}", "call_id": f"call_{number}", "status": "completed"}
            return {**call, "name": "weather", "arguments": arguments}
        case _:
            action = {"type": "search", "query": f"weather on day {number}"}
            return {"type": "web_search_call", "id": f"ws_{number}", "status": "completed", "action": action}


def _function(number: int) -> object:
    parameters = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    return {"type": "function", "name": f"tool_{number}", "parameters": parameters, "strict": True}


def github_pull_requests(spec: Path) -> object:
    """Return many of the pull requests that GitHub's description has for an example.

    Mended: its teams lack a required key, and it has null in three places where the peer takes none.
    """
    examples: Any = json.loads(spec.read_text("utf-8"))["components"]["examples"]["pull-request-simple-items"]["value"]
    found: Any = json.loads(json.dumps(examples))
    for one in found:
        merge = {"merge_method": "merge", "commit_title": "Merge", "commit_message": "All of it."}
        one["requested_teams"], one["auto_merge"] = [], {"enabled_by": one["user"], **merge}
        for side in ("head", "base"):
            one[side]["repo"]["language"] = "Ruby"
    return found * PULL_REQUESTS


def shop_orders() -> object:
    """Return orders of orders.yaml."""
    return [_order(number) for number in range(ORDERS)]


def _order(number: int) -> object:
    lines = [
        {"article": f"a-{one}", "count": one + 1, "price": 9.5, "gift": one % 2 == 0, "colours": ["red", "blue"]}
        for one in range(1 + number % 7)
    ]
    card = number % 2 == 0
    return {
        "id": f"o-{number}",
        "placedAt": "2026-03-01T12:30:00Z",
        "lines": lines,
        "payment": {"kind": "card", "last4": "4242"} if card else {"kind": "transfer", "iban": "NO9386011117947"},
        "address": {"street": f"Storgata {number}", "city": "Oslo", "country": "NO"},
    }
