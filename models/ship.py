"""python -m models.ship: puts the prepared encoder where a release's wheel carries it, so that its users need no PyTorch."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.adapter import ADAPTER
from models.encoder import find_encoder
from models.errors import ModelError
from models.files import make_whole, remove_whole
from models.manifest import NAME, Manifest
from models.registry import SHIPPED
from models.weights import PUBLISHED

SOURCE = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2"
NOTICE = f"""The files here were made from all-MiniLM-L6-v2 ({SOURCE}) by its authors, under the
Apache License 2.0. Changed: exported to ONNX, its products and word vectors rounded to eight bits.
"""


def ship_encoder(models_home: Path, into: Path = SHIPPED / "encoder") -> Path:
    """Copies what serves there, replacing what was shipped before. ModelError unless it is sound and nobody's own."""
    directory = find_encoder(models_home)
    manifest = Manifest.read(directory)
    manifest.check(directory)
    if manifest.source.get("sha256") != PUBLISHED or (directory / ADAPTER).exists():
        raise ModelError("This encoder was fitted to its user; a release carries none of that.")
    if directory == into:
        return into
    files: dict[str, bytes | Path] = {name: directory / name for name in (*manifest.files, NAME)}
    if into.exists():
        remove_whole(into)
    make_whole(into, {**files, "NOTICE": NOTICE.encode()})
    for path in (into, *into.iterdir()):
        path.chmod(
            0o755 if path.is_dir() else 0o644
        )  # what a package carries, every user of the machine reads
    return into


def main() -> None:
    home = os.environ.get("COMITY_ENCODER")
    if not home:
        sys.exit("Set COMITY_ENCODER to where `comity models prepare` put the encoder.")
    try:
        shipped = ship_encoder(Path(home))
    except ModelError as error:
        sys.exit(str(error))
    sys.stdout.write(f"The encoder is in {shipped}; the next wheel carries it.\n")


if __name__ == "__main__":
    main()
