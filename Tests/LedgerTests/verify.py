"""Verifies a receipt without any code of Hefu and without any package: Python's own library, the RFCs and the C2SP texts.

    python3 verify.py RECEIPT KEY [WITNESS-KEY …]

Exit code 0 when it is valid, 1 when it is not. RFC 9162 sections 2.1.3.2 and 2.1.4.2, RFC 8032 section 5.1.7,
c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature.
"""

import base64
import hashlib
import json
import sys

# RFC 8032, section 5.1: the curve of Ed25519.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    if y >= P:
        raise ValueError("no point")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        if sign:
            raise ValueError("no point")
        return 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        raise ValueError("no point")
    return P - x if x & 1 != sign else x


def point(content):
    number = int.from_bytes(content, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    x = x_of(y, sign)
    return x, y, 1, x * y % P


def add(a, b):
    low = (a[1] - a[0]) * (b[1] - b[0]) % P
    high = (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, base):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, base)
        base = add(base, base)
        scalar >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def signed(key, message, signature):
    """Whether the Ed25519 signature fits."""
    try:
        a, r = point(key), point(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(leaf, index, size, proof, root):
    """RFC 9162, section 2.1.3.2, step by step."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, first_hash, second, second_hash, proof):
    """RFC 9162, section 2.1.4.2, step by step; 0 < first < second."""
    path = list(proof)
    if not path:
        return False
    if first & (first - 1) == 0:
        path.insert(0, first_hash)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_hash and sr == second_hash


def key_of(text):
    name, identity, content = text.strip().split("+", 2)
    content = base64.b64decode(content, validate=True)
    if hashlib.sha256(name.encode() + b"\n" + content).digest()[:4].hex() != identity or len(content) != 33:
        raise ValueError("the key's hash does not fit")
    return name, bytes.fromhex(identity), content[0], content[1:]


def is_signed_by(text, lines, key):
    """Whether one of the signature lines of a note is the key's."""
    name, identity, algorithm, public = key
    for line in lines:
        dash, signer, content = line.split(" ")
        content = base64.b64decode(content, validate=True)
        if dash != "—" or signer != name or content[:4] != identity:
            continue
        message, signature = text.encode(), content[4:]
        if algorithm == 4:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = f"cosignature/v1\ntime {time}\n".encode() + message
        if signed(public, message, signature):
            return True
    return False


def need(condition, what):
    if not condition:
        raise ValueError(what)


def verify(receipt, key, witnesses):
    """The entry, when everything about the receipt is right; an exception says what is not."""
    head, note = receipt.split("\n\n", 1)
    lines = head.split("\n")
    fields = [line.split(" ", 1) for line in lines[1:]]
    need(lines[0] == "hefu-receipt/v1" and [name for name, _ in fields[:3]] == ["index", "salt", "entry"], "form")
    need(all(name == "proof" for name, _ in fields[3:]), "form")
    index, salt, entry = int(fields[0][1]), base64.b64decode(fields[1][1], validate=True), fields[2][1]
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    signatures = signatures.splitlines()
    origin, size, root = text.splitlines()[:3]
    need(key[0] == origin and key[2] == 1 and is_signed_by(text, signatures, key), "signature")
    for witness in witnesses:
        need(witness[2] == 4 and is_signed_by(text, signatures, witness), "cosignature")
    need(len(salt) >= 16, "salt")
    leaf = hashlib.sha256(b"\x00" + salt + entry.encode()).digest()
    proof = [base64.b64decode(value, validate=True) for _, value in fields[3:]]
    need(included(leaf, index, int(size), proof, base64.b64decode(root, validate=True)), "proof")
    return json.loads(entry)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        content = file.read()
    try:
        entry = verify(content, key_of(sys.argv[2]), [key_of(text) for text in sys.argv[3:]])
    except (ValueError, IndexError) as error:
        sys.exit(f"not valid: {error}")
    print(json.dumps(entry, ensure_ascii=False, indent=1))
