"""Prints golden vectors of Merkle trees made by pymerkle, an independent implementation of RFC 9162's hashing.

    pip install pymerkle==7.0.0 && python3 vectors.py > vectors.json

Leaf i is the text "leaf i". Paths are given sorted and without the proved leaf's own hash, because pymerkle orders them
otherwise than the RFC does. Its consistency proofs are not the RFC's, so only roots and inclusion can be compared.
"""

import json
import random

from pymerkle import InmemoryTree

random.seed(9162)
tree = InmemoryTree(algorithm="sha256")
for number in range(300):
    tree.append_entry(f"leaf {number}".encode())


def path(proof, leave_out):
    return sorted(hash for hash in proof.serialize()["path"] if hash != leave_out)


def leaf(number):
    return tree.get_leaf(number).hex()


inclusion = []
for _ in range(60):
    size = random.randint(1, 300)
    index = random.randrange(size)
    proof = tree.prove_inclusion(index + 1, size)
    inclusion.append({"index": index, "size": size, "path": path(proof, leaf(index + 1))})

print(
    json.dumps(
        {
            "roots": [tree.get_root(size).hex() for size in range(301)],
            "inclusion": inclusion,
        },
        indent=1,
    )
)
