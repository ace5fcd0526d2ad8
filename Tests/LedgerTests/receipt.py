"""Prints a golden receipt, and its key into the file named, made without any code of Hefu.

    pip install pymerkle==7.0.0 cryptography && python3 receipt.py golden.key > golden.receipt

Ed25519 by cryptography, the tree by pymerkle, the note and key formats by the C2SP texts.
"""

import base64
import hashlib
import json
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymerkle import InmemoryTree

ORIGIN, WITNESS, TIME = "hefu.example/2024-2", "witness.example", 1717401600


def b64(content):
    return base64.b64encode(content).decode()


def keys(name, seed, algorithm):
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = bytes([algorithm]) + private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    identity = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    return private, identity, f"{name}+{identity.hex()}+{b64(public)}"


def entry(number):
    return json.dumps(
        {
            "actor": f"p{number}",
            "attachments": {"认可文件.pdf": hashlib.sha256(b"file").hexdigest()},
            "call": "2024-2",
            "event": "submitted",
            "facts": hashlib.sha256(f"facts {number}".encode()).hexdigest(),
            "guide": "1",
            "subject": f"A{number}",
            "time": "2024-06-03T07:59:58Z",
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def salt(number):
    return hashlib.sha256(bytes([number])).digest()[:16]


size, index = 11, 6
tree = InmemoryTree(algorithm="sha256")
for number in range(size):
    tree.append_entry(salt(number) + entry(number).encode())


def subtree(low, high):
    """The root of leaves low..<high by the definition of RFC 9162, section 2.1.1."""
    if high - low == 1:
        return hashlib.sha256(b"\x00" + salt(low) + entry(low).encode()).digest()
    middle = low + (1 << ((high - low - 1).bit_length() - 1))
    return hashlib.sha256(b"\x01" + subtree(low, middle) + subtree(middle, high)).digest()


def path(low, high):
    if high - low == 1:
        return []
    middle = low + (1 << ((high - low - 1).bit_length() - 1))
    if index < middle:
        return path(low, middle) + [subtree(middle, high)]
    return path(middle, high) + [subtree(low, middle)]


root = tree.get_root(size)
assert root == subtree(0, size)
journal, journal_id, journal_key = keys(ORIGIN, 1, 1)
witness, witness_id, witness_key = keys(WITNESS, 2, 4)
text = f"{ORIGIN}\n{size}\n{b64(root)}\n"
cosigned = f"cosignature/v1\ntime {TIME}\n{text}".encode()
with open(sys.argv[1], "w") as file:
    file.write(f"{journal_key}\n{witness_key}\n")
print("hefu-receipt/v1")
print(f"index {index}\nsalt {b64(salt(index))}\nentry {entry(index)}")
for hash in path(0, size):
    print("proof " + b64(hash))
print()
print(text)
print(f"— {ORIGIN} " + b64(journal_id + journal.sign(text.encode())))
print(f"— {WITNESS} " + b64(witness_id + struct.pack(">Q", TIME) + witness.sign(cosigned)))
