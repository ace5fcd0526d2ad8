"""Prints golden vectors of Merkle trees made by pymerkle, an independent implementation.

    pip install pymerkle==7.0.0 && python3 vectors.py > vectors.json

Leaf i is the text "leaf i". Every proof is made by pymerkle, checked by pymerkle's verifier, put into the form RFC 9162
gives it, and checked again by the RFC's own algorithm in verify.py against pymerkle's roots. Proofs are written out where
they are sampled and as one hash a tree where all are meant: SHA-256 over the proofs one after another, each a byte with its
length and then its hashes.
"""

import hashlib
import json
import random

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from verify import consistent, included, node

ALL, MOST = 64, 300

tree = InmemoryTree(algorithm="sha256")
for number in range(MOST):
    tree.append_entry(f"leaf {number}".encode())


def inclusion(index, size):
    """pymerkle counts from one and begins its path with the leaf itself; the rest is the RFC's."""
    proof = tree.prove_inclusion(index + 1, size)
    leaf, root = tree.get_leaf(index + 1), tree.get_root(size)
    verify_inclusion(leaf, root, proof)
    path = [bytes.fromhex(hash) for hash in proof.serialize()["path"]]
    assert path[0] == leaf and included(leaf, index, size, path[1:], root), (index, size)
    return path[1:]


def consistency(old, size):
    """pymerkle splits what stands right of the old tree down to a leaf where the RFC takes it whole, and gives the old
    tree's own root where the RFC leaves it out because the verifier has it."""
    proof = tree.prove_consistency(old, size)
    verify_consistency(tree.get_root(old), tree.get_root(size), proof)
    answer = proof.serialize()
    path, subset = [bytes.fromhex(hash) for hash in answer["path"]], answer["subset"]
    if subset[0]:
        known, rest, first = path[0], path[1:], 1
    else:
        # The old tree ends where a subtree of the new one does.
        first = subset.index(1)
        right = path[0]
        for hash in path[1:first]:
            right = node(right, hash)
        known, rest, first = path[first], [right] + path[first + 1 :], first + 1
    path = ([known] if any(subset[first:]) else []) + rest
    if old < size:
        assert consistent(old, tree.get_root(old), size, tree.get_root(size), path), (old, size)
    return path


def digest(proofs):
    return hashlib.sha256(b"".join(bytes([len(proof)]) + b"".join(proof) for proof in proofs)).hexdigest()


def written(first, size, proof):
    return {"first": first, "size": size, "proof": [hash.hex() for hash in proof]}


random.seed(9162)
sizes = [random.randint(ALL + 1, MOST) for _ in range(40)]
print(
    json.dumps(
        {
            "roots": [tree.get_root(size).hex() for size in range(MOST + 1)],
            "allInclusion": [digest(inclusion(index, size) for index in range(size)) for size in range(1, ALL + 1)],
            "allConsistency": [
                digest(consistency(old, size) for old in range(1, size + 1)) for size in range(1, ALL + 1)
            ],
            "inclusion": [
                written(index, size, inclusion(index, size)) for size in sizes for index in [random.randrange(size)]
            ],
            "consistency": [
                written(old, size, consistency(old, size)) for size in sizes for old in [random.randint(1, size)]
            ]
            # Old trees that end where a subtree of the new one does, at its end, and the new one itself.
            + [
                written(old, size, consistency(old, size))
                for old, size in [(128, 300), (256, 300), (192, 256), (1, 300), (299, 300), (300, 300), (65, 66)]
            ],
        },
        indent=1,
    )
)
