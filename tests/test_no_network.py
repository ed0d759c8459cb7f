"""A first review, with an e-mail address and a link in it, needs no network and writes nothing to the home folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nlp import self_test
from nlp.self_test import network_look_ups

ROOT = Path(__file__).parents[1]
REVIEW = """
from nlp.reviewer import Reviewer
text = "Mum Tanya Reed, tanya.reed@mail.example.co.uk, https://www.example.co.uk/page, rang 07700 900123 about her son."
found = {p.type for p in Reviewer.load().review(text).pii}
assert {"EMAIL_ADDRESS", "PHONE_NUMBER"} <= found, found
"""
GUARD = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("the program asked for the network")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
"""


def run(command, home):
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, cwd=home, env=environment, check=False)


def test_no_look_up_is_even_tried(tmp_path):
    done = run([sys.executable, "-c", GUARD + REVIEW], tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []


def test_a_review_in_a_machine_without_network(tmp_path):
    unshare = shutil.which("unshare")
    works = unshare and run([unshare, "--user", "--map-root-user", "--net", "true"], tmp_path).returncode == 0
    if not works:
        pytest.xfail("no network namespace can be made here; the guarded test above stands for it")
    done = run([unshare, "--user", "--map-root-user", "--net", sys.executable, "-c", REVIEW], tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_self_test_of_the_app_counts_no_look_up():
    assert network_look_ups() == 0


def test_the_self_test_counts_every_look_up(monkeypatch):
    tries = "try:\n    socket.create_connection(('203.0.113.1', 80))\nexcept OSError:\n    pass\n"
    monkeypatch.setattr(
        self_test, "_GUARDED", self_test._GUARDED.replace("from nlp.reviewer", f"{tries}from nlp.reviewer")
    )
    assert network_look_ups() == 1
