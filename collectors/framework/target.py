"""Which written words name a file: each function returns the target, or "" when they name none."""

from __future__ import annotations

import re
from urllib.parse import unquote

TEXT_SUFFIXES = frozenset({
    "bash", "c", "cfg", "conf", "cpp", "cs", "css", "csv", "env", "go", "graphql", "h", "hpp",
    "html", "ini", "java", "js", "json", "json5", "jsonc", "jsonl", "jsx", "kt", "lua", "markdown",
    "md", "mdc", "mdx", "mjs", "php", "pl", "proto", "ps1", "py", "pyi", "r", "rb", "rs", "rst",
    "sass", "scss", "sh", "sql", "svg", "swift", "toml", "ts", "tsv", "tsx", "txt", "vue", "xml",
    "yaml", "yml", "zsh",
})  # fmt: skip
"""Where no folder stands before it, what tells a file from a decorator or a method."""

IMPORTED_SUFFIXES = frozenset({
    "", "adoc", "asciidoc", "astro", "bash", "bat", "c", "cc", "cfg", "cjs", "clj", "cljc", "cljs",
    "cmake", "cmd", "conf", "config", "cpp", "cs", "css", "csv", "cts", "cxx", "dart", "diff",
    "edn", "ejs", "elm", "env", "erb", "erl", "ex", "exs", "f", "f90", "f95", "fish", "for", "go",
    "gql", "gradle", "graphql", "h", "hbs", "hpp", "hrl", "hs", "htm", "html", "hxx", "ini",
    "jade", "java", "js", "json", "jsx", "kt", "kts", "latex", "less", "lhs", "lock", "log", "lua",
    "make", "md", "mjs", "ml", "mli", "mts", "org", "patch", "php", "pl", "pm", "properties",
    "proto", "ps1", "pug", "py", "pyi", "pyw", "r", "rake", "rb", "rs", "rst", "sass", "sbt",
    "scala", "scss", "sh", "sql", "svelte", "swift", "tex", "text", "toml", "ts", "tsx", "txt",
    "vue", "xml", "yaml", "yml", "zsh",
})  # fmt: skip
"""What Claude Code imports into a memory file, as it was seen to: other names end otherwise."""

_TEXTS_BY_NAME = frozenset({
    ".editorconfig", ".env", ".gitignore", "CHANGELOG", "CONTRIBUTING", "Dockerfile", "Gemfile",
    "Justfile", "LICENSE", "Makefile", "NOTICE", "Procfile", "README", "Rakefile", "justfile",
    "makefile",
})  # fmt: skip
"""Names without a suffix that are no handles, even where no such file is."""

CLAUDE_FOLDERS = re.compile(r"\$\{CLAUDE_(?P<which>PLUGIN_ROOT|PROJECT_DIR|SKILL_DIR)\}/")
"""What Claude Code replaces in a command or skill by a folder."""

_SUFFIX = re.compile(r"[^/.]\.(?P<suffix>[A-Za-z][A-Za-z0-9]{0,9})\Z")
_NEVER_IN_A_PATH = re.compile(r"""[*<>{}\[\]$"'`|:\\]""")
_LINE_NUMBER = re.compile(r":\d+(?:-\d+)?\Z")
_PLACEHOLDER_ENDS = frozenset("}$\\:")
_GLOB_ENDS = frozenset("*])>\"'")
_ROOTED = ("/", "./", "../", "~/")
_TRAILING = ".,;:!?)]}>'\"*_|"
_LONGEST = 1_024


def tag_target(written: str) -> str:
    """The content of an element or of an attribute that includes a file."""
    target = written.strip()
    return target if _could_be(target) and ("/" in target or _SUFFIX.search(target)) else ""


def import_target(written: str) -> str:
    """What follows `@` in a memory file: a handle too, for a file may be called like it.

    Punctuation after it is a part of the name.
    """
    target = written.partition("#")[0].partition("<")[0].rstrip("*_").replace("\\ ", " ")
    bare = without_punctuation(target)
    return target if _could_be(bare) and (seems_a_file(bare) or is_importable(bare)) else ""


def attached_target(written: str) -> str:
    """What follows `@` in a command, up to its last letter, without the lines it asks for."""
    target = written.partition("#")[0]
    return target if _could_be(CLAUDE_FOLDERS.sub("", target, count=1)) else ""


def seems_a_file(target: str) -> bool:
    """Whether it is no handle, no decorator and not the name of an npm package."""
    bare = without_punctuation(target)
    folders = bare.count("/")
    deep = folders > 1 or bare.startswith(_ROOTED) or (folders == 1 and _SUFFIX.search(bare))
    return bool(deep) or names_a_text(bare) or bare in _TEXTS_BY_NAME


def without_punctuation(target: str) -> str:
    """A target as it is meant where a sentence goes on after it."""
    return target.rstrip(_TRAILING)


def is_importable(path: str) -> bool:
    """Whether a file is one that Claude Code imports into a memory file."""
    name = path.rpartition("/")[2].lstrip(".")
    return name.rpartition(".")[2].lower() in IMPORTED_SUFFIXES if "." in name else True


def link_target(written: str) -> str:
    """The destination of a Markdown link, when it is a local file; without its fragment."""
    target = unquote(written.partition("#")[0])
    local = names_a_text(target) or ("/" in target and _SUFFIX.search(target))
    return target if local and _could_be(target) else ""


def code_target(written: str) -> str:
    """The content of a code span, when it is one path to a text file; without `@` and `:line`."""
    target = _LINE_NUMBER.sub("", written.strip().removeprefix("@").partition("#")[0])
    return target if " " not in target and _could_be(target) and names_a_text(target) else ""


def running_target(written: str, *, before: str) -> str:
    """A path in running text, unless it is the tail of an address, a glob or a placeholder."""
    tail = before in _PLACEHOLDER_ENDS or (before in _GLOB_ENDS and written[0] in "/_-")
    return written if not tail and _could_be(written) and _SUFFIX.search(written) else ""


def _could_be(target: str) -> bool:
    """Whether it is no glob, no placeholder, no address, no folder and nothing unprintable."""
    return (
        0 < len(target) <= _LONGEST
        and target.isprintable()
        and not target.startswith(("//", "@"))
        and not target.endswith("/")
        and not _NEVER_IN_A_PATH.search(target)
    )


def names_a_text(target: str) -> bool:
    """Whether a name ends as those of texts do."""
    found = _SUFFIX.search(target)
    return found is not None and found["suffix"].lower() in TEXT_SUFFIXES
