"""Certificates made by the openssl command alone: real X.509 that nobody here wrote.

The profile is that of the card's user-authentication certificate, as far as it is public. `openssl ca`
is used and not `openssl x509`, because older ones can tell only it when a certificate ends.
"""

import os
import re
import subprocess

KEYS = {
    "rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "rsa1024": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
    "p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
}

AUTHENTICATION_POLICY = "1.2.392.200149.8.5.1.3.30"
OU = "JPKI for user authentication"

AUTHORITY = {
    "keyUsage": "critical,keyCertSign,cRLSign",
    "basicConstraints": "critical,CA:TRUE",
    "subjectKeyIdentifier": "hash",
}
HOLDER = {
    "keyUsage": "critical,digitalSignature",
    "certificatePolicies": AUTHENTICATION_POLICY,
    "authorityKeyIdentifier": "keyid:always",
    "subjectKeyIdentifier": "hash",
}

CONFIGURATION = """
[ca]
default_ca = settings
[settings]
database = {folder}/index
serial = {folder}/serial
new_certs_dir = {folder}
policy = names
unique_subject = no
string_mask = utf8only
[names]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional
[extensions]
{extensions}
"""


def openssl(*arguments, data=None):
    answer = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False, timeout=60)
    if answer.returncode != 0:
        raise RuntimeError(f"openssl {' '.join(arguments)}: {answer.stderr.decode()}")
    return answer.stdout


def make_key(path, kind):
    openssl("genpkey", *KEYS[kind], "-out", path)
    return path


def tell(path, *questions):
    """What `openssl x509` says, a line each."""
    return openssl("x509", "-in", path, "-noout", *questions).decode().splitlines()


def verifies(authority, path, *options):
    """The second opinion: has this CA signed it, whatever the date?"""
    command = ["openssl", "verify", "-no_check_time", *options, "-CAfile", authority.certificate, path]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


def to_der(path):
    return openssl("x509", "-in", path, "-outform", "DER")


def wrap(tag, content):
    """One DER value."""
    if len(content) < 128:
        return bytes([tag, len(content)]) + content
    return bytes([tag, 0x82]) + len(content).to_bytes(2, "big") + content


def split_signed_part(der):
    """The values of tbsCertificate, by the places that openssl tells."""
    told = openssl("asn1parse", "-inform", "DER", data=der).decode()
    places = [tuple(map(int, found)) for found in re.findall(r"^ *(\d+):d=2 +hl=(\d+) +l= *(\d+) ", told, re.M)]
    return [der[at : at + header + length] for at, header, length in places[:8]]  # the algorithm's follow


class Authority:
    """A CA in a folder of its own; `issue` answers with the path of a PEM file."""

    def __init__(self, folder, organization="JPKI", key="rsa", digest="sha256", serial="06D18006"):
        os.mkdir(folder)
        self.folder = folder
        self.digest = digest
        self.key = make_key(f"{folder}/ca.key", key)
        self.keys = {}
        self.certificate = self._sign(
            "ca", self.key, ["-selfsign"], f"/C=JP/O={organization}/OU={OU}", AUTHORITY, serial,
            "230716010104Z", "20330715145959Z", digest,
        )  # fmt: skip
        self.key_id = tell(self.certificate, "-ext", "subjectKeyIdentifier")[1].strip().replace(":", "")

    def _sign(self, name, key, by, subject, extensions, serial, not_before, not_after, digest):
        path = f"{self.folder}/{name}"
        open(f"{self.folder}/index", "w", encoding="ascii").close()  # what was issued before is forgotten
        with open(f"{self.folder}/serial", "w", encoding="ascii") as file:
            file.write(serial + "\n")
        with open(f"{path}.cnf", "w", encoding="utf-8") as file:
            lines = "\n".join(f"{name} = {value}" for name, value in extensions.items() if value)
            file.write(CONFIGURATION.format(folder=self.folder, extensions=lines))
        openssl("req", "-new", "-key", key, "-config", f"{path}.cnf", "-subj", "/", "-out", f"{path}.csr")
        openssl(
            "ca", "-batch", "-notext", "-config", f"{path}.cnf", "-extensions", "extensions", "-preserveDN", "-utf8",
            "-keyfile", self.key, *by, "-in", f"{path}.csr", "-subj", subject, "-md", digest,
            "-startdate", not_before, "-enddate", not_after, "-out", f"{path}.pem",
        )  # fmt: skip
        return f"{path}.pem"

    def issue(
        self, name, key="rsa", not_before="250601030405Z", not_after="20300601145959Z", digest=None, **extensions
    ):
        if key not in self.keys:
            self.keys[key] = make_key(f"{self.folder}/{key}.key", key)
        return self._sign(
            name, self.keys[key], ["-cert", self.certificate], "/C=JP/CN=13101ABCDEFGHIJ01234567",
            HOLDER | extensions, "0705D990", not_before, not_after, digest or self.digest,
        )  # fmt: skip

    def issue_with_times(self, name, not_before, not_after):
        """With times of any form, as "UTCTIME:…" or "GENERALIZEDTIME:…": `openssl ca` would choose by
        the year. openssl writes them, the rest is as issued, and openssl signs it again."""
        der = to_der(self.issue(name))
        values = split_signed_part(der)
        open(f"{self.folder}/times.cnf", "w", encoding="ascii").write(
            f"asn1 = SEQUENCE:validity\n[validity]\nfrom = {not_before}\nto = {not_after}\n"
        )
        openssl("asn1parse", "-genconf", f"{self.folder}/times.cnf", "-noout", "-out", f"{self.folder}/times.der")
        values[4] = open(f"{self.folder}/times.der", "rb").read()  # after version, serial, algorithm, issuer
        signed = wrap(0x30, b"".join(values))
        signature = openssl("dgst", f"-{self.digest}", "-sign", self.key, data=signed)
        path = f"{self.folder}/{name}.der"
        with open(path, "wb") as file:
            file.write(wrap(0x30, signed + values[2] + wrap(0x03, b"\0" + signature)))
        return path
