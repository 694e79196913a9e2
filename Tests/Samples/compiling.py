"""What compiles Swift against the modules of the last debug build."""

from pathlib import Path

from programs import run

root = Path(__file__).resolve().parents[2]


def output(arguments, within=120):
    """What a command says that must work."""
    status, said = run(arguments, within, cwd=root)
    assert status == 0, f"{' '.join(map(str, arguments))}\n{said}"
    return said


products = Path(output(["swift", "build", "--show-bin-path"]).splitlines()[-1])
modules = [
    "LockKit",
    "ServiceKit",
    "JSONKit",
    "CLibSimdJSON",
    "HTTPKit",
    "TokenKit",
    "ExpressionKit",
    "SQLCore",
    "SQLiteStore",
    "PostgresStore",
    "KafkaStream",
    "TeamsModels",
    "TeamsCards",
    "TeamsConnector",
    "TeamsApp",
    "Teams",
    "TeamsPage",
    "TeamsNotifications",
]
libraries = [
    "-lcurl",
    "-lcrypto",
    "-lsimdjson",
    "-lpcre2-8",
    "-lxml2",
    "-lsqlite3",
    "-lpq",
    "-lrdkafka",
    "-lstdc++",
]
flags = [
    "-parse-as-library",
    "-swift-version",
    "6",
    "-warnings-as-errors",
    "-I",
    str(products / "Modules"),
    "-I",
    str(products),
    "-Xcc",
    "-I" + str(root / "Sources/C/CLibSimdJSON/include"),
]
for flag in output(["pkg-config", "--cflags", "libxml-2.0", "libpq", "rdkafka"]).split():
    flags += ["-Xcc", flag]
for module_map in sorted(root.glob("Sources/C/*/module.modulemap")):
    flags += ["-Xcc", f"-fmodule-map-file={module_map}"]


def link(sources, program, *options):
    objects = [str(path) for module in modules for path in sorted((products / f"{module}.build").rglob("*.o"))]
    output(["swiftc", "-j2", *flags, *options, *sources, *objects, *libraries, "-o", program], within=300)
    return program
