from __future__ import annotations

from pathlib import Path

from collectors.baselines.environment import environment

PROCESSORS = (
    "processor : 0\nmodel name\t: Abacus 9000 @ 3 GHz\n\nprocessor : 1\nmodel name : Other\n"
)


def test_the_first_processor_is_named_with_its_architecture(tmp_path: Path) -> None:
    processors = tmp_path / "cpuinfo"
    processors.write_text(PROCESSORS)
    assert environment(processors).machine.startswith("Abacus 9000 @ 3 GHz ")


def test_where_no_processor_is_named_the_architecture_is_left(tmp_path: Path) -> None:
    nameless = environment(tmp_path / "none").machine
    assert nameless
    (tmp_path / "cpuinfo").write_text("processor : 0\nBogoMIPS : 48.00\n")
    assert environment(tmp_path / "cpuinfo").machine == nameless


def test_python_and_perfdash_are_part_of_it() -> None:
    here = environment()
    assert here == environment()
    assert here.cores > 0
    assert here.python.startswith("3.")
    assert here.perfdash
