"""Every public callable says what it does, and those of three arguments or more what each argument means."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "planning"
#: From this many arguments on, each is described.
MANY = 3
Function = ast.FunctionDef | ast.AsyncFunctionDef

#: How a native engineer does not begin the first line of a docstring.
REFUSED = (
    r"^(Tell|Say|Speak|Give back|Make known)\b",
    r"^(Gives|Returns|Makes|Writes|Reads|Tells|Says|Computes|Checks)\b",
    r"^This (function|method|class)\b",
)
#: What it does not say anywhere in the docstring.
MANNERED = (
    r"\bNone where\b",
    r"\bwhere there (is|are) none\b",
    r"\bwhere left out\b",
    r"\b(is|are) told\b",
    r"\bis to be\b",
    r"\bstands? (twice|there|for itself)\b",
)


@dataclass(frozen=True, kw_only=True)
class Public:
    """A public function, method or class, and what its docstring must hold."""

    path: str
    name: str
    node: Function | ast.ClassDef
    arguments: tuple[str, ...]

    @property
    def doc(self) -> str:
        return ast.get_docstring(self.node) or ""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.node.lineno} {self.name}"


def named_errors() -> set[str]:
    tree = ast.parse((SOURCE / "errors.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.name.endswith("Error")}


def decorators(node: Function | ast.ClassDef) -> set[str]:
    """Last word of each decorator: ``app.command(name=...)`` is ``command``."""
    plain = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    return {d.attr if isinstance(d, ast.Attribute) else ast.unparse(d) for d in plain}


def shared_options() -> dict[str, ast.expr]:
    """Annotations that several commands share, by name: ``Apply = Annotated[...]``."""
    return {
        node.targets[0].id: node.value
        for path in sorted((SOURCE / "cli").rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


SHARED = shared_options()


def helpers(tree: ast.Module) -> set[str]:
    """Functions of a module that make an option with its help."""
    return {node.name for node in tree.body if isinstance(node, Function) and gives_help(node)}


def gives_help(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.keyword) and inner.arg == "help" for inner in ast.walk(node))


def has_help(argument: ast.arg, makers: set[str]) -> bool:
    """Whether an argument of a command carries the words that ``--help`` shows for it."""
    annotation = argument.annotation
    if isinstance(annotation, ast.Name):
        annotation = SHARED.get(annotation.id)
    if annotation is None or not ast.unparse(annotation).startswith("Annotated["):
        return False
    calls = [node for node in ast.walk(annotation) if isinstance(node, ast.Call)]
    return gives_help(annotation) or any(ast.unparse(call.func) in makers for call in calls)


def arguments_of(node: Function, *, method: bool, makers: set[str]) -> tuple[str, ...]:
    spec = node.args
    names = [*spec.posonlyargs, *spec.args]
    if method and "staticmethod" not in decorators(node):
        names = names[1:]
    names += [spec.vararg] if spec.vararg else []
    names += spec.kwonlyargs
    names += [spec.kwarg] if spec.kwarg else []
    return tuple(argument.arg for argument in names if not has_help(argument, makers))


def fields_of(node: ast.ClassDef) -> tuple[str, ...]:
    """Fields of a dataclass or named tuple: the parameters of the class."""
    tuples = any(ast.unparse(base).endswith("NamedTuple") for base in node.bases)
    if "dataclass" not in decorators(node) and not tuples:
        return ()
    return tuple(
        item.target.id
        for item in node.body
        if isinstance(item, ast.AnnAssign)
        and isinstance(item.target, ast.Name)
        and not item.target.id.startswith("_")
        and not ast.unparse(item.annotation).startswith("ClassVar")
        and "init=False" not in ast.unparse(item).replace(" ", "")
    )


def public_things(path: Path) -> Iterator[Public]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = str(path.relative_to(SOURCE))
    makers = helpers(tree) if where.startswith("cli/") else set()
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            arguments = arguments_of(node, method=False, makers=makers)
            yield Public(path=where, name=node.name, node=node, arguments=arguments)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            arguments = fields_of(node)
            for item in node.body:
                if not isinstance(item, Function):
                    continue
                taken = arguments_of(item, method=True, makers=makers)
                if item.name == "__init__":
                    arguments = taken
                elif not item.name.startswith("_"):
                    yield Public(path=where, name=f"{node.name}.{item.name}", node=item, arguments=taken)
            yield Public(path=where, name=node.name, node=node, arguments=arguments)


def sections(doc: str) -> dict[str, list[str]]:
    """Lines under each underlined heading of a numpy-style docstring."""
    found: dict[str, list[str]] = {}
    lines = doc.splitlines()
    heads = [n for n in range(1, len(lines)) if re.fullmatch(r"-{3,}", lines[n]) and lines[n - 1].strip()]
    for here, following in pairwise([*heads, len(lines) + 1]):
        found[lines[here - 1].strip()] = lines[here + 1 : following - 1]
    return found


def entries(lines: list[str]) -> dict[str, str]:
    """Names of a section, and the text below each; ``a, b`` is two names of one text."""
    found: dict[str, str] = {}
    current: list[str] = []
    for line in lines:
        if line and not line.startswith(" "):
            current = [name.strip().lstrip("*") for name in line.split(" : ")[0].split(",")]
            found |= dict.fromkeys(current, "")
        else:
            found |= {name: found[name] + line.strip() for name in current}
    return found


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes of a body without those of functions and classes inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (*Function.__args__, ast.ClassDef, ast.Lambda)):
            yield child
            yield from own_nodes(child)


def raised(node: Function) -> set[str]:
    """Named errors that a function raises itself, and the one that a list of findings raises for it."""
    names = set()
    for inner in own_nodes(node):
        if isinstance(inner, ast.Raise) and inner.exc is not None:
            thing = inner.exc.func if isinstance(inner.exc, ast.Call) else inner.exc
            names.add(ast.unparse(thing).split(".")[-1])
        if isinstance(inner, ast.Call) and ast.unparse(inner.func).endswith(".raise_if_any"):
            names.add("InputError")
    return names & named_errors()


def gives_something(node: Function) -> bool:
    if "setter" in decorators(node):
        return False
    return node.returns is not None and ast.unparse(node.returns) not in ("None", "NoReturn", "Never")


def lacking(thing: Public) -> list[str]:
    """What the docstring of a callable with many arguments leaves out."""
    if len(thing.arguments) < MANY:
        return []
    found = sections(thing.doc)
    described = entries([*found.get("Parameters", []), *found.get("Attributes", [])])
    faults = [f"argument {name}" for name in thing.arguments if not described.get(name)]
    if isinstance(thing.node, Function):
        faults += [f"argument {name}, which there is not" for name in strangers(thing, found)]
        if gives_something(thing.node) and not {"Returns", "Yields"} & {*found}:
            faults.append("Returns")
        errors = entries(found.get("Raises", []))
        faults += [f"Raises {name}" for name in sorted(raised(thing.node)) if not errors.get(name)]
    return faults


def strangers(thing: Public, found: dict[str, list[str]]) -> list[str]:
    """Names described that are no arguments: what a renaming leaves behind."""
    assert not isinstance(thing.node, ast.ClassDef)
    spec = thing.node.args
    known = {argument.arg for argument in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]}
    known |= {argument.arg for argument in (spec.vararg, spec.kwarg) if argument is not None}
    return [name for name in entries(found.get("Parameters", [])) if name not in known]


FILES = sorted(SOURCE.rglob("*.py"))
EVERYTHING = [thing for path in FILES for thing in public_things(path)]


def test_there_is_something_to_read() -> None:
    assert len(EVERYTHING) > 500
    assert sum(len(thing.arguments) >= MANY for thing in EVERYTHING) > 200


def test_every_public_callable_has_a_docstring() -> None:
    assert [thing.place for thing in EVERYTHING if not thing.doc] == []


def test_many_arguments_are_each_described() -> None:
    faults = [f"{thing.place}: {', '.join(found)}" for thing in EVERYTHING if (found := lacking(thing))]
    assert faults == [], f"{len(faults)} callables\n" + "\n".join(faults)


def all_docstrings() -> Iterator[tuple[str, str]]:
    """Place and text of every docstring of a function or class, private ones included."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (*Function.__args__, ast.ClassDef)) and (doc := ast.get_docstring(node)):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", doc


def test_first_lines_are_plain_sentences() -> None:
    faults = []
    for place, doc in all_docstrings():
        first = doc.split("\n\n")[0]
        if not first.endswith(".") or any(re.search(pattern, first) for pattern in REFUSED):
            faults.append(f"{place}: {first}")
    assert faults == [], f"{len(faults)} first lines\n" + "\n".join(faults)


def test_docstrings_have_no_mannerisms() -> None:
    faults = []
    for place, doc in all_docstrings():
        faults += [f"{place}: {match[0]}" for pattern in MANNERED for match in re.finditer(pattern, doc)]
    assert faults == [], f"{len(faults)} docstrings\n" + "\n".join(faults)
