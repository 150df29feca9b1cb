"""Putting functions of ours in the place of WeasyPrint's, for a while, and only where they fit.

A function is replaced only if the file it stands in, and every file that ours leans on, is byte for byte the one that ours
was written for (SHA-256). The functions of a set are replaced together or not at all. Where a set does not fit, WeasyPrint
works as it is: slower, and just as right.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serge_press.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

FITTED = {
    "weasyprint.css": "77ad7287f90d7cfaf85eb00ebe7af47d2bedfb856d7dc68717152f2d8a7605fd",
    "weasyprint.css.computed_values": "0dec45caf60428b168e756a800e8a5cf8f0d836d415d8a5e75b7b88a19ca75d9",
    "weasyprint.css.targets": "dc7a175f80bbca473564d4462cc60a240c6f4a45456e83165de73dd2c5d574b8",
    "weasyprint.css.validation": "6edd11aa7e49b7628bafa8c55dabbc427a2c348933f370f14a571ad6dd3ae215",
    "weasyprint.formatting_structure.build": "335ad8b541295d6b9c5b71830d5184cd692f730d7b83ba5bac39fdb5aea23c87",
    "weasyprint.formatting_structure.boxes": "8ffd28ab74a149f0097208fcba6a80df0c8bb01e8fd4f9ced95d11b7e9807e23",
    "weasyprint.layout": "f226ba97ad21e44772b571aa64bfd446ecf3080d236c4861dcab25407a04d66a",
    "weasyprint.layout.page": "d99c5aceb36d458619a9cecb466a09df8827b9160fafacab7b4972a0d354dcca",
    "weasyprint.layout.percent": "bac190e240dce17b4342feb99423e8232433d3727c0833897f50fed88cb163a2",
    "weasyprint.layout.inline": "0e7c1569330f54734ed61b568789c4f279ba103c0385115efa6444f3c43b96b4",
    "weasyprint.layout.block": "9457dca0528c378f3ff6dd2ca5126d04ca017542de2fb77b1db48c3073401085",
    "weasyprint.layout.background": "3d98949e4fe71bc71a96bc7e4c10c137a25a36a07dde755dc619116e85ab1809",
    "weasyprint.text.line_break": "1f5a855ad992e0bebaf5512d2b806fd991090e0e91bf79d3d5a3a0176b22af97",
    "weasyprint.text.fonts": "59d74d0c161349b8416f1d13466e16dd47c1161f0a397ff1e4ca70814eb36091",
    "weasyprint.draw": "fb6fcee79a80059c72a3142ef941d4968e3aeeddc8fbbcac2e8519e8be55e348",
    "weasyprint.draw.text": "c9a450aa209277e760227e1fed2da492647bd28e5a5ebc4c9d8aaedecc400d77",
    "weasyprint.document": "f08f91af64563f5fb27596828891fb326262511a56e4ace714e5a960898024c8",
    "weasyprint.pdf": "426e0855db0473121bf70666b3c6c5fbd9ebfe832741d31a3689e8b10a14281f",
    "weasyprint.pdf.tags": "fae488b773686ea7fb685967c78a5b011854b88b61377f426ffb4e9ec00d76d2",
    "weasyprint.pdf.stream": "4faf9169d1970d4688b9cf41f733659ca6b1c4c098707c64f67c47a07309e81e",
    "weasyprint.anchors": "c9778a69d84f23b2a40592563d24e3497e808f57c82584b99a398512988fc558",
    "tinyhtml5": "d4ab84e535bf6d869bb0ad0c7b7fdeaf10a323c57351fcb2e6e551526f3c78a9",
    "tinyhtml5.parser": "9655914ae671d6683e36e2f2a596a3483220618c56c5f6ae97f85b4782403271",
    "tinyhtml5.treebuilder": "7f95e5c98bb28789f17c2ccfc01b82e2501fd0da440da0f4f3b04b5981f525e9",
    "tinyhtml5.tokenizer": "c5f1a5d7f5e6d933a123e4519d9ed0084458d86b497154692a7c1053fb3c161d",
    "tinyhtml5.constants": "5af54750ab78d7d04c2bc4abd35a1b62f00e2965eeb1ba4ea7aa6e67397e8519",
    "tinyhtml5.inputstream": "1c89c26bad4745509ecdc087d80a993111886b2ad92f702e12952a90776ddcb2",
    "pydyf": "0b10add9e640961db4636205686066e2b955fba63cad51e602a69250ef1df0d6",
}
"""By module, the SHA-256 (hex) of its file in WeasyPrint 70.0, pydyf 0.13.0 and tinyhtml5 2.1.0."""


@dataclass(frozen=True)
class Replacement:
    """``name`` (``function`` or ``Class.function``) in ``module``, and what makes ours of the one that stands there."""

    module: str
    name: str
    make: Callable[[Any], Any]


@dataclass(frozen=True)
class Saving:
    """Replacements that belong together, under a name. ``leans_on`` are modules whose workings they know."""

    name: str
    replacements: tuple[Replacement, ...]
    leans_on: tuple[str, ...] = ()
    _spots: list[list[_Spot]] = field(default_factory=list, compare=False, repr=False)

    def fits(self, fitted: Mapping[str, str] = FITTED) -> bool:
        """Whether the modules are those that ours were written for."""
        modules = (*self.leans_on, *(one.module for one in self.replacements))
        return all(_digest(module) == fitted.get(module) for module in modules)

    def spots(self) -> list[_Spot]:
        """Where something is to be changed, found once a process; nowhere if it does not fit."""
        if not self._spots:
            self._spots.append([spot for one in self.replacements for spot in _spots_of(one)] if self.fits() else [])
        return self._spots[0]


@dataclass(frozen=True, slots=True)
class _Spot:
    owner: Any
    name: str
    stock: Any
    ours: Any


@contextmanager
def fitted(savings: Sequence[Saving]) -> Iterator[None]:
    """Work with our functions inside this context; WeasyPrint is as it was afterwards. Not for two threads at once.

    What someone else has replaced meanwhile (in a test, or another remedy) is left alone.
    """
    changed: list[_Spot] = []
    try:
        for saving in savings:
            for spot in saving.spots():
                if vars(spot.owner).get(spot.name) is spot.stock:
                    setattr(spot.owner, spot.name, spot.ours)
                    changed.append(spot)
        yield
    finally:
        for spot in reversed(changed):
            setattr(spot.owner, spot.name, spot.stock)


def rewritten(function: Any, changes: Sequence[tuple[str, str]], **names: Any) -> Any:
    """The function made again from its source with pieces of it changed; each piece stands in it exactly once.

    ``names`` (each begins with ``_press_``) are put among those that the function sees, which stay the module's own: what is
    replaced there later, it sees.
    """
    source = textwrap.dedent(inspect.getsource(function))
    for old, new in changes:
        assert source.count(old) == 1, f"{function.__qualname__}: {old!r} does not fit"
        source = source.replace(old, new)
    assert all(name.startswith("_press_") for name in names)
    function.__globals__.update(names)
    made: dict[str, Any] = {}
    name = f"<{function.__module__}.{function.__qualname__}, with changes>"
    exec(compile(source, name, "exec"), function.__globals__, made)
    return made[function.__name__]


def untouched(module: str) -> bool:
    """Whether a module's file is the one that ours was written for. Loads nothing; in doubt it is not."""
    library, *steps = module.split(".")
    spec = find_spec(library)
    if spec is None or not spec.origin or module not in FITTED:
        return False
    try:
        return (
            hashlib.sha256(Path(spec.origin).parent.joinpath(*steps).with_suffix(".py").read_bytes()).hexdigest()
            == FITTED[module]
        )
    except OSError:
        return False


@cache
def _digest(module: str) -> str:
    """Of the module's file; empty if there is none."""
    try:
        file = import_module(module).__file__
        return hashlib.sha256(Path(file or "").read_bytes()).hexdigest()
    except (ImportError, OSError):
        return ""


def _spots_of(one: Replacement) -> Iterator[_Spot]:
    owner: Any = import_module(one.module)
    *steps, name = one.name.split(".")
    for step in steps:
        owner = getattr(owner, step)
    stock = vars(owner)[name]
    ours = one.make(stock)
    yield _Spot(owner, name, stock, ours)
    if steps:
        return
    library = one.module.partition(".")[0]
    for title, module in sorted(sys.modules.items()):  # other modules hold names of their own for the function
        if title.partition(".")[0] == library and module is not owner:
            yield from (_Spot(module, own, stock, ours) for own, held in vars(module).items() if held is stock)
