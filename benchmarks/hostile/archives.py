"""Archives that no packer makes: bombs, overlaps, names that leave the folder."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from cases import Case

import packing
from hostile import zipped

_NAMES = (
    "../../逃.txt",
    "/tmp/逃.txt",
    "..\\..\\逃.txt",
    "C:\\Windows\\逃.txt",
    "\\\\server\\share\\逃.txt",
    "逃\0.exe.txt",
    "CON.txt",
    "nul",
    "aux.docx",
    "甲/./../../乙.txt",
    "~/.ssh/逃.txt",
    "逃" * 3000 + ".txt",
    "\u202etxt.exe",
    "逃.txt:stream",
    " . . .",
    "//",
    "!/逃!/.txt",
)


def cases() -> Iterator[Case]:
    """Yield them."""
    yield Case("zip bomb", "倍数.zip", lambda: zipped({"零.txt": bytes(200 << 20)}))
    yield Case("zip bomb", "大小.zip", lambda: zipped({f"{n}.txt": bytes(19_000_000) for n in range(40)}))
    yield Case("zip bomb", "假大小.zip", lying_size)
    yield Case("zip bomb", "假小.zip", lying_small)
    yield Case("zip bomb", "嵌套.zip", lambda: nested(10))
    yield Case("zip bomb", "嵌套成倍.zip", lambda: nested(4, 12))
    yield Case("zip bomb", "成员十万.zip", lambda: crowd(100_000))
    yield Case("zip bomb", "成员一万九.zip", lambda: crowd(19_000))
    yield Case("zip bomb", "重叠.zip", lambda: overlapping(2000))
    yield Case("zip bomb", "同一成员万次.zip", lambda: overlapping(20_000, b""))
    yield Case("zip bomb", "自含.zip", quine)
    yield Case("zip bomb", "目录循环.zip", directory_on_itself)
    yield Case("zip bomb", "bzip2.zip", lambda: zipped({"零.txt": bytes(80 << 20)}, zipfile.ZIP_BZIP2))
    yield Case("zip bomb", "lzma.zip", lambda: zipped({"零.txt": bytes(80 << 20)}, zipfile.ZIP_LZMA))
    yield Case("zip bomb", "注释.zip", lambda: b"PK\x05\x06" * 100_000)
    yield Case("zip bomb", "zip64.zip", zip64)
    yield Case("7z bomb", "倍数.7z", lambda: packing.seven_zip({"零.txt": bytes(500 << 20)}))
    yield Case("7z bomb", "假头.7z", seven_zip_claims)
    yield Case("7z bomb", "嵌套.7z", nested_seven_zip)
    yield Case("7z bomb", "成员.7z", lambda: packing.seven_zip({f"{n}.txt": b"" for n in range(3000)}))
    yield Case("rar", "空头.rar", lambda: b"Rar!\x1a\x07\x01\0" + b"\xff" * 4000)
    yield Case("rar", "旧头.rar", lambda: b"Rar!\x1a\x07\0" + struct.pack("<HBHH", 0, 0x73, 0, 13) * 500)
    yield Case("names", "路径.zip", lambda: named(_NAMES))
    yield Case("names", "路径.7z", lambda: seven_zip_named("../../逃.txt"))
    yield Case("names", "绝对.7z", lambda: seven_zip_named("/tmp/逃逃.txt"))
    yield Case("names", "链接.zip", link)
    yield Case("names", "加密.zip", lambda: packing.locked({"甲.txt": b"abc"}))


def nested(depth: int, width: int = 1) -> bytes:
    """Return a zip in a zip in a zip."""
    data = zipped({"底.txt": "底下的材料".encode()})
    for level in range(depth):
        data = zipped({f"{level}-{n}.zip": data for n in range(width)})
    return data


def crowd(count: int) -> bytes:
    """Return a zip of ``count`` empty members."""
    return zipped({f"{n}.txt": b"" for n in range(count)}, zipfile.ZIP_STORED)


def overlapping(count: int, data: bytes = bytes(4_000_000)) -> bytes:
    """Return a zip whose ``count`` members are all the same packed bytes."""
    one = zipped({"0000000.txt": data})
    first = one.find(b"PK\x01\x02")
    entry = one[first : one.find(b"PK\x05\x06")]
    directory = b"".join(entry.replace(b"0000000", b"%07d" % n) for n in range(count))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), first, 0)
    return one[:first] + directory + end


def quine() -> bytes:
    """Return a zip with a stored member whose bytes are the zip up to there, directory and all."""
    inner = zipped({"甲.txt": b"x"})
    for _ in range(12):
        inner = zipped({"自己.zip": inner}, zipfile.ZIP_STORED)
    return inner


def directory_on_itself() -> bytes:
    """Return a zip with a member that begins where the file begins: unpacked, it is the file again."""
    name = b"loop.zip"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    size = len(local) * 2 + 46 + len(name) + 22
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, size, size, len(name), 0) + name
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, size, size, len(name), 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + len(name), len(local), 0)
    return local + entry + name + end


def lying_size() -> bytes:
    """Return a zip whose member says that it is 4 GB."""
    data = bytearray(zipped({"甲.txt": b"abc" * 2000}))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 0xFFFFFFF0)
    return bytes(data)


def lying_small() -> bytes:
    """Return a zip whose member is larger than it says."""
    data = bytearray(zipped({"甲.txt": bytes(200 << 20)}))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, 100)
    struct.pack_into("<I", data, 22, 100)
    return bytes(data)


def zip64() -> bytes:
    """Return a zip whose directory claims more members and bytes than there can be."""
    end64 = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**63, 2**63, 2**62, 0)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 30, 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return b"PK\x03\x04" + b"\0" * 26 + end64 + locator + end


def named(names: tuple[str, ...]) -> bytes:
    """Return a zip with members called ``names``."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for n, name in enumerate(names):
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, f"第{n}份材料".encode())
    return made.getvalue()


def link() -> bytes:
    """Return a zip with a symbolic link out of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("链接.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return made.getvalue()


def seven_zip_named(name: str) -> bytes:
    """Return a 7z whose member is called ``name``: the packer's own check is gone round."""
    stand_in = "N" * len(name)
    data = packing.seven_zip({stand_in: "材料".encode()})
    wide = stand_in.encode("utf-16-le")
    if wide not in data:  # its head is packed
        import py7zr

        made = io.BytesIO()
        with py7zr.SevenZipFile(made, "w") as archive:
            archive.set_encoded_header_mode(False)
            archive.writestr("材料".encode(), stand_in)
        data = made.getvalue()
    data = bytearray(data.replace(wide, name.encode("utf-16-le")))
    start, size = struct.unpack_from("<QQ", data, 12)
    struct.pack_into("<I", data, 28, zlib.crc32(bytes(data[32 + start : 32 + start + size])))
    struct.pack_into("<I", data, 8, zlib.crc32(bytes(data[12:32])))
    return bytes(data)


def seven_zip_claims() -> bytes:
    """Return a 7z whose head says that it is 2**60 bytes long."""
    start = struct.pack("<QQI", 0, 2**60, 0)
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + b"\1" * 100


def nested_seven_zip() -> bytes:
    """Return a 7z five deep."""
    data = "底下的材料".encode()
    for n in range(5):
        data = packing.seven_zip({f"{n}.7z" if n else "底.txt": data})
    return data
