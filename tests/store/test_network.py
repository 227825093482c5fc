"""A database file on a network share is refused, by whatever name the share is reached."""

from pathlib import Path
from typing import Final

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.restoring import restore
from sopdesk.services.sentences import sentence
from sopdesk.store import network
from sopdesk.store.network import is_network_folder, is_share, on_far_mount, on_remote_drive
from sopdesk.store.store import open_store
from tests.services.desk import MONDAY

MOUNTS: Final = r"""proc /proc proc rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda3 /srv ext4 rw,relatime 0 0
server:/data /srv/umum/bersama nfs4 rw,vers=4.2 0 0
//server/kantor /mnt/kantor\040kecamatan cifs rw,vers=3.1.1 0 0
//server/kantor /mnt/smb smb3 rw 0 0
ani@server: /mnt/ssh fuse.sshfs rw,user_id=1000 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /media/flash vfat rw 0 0
/dev/sdc1 /mnt/luar fuseblk rw 0 0
server:/arsip /mnt/tertutup nfs rw 0 0
/dev/sdd1 /mnt/tertutup ext4 rw 0 0
/dev/sdd2 /mnt/terbuka ext4 rw 0 0
server:/arsip /mnt/terbuka nfs rw 0 0
tmpfs /srv/umum/bersama/memori tmpfs rw 0 0
rusak
"""


@pytest.mark.parametrize(
    "path",
    [
        "/srv/umum/bersama",
        "/srv/umum/bersama/sopdesk",
        "/mnt/kantor kecamatan/sopdesk/data",
        "/mnt/smb",
        "/mnt/ssh/data",
        "/run/user/1000/gvfs/smb-share:server=pc,share=kantor/data",
        "/mnt/terbuka/data",
    ],
)
def test_over_the_network(path: str) -> None:
    assert on_far_mount(path, MOUNTS)


@pytest.mark.parametrize(
    "path",
    [
        "/srv/umum/.local/share/SOPDesk",
        "/srv/umum/bersama2",
        "/mnt/smbx/data",
        "/media/flash/sopdesk",
        "/mnt/luar",
        "/mnt/tertutup/data",
        "/srv/umum/bersama/memori/data",
        "/",
    ],
)
def test_of_this_computer(path: str) -> None:
    assert not on_far_mount(path, MOUNTS)


def test_drives_of_windows() -> None:
    kinds = {"C:\\": 3, "D:\\": 2, "Z:\\": 4}
    assert on_remote_drive("Z:\\kantor\\data", lambda drive: kinds[drive])
    assert on_remote_drive("\\\\?\\Z:\\kantor", lambda drive: kinds[drive])
    assert not on_remote_drive("C:\\Users\\umum", lambda drive: kinds[drive])
    assert not on_remote_drive("D:\\", lambda drive: kinds[drive])
    assert not on_remote_drive("data", lambda drive: kinds[drive])


@pytest.mark.parametrize(
    ("path", "share"),
    [
        ("\\\\server\\kantor", True),
        ("//server/kantor", True),
        ("\\\\?\\UNC\\server\\kantor", True),
        ("\\\\?\\unc\\server\\kantor", True),
        ("\\\\?\\C:\\Users", False),
        ("C:\\Users", False),
        ("/srv/umum", False),
    ],
)
def test_names_of_shares(path: str, share: bool) -> None:
    assert is_share(path) is share


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer on which the folder ``jauh`` is a share, and ``dekat`` a link into it."""
    (tmp_path / "jauh").mkdir()
    (tmp_path / "dekat").symlink_to(tmp_path / "jauh")
    listed = tmp_path / "mounts"
    listed.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/d {tmp_path}/jauh nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(network, "_MOUNTS", listed)
    return tmp_path


@pytest.mark.parametrize("way", ["jauh", "jauh/data", "dekat", "dekat/data"])
def test_nothing_is_made_there(mounts: Path, way: str) -> None:
    with pytest.raises(Trouble) as trouble:
        open_store(mounts / way, MONDAY)
    assert trouble.value.fault is Fault.NETWORK_FOLDER
    assert "server" in sentence(trouble.value).partition(": ")[2]
    with pytest.raises(Trouble) as again:
        restore(mounts / way, mounts / "kantor.sopdesk", by="Ani", now=MONDAY)
    assert again.value.fault is Fault.NETWORK_FOLDER
    assert list((mounts / "jauh").iterdir()) == []


def test_beside_it_all_is_well(mounts: Path) -> None:
    assert not is_network_folder(mounts / "data")
    open_store(mounts / "data", MONDAY).close()


def test_a_computer_that_lists_no_mounts(mounts: Path) -> None:
    (mounts / "mounts").unlink()
    assert not is_network_folder(mounts / "jauh")
