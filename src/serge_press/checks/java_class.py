"""A Java class put together instruction by instruction, for a Java runtime that has no compiler.

EPUBCheck's own ``main`` takes one book and ends its machine. What is wanted is a dozen lines of Java:

    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    String line;
    while ((line = in.readLine()) != null) {
        new EpubChecker().run(line.split("\\t"));
        System.out.println(line);
        System.out.flush();
    }

The runtime that comes with ``serge-press[check]`` cannot compile them, and a compiled file would be a thing in the
repository that nobody can read. So the class file is written from the lines below (format: Java Virtual Machine
Specification, chapter 4). It is of version 49, the last in which a loop needs no table of stack frames.
"""

from __future__ import annotations

import struct

CLASS = "Desk"
_CHECKER = "com/adobe/epubcheck/tool/EpubChecker"
_OUT = ("java/lang/System", "out", "Ljava/io/PrintStream;")
_STACK, _LOCALS = 5, 3
_PUBLIC, _STATIC, _SUPER = 0x01, 0x08, 0x20

_DUP, _POP, _RETURN = b"\x59", b"\x57", b"\xb1"
_STORE_IN, _LOAD_IN, _STORE_LINE, _LOAD_LINE = b"\x4c", b"\x2b", b"\x4d", b"\x2c"  # local variables 1 and 2
_IF_NULL, _GO_TO = b"\xc6", b"\xa7"


class _Constants:
    """The table of constants of a class file (4.4), each once, and the instructions that point into it."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def _number(self, tag: int, data: bytes) -> int:
        return self._numbers.setdefault(bytes([tag]) + data, len(self._numbers) + 1)

    def text(self, text: str) -> int:
        """A piece of text."""
        data = text.encode()
        return self._number(1, struct.pack(">H", len(data)) + data)

    def named(self, name: str) -> int:
        """A class."""
        return self._number(7, struct.pack(">H", self.text(name)))

    def _member(self, tag: int, owner: str, name: str, kind: str) -> bytes:
        pair = self._number(12, struct.pack(">HH", self.text(name), self.text(kind)))
        return struct.pack(">H", self._number(tag, struct.pack(">HH", self.named(owner), pair)))

    def new(self, owner: str) -> bytes:
        """Make an object, twice on the stack: one is for its constructor."""
        return b"\xbb" + struct.pack(">H", self.named(owner)) + _DUP

    def construct(self, owner: str, kind: str) -> bytes:
        """Call the constructor."""
        return b"\xb7" + self._member(10, owner, "<init>", kind)

    def call(self, owner: str, name: str, kind: str) -> bytes:
        """Call a method of an object."""
        return b"\xb6" + self._member(10, owner, name, kind)

    def field(self, owner: str, name: str, kind: str) -> bytes:
        """Load a field of a class."""
        return b"\xb2" + self._member(9, owner, name, kind)

    def literal(self, text: str) -> bytes:
        """Load a string."""
        return b"\x13" + struct.pack(">H", self._number(8, struct.pack(">H", self.text(text))))

    def __bytes__(self) -> bytes:
        return struct.pack(">H", len(self._numbers) + 1) + b"".join(self._numbers)


def desk_class() -> bytes:
    """The class ``Desk``, as a class file: always the same bytes."""
    known = _Constants()
    opening = (
        known.new("java/io/BufferedReader")
        + known.new("java/io/InputStreamReader")
        + known.field("java/lang/System", "in", "Ljava/io/InputStream;")
        + known.construct("java/io/InputStreamReader", "(Ljava/io/InputStream;)V")
        + known.construct("java/io/BufferedReader", "(Ljava/io/Reader;)V")
        + _STORE_IN
    )
    asking = _LOAD_IN + known.call("java/io/BufferedReader", "readLine", "()Ljava/lang/String;") + _DUP + _STORE_LINE
    answering = (
        known.new(_CHECKER)
        + known.construct(_CHECKER, "()V")
        + _LOAD_LINE
        + known.literal("\t")
        + known.call("java/lang/String", "split", "(Ljava/lang/String;)[Ljava/lang/String;")
        + known.call(_CHECKER, "run", "([Ljava/lang/String;)I")
        + _POP
        + known.field(*_OUT)
        + _LOAD_LINE
        + known.call("java/io/PrintStream", "println", "(Ljava/lang/String;)V")
        + known.field(*_OUT)
        + known.call("java/io/PrintStream", "flush", "()V")
    )
    jump = 3  # bytes of a jump; where it leads is counted from its own first byte
    loop = asking + _IF_NULL + struct.pack(">h", jump + len(answering) + jump) + answering
    code = opening + loop + _GO_TO + struct.pack(">h", -len(loop)) + _RETURN
    body = struct.pack(">HHI", _STACK, _LOCALS, len(code)) + code + struct.pack(">HH", 0, 0)
    main = struct.pack(
        ">HHHHHI", _PUBLIC | _STATIC, known.text("main"), known.text("([Ljava/lang/String;)V"), 1, known.text("Code"), len(body)
    )  # fmt: skip
    class_itself = struct.pack(">HHHHH", _PUBLIC | _SUPER, known.named(CLASS), known.named("java/lang/Object"), 0, 0)
    return b"".join(
        (
            b"\xca\xfe\xba\xbe",
            struct.pack(">HH", 0, 49),
            bytes(known),
            class_itself,
            struct.pack(">H", 1),
            main,
            body,
            b"\0\0",
        )
    )
