"""What only the executor ray does."""

from __future__ import annotations

import pytest


@pytest.mark.extra
def test_a_cluster_that_does_not_answer_is_one_sentence(shell):
    pytest.importorskip("ray", reason="ray is not installed: pip install 'locvid[ray]'")
    said = shell.render("--executor", "ray", "--address", "127.0.0.1:9")
    assert said.code == 4
    assert said.errors == ["error: no Ray cluster answers at 127.0.0.1:9"]
    assert "--address" in said.err


def test_a_project_cannot_say_where_tasks_are_sent(shell):
    (shell.folder / "locvid.yaml").write_text("executor: ray\naddress: example.com:6379\n")
    said = shell.render()
    assert said.code == 2
    assert "locvid.yaml:2: unknown key 'address'" in said.err
