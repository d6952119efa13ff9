"""Nothing this program is made of may speak to the network behind its back."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from studio.jobs import serve

COLLECTOR = b"events.data.microsoft.com"


def test_the_onnx_runtime_is_one_without_telemetry() -> None:
    spec = importlib.util.find_spec("onnxruntime")
    assert spec is not None
    assert spec.origin is not None
    libraries = [path for path in Path(spec.origin).parent.rglob("*") if ".so" in path.name or path.suffix == ".dll"]
    assert libraries
    assert [path.name for path in libraries if COLLECTOR in path.read_bytes()] == []


def test_workers_switch_off_what_libraries_would_fetch_or_tell() -> None:
    assert serve.OFFLINE["HF_HUB_OFFLINE"] == "1"
    assert serve.OFFLINE["ORT_DISABLE_TELEMETRY"] == "1"
