"""Checking on Spark, on this machine: the same results as those of the command."""

from __future__ import annotations

import json
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import screenkit
from screenkit.batch.spark import COLUMNS, in_pandas
from screenkit.cli import validating
from screenkit.cli.app import app
from scripted import NOON

pyspark = pytest.importorskip("pyspark", reason="needs the extra `spark`")
pytest.importorskip("pandas")
pytest.importorskip("pyarrow")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.skipif(sys.platform == "win32", reason="Spark on Windows needs more than Java"),
    pytest.mark.filterwarnings("ignore"),  # of pyspark and pandas themselves
]
FILES = Path(__file__).parent / "cli" / "files"
del validating  # importing it adds its command


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Spark with two workers on this machine."""
    folder = tmp_path_factory.mktemp("spark")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        builder = pyspark.sql.SparkSession.builder.master("local[2]").appName("screenkit")
        settings = {"spark.ui.enabled": "false", "spark.sql.warehouse.dir": str(folder)}
        paths = {"spark.executorEnv.PYTHONPATH": ":".join(sys.path)}
        for name, value in {**settings, **paths}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


def test_spark_finds_what_the_command_finds(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - Spark has no types here
    """Every record with its faults and its outcome, whichever worker it went to."""
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    text = (FILES / "screenings.jsonl").read_text(encoding="utf-8").splitlines()
    frame = spark.createDataFrame([(line,) for line in text if line], "record string")
    compiled = screenkit.compile("after-school", folders=[FILES / "screens"], as_of=NOON)
    rows = frame.repartition(2).mapInPandas(in_pandas(compiled), COLUMNS).collect()
    words = ["--screens", "screens", "validate", "screenings.jsonl", "--screen", "after-school", "--format", "jsonl"]
    monkeypatch.chdir(FILES)
    lines = CliRunner().invoke(app, words).stdout.splitlines()
    found = sorted((row.id, row.valid, [(fault.code, fault.item) for fault in row.faults]) for row in rows)
    told = [json.loads(line) for line in lines]
    assert found == sorted(
        (one["record"], one["valid"], [(fault["code"], fault["item"]) for fault in one["faults"]]) for one in told
    )
    (first,) = [row for row in rows if row.id == "s-1"]
    assert (first.indicated, dict(first.due)) == (["care_wished", "young_child/1"], {"find_place": "2026-11-21T14:30"})
