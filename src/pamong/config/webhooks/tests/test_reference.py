"""What the page for receivers shows is what Pamong sends."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from pamong.access.clock import now
from pamong.config.webhooks.actions import rotate_webhook
from pamong.config.webhooks.payload import body_of
from pamong.config.webhooks.sending import request_of
from pamong.config.webhooks.tests.make import make_webhook
from pamong.config.webhooks.tests.test_noting import act
from pamong.people.tests.world import World

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "webhooks.md"


def told() -> tuple[Any, Any]:
    """The example of a body, and the function of the page."""
    text = PAGE.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    example = re.search(r"\n( {4}\{\n.*?\n {4}\})\n", text, re.DOTALL)
    assert code
    assert example
    names: dict[str, Any] = {}
    exec(code[1], names)
    return json.loads(example[1]), names["is_from_pamong"]


def test_the_function_of_the_page_knows_what_comes_from_here(world: World) -> None:
    _example, is_from_pamong = told()
    made = make_webhook(world)
    act(world)
    delivery = made.endpoint.deliveries.select_related("endpoint__agency").get()
    sent = request_of(delivery, now())
    headers = dict(sent.headers)
    assert is_from_pamong(made.written, headers, sent.body)
    assert not is_from_pamong(made.written, headers, sent.body + b" ")
    assert not is_from_pamong(made.written, headers | {"webhook-id": "msg_2"}, sent.body)
    late = request_of(delivery, now() - timedelta(minutes=6))
    assert not is_from_pamong(made.written, dict(late.headers), late.body)
    again = rotate_webhook(made.endpoint, by=world.account("dewi"), on=world.day, at=now())
    delivery.endpoint.refresh_from_db()
    both = request_of(delivery, now())
    for secret in (made.written, again.written):
        assert is_from_pamong(secret, dict(both.headers), both.body)
    assert not is_from_pamong("whsec_c2FsYWg=", dict(both.headers), both.body)


def test_the_example_of_the_page_has_the_shape_of_what_is_sent(world: World) -> None:
    example, _function = told()
    endpoint = make_webhook(world).endpoint
    act(world)
    real = json.loads(body_of(endpoint.deliveries.select_related("endpoint__agency").get()))
    assert shape(example) == shape(real)


def shape(value: Any) -> Any:
    """Names and kinds, without what they hold."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return type(value).__name__
