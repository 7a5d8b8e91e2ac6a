"""The collector that listens for telemetry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import orjson

from collectors.config import Config, SessionsConfig
from collectors.framework.module import Framework
from collectors.model import Occasion, Record, Status, Trigger
from collectors.otlp import OtlpCollector
from collectors.session import Telemetry
from collectors.telemetry.endpoint import Endpoint
from tests.collectors.sites import site_at
from tests.collectors.telemetry.exports import Fields, log

TICK = Occasion(Trigger.TICK, 5, Framework())


@contextmanager
def listening(root: Path, *, otlp: bool = True, port: int = 0) -> Iterator[OtlpCollector]:
    config = Config(sessions=SessionsConfig(otlp=otlp, otlp_port=port))
    collector = OtlpCollector(site_at(root, config), now=lambda: 1)
    yield collector
    collector.close()


def told(collector: OtlpCollector) -> list[Record]:
    return list(collector.collect(TICK))


def send(status: Record, document: Fields) -> None:
    assert isinstance(status, Status)
    host = status.detail.partition("http://")[2].partition(";")[0]
    connection = HTTPConnection(host, timeout=10)
    connection.request(
        "POST", "/v1/logs", orjson.dumps(document), {"Content-Type": "application/json"}
    )
    assert connection.getresponse().status == 200
    connection.close()


def test_nothing_listens_unless_it_is_wanted(tmp_path: Path) -> None:
    with listening(tmp_path, otlp=False) as collector:
        assert told(collector) == []


def test_what_came_in_is_told_at_the_next_tick(tmp_path: Path) -> None:
    with listening(tmp_path) as collector:
        (status,) = told(collector)
        send(status, log("api_request", request_id="req_1", ttft_ms=250))
        telemetry, _ = told(collector)
        assert isinstance(telemetry, Telemetry)
        assert telemetry.first_token_seconds == 0.25
        assert len(told(collector)) == 1


def test_a_port_that_is_taken_degrades_and_no_more(tmp_path: Path) -> None:
    endpoint = Endpoint(0, lambda *_: None)
    with listening(tmp_path, port=int(endpoint.address.rpartition(":")[2])) as collector:
        (status,) = told(collector)
        assert isinstance(status, Status)
        assert status.degraded
    endpoint.close()
