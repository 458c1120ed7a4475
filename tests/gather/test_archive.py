"""Archives, well packed and hostile."""

import io
import zipfile

import pytest

from soundingboard.errors import InputError
from soundingboard.gather import gather_bytes
from soundingboard.gather.archive import ArchiveLimits, files_in_archive

from .reading import outcomes

ASK = "We ask that paragraph 14 be kept as it is."


def packed(files: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def test_a_packed_folder_is_read_like_a_folder() -> None:
    data = packed(
        {
            "docs/": "",
            "docs/b.txt": ASK,
            "docs/b.toml": 'country = "Fiji"',
            "a.csv": "id,text\n1,hello\n",
            "__MACOSX/._b": "x",
        }
    )
    gathered = gather_bytes("upload.zip", data)
    assert outcomes(gathered) == [
        ("__MACOSX/._b", "", "set aside", "not a contribution", None),
        ("a.csv", "", "read", None, None),
        ("a.csv", "row 2", "read with notices", None, "1"),
        ("docs/b.toml", "", "read with notices", None, None),
        ("docs/b.txt", "", "read with notices", None, "docs-b"),
    ]
    assert gathered.contributions[1].country == "Fiji"


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "a/../../b.txt", "C:\\evil.txt", "..\\evil.txt"]
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    gathered = gather_bytes("upload.zip", packed({name: ASK, "good.txt": ASK + " good"}))
    refused = [row for row in gathered.report if row.reason == "refused"]
    assert [row.notices for row in refused] == [("lies outside the archive; pack the folder again",)]
    assert [contribution.id for contribution in gathered.contributions] == ["good"]


def test_an_archive_within_an_archive_is_set_aside() -> None:
    gathered = gather_bytes("upload.zip", packed({"inner.zip": packed({"a.txt": ASK}), "b.txt": ASK}))
    assert gathered.report[1].notices == ("is an archive; unpack it, or give it by itself",)
    assert [contribution.id for contribution in gathered.contributions] == ["b"]


def test_encrypted_files_are_set_aside() -> None:
    data = bytearray(packed({"a.txt": ASK}))
    data[6] |= 1  # general purpose bit 0 of the local header
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    gathered = gather_bytes("upload.zip", bytes(data))
    assert [(row.reason, row.notices) for row in gathered.report] == [
        ("refused", ("is encrypted; pack it without a password",))
    ]


def test_a_damaged_file_is_set_aside_and_the_rest_is_read() -> None:
    data = bytearray(packed({"a.txt": ASK * 20, "b.txt": ASK}))
    at = data.index(b"a.txt") + 5
    data[at : at + 8] = b"\xff" * 8
    gathered = gather_bytes("upload.zip", bytes(data))
    assert [row.reason for row in gathered.report] == ["refused", None]
    assert gathered.report[0].notices[0].startswith("cannot be unpacked: ")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({f"{n}.txt": b"\0" * 30_000_000 for n in range(8)})
    assert len(bomb) < 300_000
    with pytest.raises(InputError) as refusal:
        gather_bytes("bomb.zip", bomb)
    assert str(refusal.value) == "bomb.zip: unpacks to more than 200 MB; give it in several archives"


def test_the_size_that_an_archive_claims_is_not_believed() -> None:
    data = bytearray(packed({"a.txt": b"\0" * 5_000}))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (10).to_bytes(4, "little")  # "uncompressed size"
    limits = ArchiveLimits(bytes=4_000, files=5, file=3_000, chunk=100)
    (file,) = files_in_archive(bytes(data), "a.zip", limits)
    assert len(file.read()) <= 3_001
    assert file.trouble != ""


def test_limits_on_files_and_single_sizes() -> None:
    limits = ArchiveLimits(bytes=1_000, files=2, file=100, chunk=10)
    with pytest.raises(InputError) as refusal:
        files_in_archive(packed({f"{n}.txt": "x" for n in range(3)}), "a.zip", limits)
    assert str(refusal.value) == "a.zip: holds more than 2 files; give it in several archives"
    large, small = files_in_archive(packed({"a.txt": "x" * 101, "b.txt": "x" * 100}), "a.zip", limits)
    assert (large.trouble, large.read()) == ("is larger than 0 MB", b"")
    assert (small.trouble, small.read()) == ("", b"x" * 100)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_told() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", ASK)
        archive.writestr("a.txt", ASK + " again")
    report = gather_bytes("a.zip", target.getvalue()).report
    assert [(row.reason, row.id) for row in report] == [(None, "a"), ("refused", None)]


def test_links_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (row,) = gather_bytes("a.zip", target.getvalue()).report
    assert row.notices == ("is a link to another file; pack the file itself",)


def test_utf8_names_that_were_packed_without_saying_so_are_mended() -> None:
    data = bytearray(packed({"été.txt": ASK}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature)
        data[at + flags + 1] &= ~0x08
    (contribution,) = gather_bytes("a.zip", bytes(data)).contributions
    assert contribution.id == "été"


@pytest.mark.parametrize("data", [b"PK\x03\x04nonsense", packed({"a.txt": ASK})[:60]])
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refusal:
        gather_bytes("a.zip", data)
    assert str(refusal.value) == "a.zip: is damaged or cut short; pack it again"


def test_the_one_folder_that_was_packed_is_no_part_of_names() -> None:
    data = packed({"papers/a.txt": ASK, "papers/sub/b.txt": ASK + " b", "__MACOSX/papers/._a.txt": "x"})
    assert [(row.file, row.id) for row in gather_bytes("papers.zip", data).report] == [
        ("__MACOSX/papers/._a.txt", None),
        ("a.txt", "a"),
        ("sub/b.txt", "sub-b"),
    ]


def test_an_empty_archive_gives_nothing() -> None:
    assert gather_bytes("a.zip", packed({})).report == ()
