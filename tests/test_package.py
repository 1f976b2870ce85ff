"""What goes into the zip that Lambda gets. The real one needs the package index: `make package` makes and checks it."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra import archive
from infra.archive import NoSuchPython, TooLarge

SIX = "six.py,sha256=x,1\nsix-1.17.0.dist-info/METADATA,,\nsix-1.17.0.dist-info/RECORD,,\n"
DATES = "dateutil/__init__.py,sha256=x,1\npython_dateutil-2.9.0.dist-info/RECORD,,\n"
CHALICE = {
    "app.py": "FOUND = 'alpha' in {'alpha', 'beta', 'gamma'}  # of which the order changes with the seed of hashes\n",
    "chalicelib/__init__.py": "",
    "chalicelib/clock.py": "NOW = 1\n",
    "chalicelib/__pycache__/clock.cpython-39.pyc": "old",
    "six.py": "",
    "six-1.17.0.dist-info/METADATA": "Name: six",
    "six-1.17.0.dist-info/RECORD": SIX,
    "dateutil/__init__.py": "",
    "python_dateutil-2.9.0.dist-info/RECORD": DATES,
    "sixty/__init__.py": "",
    "sixty/__init__.pyi": "",
    "sixty/py.typed": "",
    "sixty-1.0.dist-info/RECORD": "sixty/__init__.py,,\n",
    "sixty-1.0.dist-info/METADATA": "Name: sixty",
    "wrapt-stubs/__init__.pyi": "",
    "dns/resolver.py": "",
    "pydantic/v1/__init__.py": "",
    "pydantic/mypy.py": "",
    "stdnum/oui.dat": "",
}
KEPT = {
    "app.py", "chalicelib/__init__.py", "chalicelib/clock.py", "sixty/__init__.py", "sixty-1.0.dist-info/METADATA",
}  # fmt: skip


def packaged(file: Path, content: Mapping[str, str], order: Iterable[str] = ()) -> Path:
    """As Chalice leaves it."""
    with ZipFile(file, "w") as target:
        for name in order or content:
            target.writestr(name, content[name])
    return file


def names(file: Path) -> list[str]:
    return ZipFile(file).namelist()


@pytest.fixture
def chalice(tmp_path: Path) -> Path:
    return packaged(tmp_path / "deployment.zip", CHALICE)


def test_what_lambda_has_and_what_nobody_uses_is_left_out(chalice: Path, tmp_path: Path) -> None:
    archive.repack(chalice, tmp_path / "code.zip", compiled=False)
    assert set(names(tmp_path / "code.zip")) == KEPT


@pytest.mark.parametrize("name", archive.PROVIDED)
def test_what_lambda_has_is_a_distribution_by_its_own_name(name: str) -> None:
    assert archive.distribution(f"{name.replace('-', '_')}-1.2.dist-info/RECORD") == name


def test_the_code_is_compiled_for_where_it_will_run(chalice: Path, tmp_path: Path) -> None:
    """Lambda cannot keep what it compiles, and the dates in a zip say nothing of what it was compiled from."""
    archive.repack(chalice, tmp_path / "code.zip", compiled=True)
    told = {name.split(".")[0] for name in set(names(tmp_path / "code.zip")) - KEPT}
    modules = {"app", "chalicelib/__init__", "chalicelib/clock", "sixty/__init__"}
    assert told == {f"{Path(name).parent / '__pycache__' / Path(name).name}" for name in modules}
    there = tmp_path / "lambda"
    ZipFile(tmp_path / "code.zip").extractall(there)
    (there / "app.py").write_text("raise RuntimeError('this was compiled anew')")
    subprocess.run([sys.executable, "-c", "import app"], cwd=there, capture_output=True, check=True)


def test_the_same_content_is_the_same_zip_whatever_the_order_the_day_and_the_seed(
    chalice: Path, tmp_path: Path
) -> None:
    first = archive.repack(chalice, tmp_path / "first.zip", compiled=True)
    again = packaged(tmp_path / "again.zip", CHALICE, reversed(CHALICE))
    os.utime(again, (0, 0))
    script = (
        "from pathlib import Path; from infra import archive; "
        f"print(archive.repack(Path('{again}'), Path('{tmp_path}/second.zip'), compiled=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == first
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_another_line_of_code_is_another_digest(chalice: Path, tmp_path: Path) -> None:
    other = packaged(tmp_path / "other.zip", {**CHALICE, "chalicelib/clock.py": "NOW = 2\n"})
    old, new = (archive.repack(each, tmp_path / "code.zip", compiled=False) for each in (chalice, other))
    assert old != new


def test_files_can_be_read_by_lambda_whoever_packaged_them(chalice: Path, tmp_path: Path) -> None:
    archive.repack(chalice, tmp_path / "code.zip", compiled=True)
    assert {entry.external_attr >> 16 & 0o777 for entry in ZipFile(tmp_path / "code.zip").infolist()} == {0o644}


def test_a_zip_that_is_too_large_is_refused_with_what_is_large_in_it(tmp_path: Path) -> None:
    content = {f"library{number:02d}/data": "x" * number * 100 for number in range(1, 15)}
    file = packaged(tmp_path / "code.zip", content)
    archive.check(file, most=file.stat().st_size)
    with pytest.raises(TooLarge, match="is what it may be") as refused:
        archive.check(file, most=file.stat().st_size - 1)
    told = [line.split()[-1] for line in str(refused.value).splitlines()[1:]]
    assert told == [f"library{number:02d}" for number in range(14, 4, -1)]


@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_a_python_that_lambda_does_not_have_is_refused_with_what_to_do(version: tuple[int, int]) -> None:
    with pytest.raises(NoSuchPython, match=r"make clean, then make package PYTHON=python3\.14"):
        archive.runtime(version)


def test_wheels_are_for_the_python_that_packages() -> None:
    assert archive.runtime((3, 12)) == "python3.12"
