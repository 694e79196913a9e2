import TestSupport
import Testing

@testable import HTTPKit

/// Hosts that are none: what programs read in different ways, or not at all.
private let noHosts = [
    "", ".", "a.", "localhost.", "127.0.0.1.", ".a", "a..b", "a b", "a_b", "a%41", "é", "ａ", "a\u{0}", "a@b", "a:b",
    "127.1", "127", "0x7f.0.0.1", "0x7f000001", "0X7F.1", "0x", "2130706433", "127.0.0.01", "127.0.0.256",
    "127.0.0.0x1",
    "1.2.3.4.5", "a.1", "a.0x1", "256.0.0.1", "1.2.3.00", "0177.0.0.1", "999999999999999999999999.0.0.1",
    "[]", "[", "]", "[::1", "::1]", "[::1]]", "[[::1]]", "[::1%lo]", "[::1%251]", "[::g]", "[1]", "[:::]", "[::1].",
    "[a.b]",
    "[::127.0.0.256]", "[1:2:3:4:5:6:7:8:9]", "[::1\u{0}]", "::1", String(repeating: "a", count: 254),
]

@Test(arguments: noHosts)
func ambiguousHostIsNone(text: String) {
    #expect(HTTP.Host(text) == nil && HTTP.Host("\(text)/b") == nil)
    #expect(throws: HTTP.AddressError.self) { try HTTP.Address("http://\(text)/") }
}

private let hosts: [(text: String, name: String, isLoopback: Bool)] = [
    ("localhost", "localhost", true), ("LOCALHOST", "localhost", true), ("127.0.0.1", "127.0.0.1", true),
    ("127.255.255.255", "127.255.255.255", true), ("[::1]", "[::1]", true), ("[0:0:0:0:0:0:0:1]", "[::1]", true),
    ("[0000::0001]", "[::1]", true),
    ("x.localhost", "x.localhost", false), ("localhost.x", "localhost.x", false), ("localhost4", "localhost4", false),
    ("128.0.0.1", "128.0.0.1", false), ("12.7.0.1", "12.7.0.1", false), ("0.0.0.0", "0.0.0.0", false),
    ("127.0.0.1.x", "127.0.0.1.x", false), ("[::]", "[::]", false), ("[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", false),
    ("[::127.0.0.1]", "[::127.0.0.1]", false), ("[FE80::A]", "[fe80::a]", false),
    ("[2001:db8:0:0:0::1]", "[2001:db8::1]", false),
    ("smba.trafficmanager.net", "smba.trafficmanager.net", false), ("A-b.C", "a-b.c", false),
    ("xn--bcher-kva.x", "xn--bcher-kva.x", false),
    ("-", "-", false), ("1.a", "1.a", false), ("0xg", "0xg", false), ("a0x1", "a0x1", false), ("1a", "1a", false),
    (String(repeating: "a", count: 253), String(repeating: "a", count: 253), false),
]

@Test(arguments: hosts)
func hostIsReadInOneWay(text: String, name: String, isLoopback: Bool) throws {
    let host = try #require(HTTP.Host(text))
    #expect(host.name == name && host.isLoopback == isLoopback)
    let address = try HTTP.Address("http://\(text):8080/p")
    #expect(address.host == host && address.port == 8080 && address.isLoopback == isLoopback)
}

@Test(arguments: [("::1", "[::1]"), ("[::1]", "[::1]"), ("127.0.0.1", "127.0.0.1"), ("a:1", nil), ("", nil)])
func hostOfASettingMayStandWithoutBrackets(text: String, name: String?) {
    #expect(HTTP.Host(unbracketed: text)?.name == name)
}

private let notAbsolute = "is not an absolute http or https address"
private let noAddresses: [(text: String, reason: String)] = [
    ("", notAbsolute), ("a", notAbsolute), ("//a", notAbsolute), ("/a", notAbsolute), ("a://b", notAbsolute),
    ("http", notAbsolute),
    ("http:", notAbsolute), ("http:/a", notAbsolute), ("http:a", notAbsolute), ("ftp://a", notAbsolute),
    (" http://a", notAbsolute),
    ("http://", notAbsolute), ("https://", notAbsolute), ("http:///x", notAbsolute), ("http://?x", notAbsolute),
    ("httpx://a", notAbsolute),
    ("http://a#b", "#fragment"), ("http://a/#", "#fragment"), ("http://a?b#c", "#fragment"),
    ("http://a b", "a space"), ("http://a/\t", "a space"), ("http://a\\b", "a backslash"),
    ("http://a/b\\c", "a backslash"),
    ("http://é", "not ASCII"), ("http://a/é", "not ASCII"), ("http://a/\u{7F}", "a space"), ("http://a/\n", "a space"),
    ("http://u@a", "a user"), ("http://u:p@a", "a user"), ("http://@a", "a user"), ("http://a@", "a user"),
    ("http://[::1]@a", "a user"), ("http://a:80@b", "a user"),
    ("http://a:", "port"), ("http://a:0", "port"), ("http://a:65536", "port"),
    ("http://a:99999999999999999999", "port"),
    ("http://a:+1", "port"), ("http://a:1a", "port"), ("http://a:1:2", "port"),
    ("http://[::1]:", "port"), ("http://[::1]:0", "port"), ("http://[::1]8", "host"), ("http://[::1", "host"),
    ("http://a]:1", "host"),
    ("http://:80", "host"), ("http://a[::1]", "host"), ("http://a.:80", "host"), ("http://a%2eb", "host"),
]

@Test(arguments: noAddresses)
func ambiguousAddressIsNone(text: String, reason: String) {
    let error = #expect(throws: HTTP.AddressError.self) { try HTTP.Address(text) }
    #expect(error?.reason.contains(reason) == true, "\(text): \(error?.reason ?? "")")
}

private let addresses: [(text: String, description: String, authority: String, target: String, hostField: String)] = [
    ("http://a", "http://a", "a:80", "/", "a"), ("HTTPS://A/", "https://a/", "a:443", "/", "a"),
    ("http://a:80/b", "http://a/b", "a:80", "/b", "a"), ("https://a:443", "https://a", "a:443", "/", "a"),
    ("https://a:80", "https://a:80", "a:80", "/", "a:80"), ("http://a:00080", "http://a", "a:80", "/", "a"),
    ("http://a?x=/y", "http://a?x=/y", "a:80", "/?x=/y", "a"), ("http://a/b?", "http://a/b?", "a:80", "/b?", "a"),
    ("http://a/?u=x@y:z", "http://a/?u=x@y:z", "a:80", "/?u=x@y:z", "a"),
    ("http://a/x@y:1", "http://a/x@y:1", "a:80", "/x@y:1", "a"),
    ("http://[::1]:3979/b/", "http://[::1]:3979/b/", "[::1]:3979", "/b/", "[::1]:3979"),
    ("http://[0::1]", "http://[::1]", "[::1]:80", "/", "[::1]"),
    ("http://a//b/../c", "http://a//b/../c", "a:80", "//b/../c", "a"),
    ("http://a:65535/%zz", "http://a:65535/%zz", "a:65535", "/%zz", "a:65535"),
]

@Test(arguments: addresses)
func addressIsOneValue(text: String, description: String, authority: String, target: String, hostField: String) throws {
    let address = try HTTP.Address(text)
    #expect(address.description == description && address.authority == authority)
    #expect(address.target == target && address.hostField == hostField)
    #expect(try HTTP.Address(address.description) == address)
}

@Test func baseHasNoQueryAndNoSlashAtItsEnd() throws {
    #expect(try HTTP.Address(base: "https://A:443/b//").description == "https://a/b")
    #expect(try HTTP.Address(base: "https://a///").path == "")
    #expect(throws: HTTP.AddressError.self) { try HTTP.Address(base: "https://a/?b") }
    let base = try HTTP.Address(base: "http://a/b")
    #expect(
        base.appending(["c d", "é/", ".."], query: [("x y", "1&2"), ("z", "")]).description
            == "http://a/b/c%20d/%C3%A9%2F/..?x%20y=1%262&z=")
    #expect(base.appending([]) == base)
    let moved = try HTTP.Address("https://c/d?e").moved(to: base)
    #expect(moved.description == "http://a/b/d?e")
}

@Test func sameIsDecidedByWhatAnAddressMeans() {
    #expect(HTTP.Address.same("https://A/b/", "HTTPS://a:443/b") && HTTP.Address.same("nonsense", "nonsense"))
    #expect(!HTTP.Address.same("https://a/b", "https://a/B") && !HTTP.Address.same("https://a", "http://a"))
    #expect(!HTTP.Address.same("nonsense", "Nonsense") && !HTTP.Address.same("é", "e\u{301}"))
    #expect(!HTTP.Address.same("https://a?b", "https://a/?b"))
}

@Test func trustIsForTheSecureAndForThisMachine() throws {
    for (text, isTrustworthy) in [
        ("https://a", true), ("http://a", false), ("http://localhost:1", true), ("http://x.localhost", false),
        ("http://[::1]", true),
    ] {
        #expect(try HTTP.Address(text).isTrustworthy == isTrustworthy, "\(text)")
    }
}

/// What is put together of such pieces is read or refused, and means the same when it is written and read again.
@Test func addressSurvivesItsDescription() throws {
    var random = SeededGenerator()
    let seed = random.seed
    let pieces = [
        "http", "https", "://", ":", "/", "//", "a", "B", "0", "127", ".", "127.0.0.1", "localhost", "[", "]", "::",
        "::1", "80", "443",
        "0x", "?", "#", "@", "%41", "-", "é", " ", "\\", "e", "65535", "x.y",
    ]
    var read = 0
    for _ in 0..<4_000 {
        var text = Bool.random(using: &random) ? "http://" : ""
        for _ in 0..<Int.random(in: 0...6, using: &random) { text += random.pick(pieces) }
        guard let address = try? HTTP.Address(text) else { continue }
        read += 1
        #expect(try HTTP.Address(address.description) == address, "\(text), seed \(seed)")
        #expect(HTTP.Host(address.host.name) == address.host, "\(text), seed \(seed)")
        #expect(
            address.isLoopback
                == (address.host.name == "localhost" || address.host.name == "[::1]"
                    || address.host.name.hasPrefix("127.")
                        && address.host.name.allSatisfy { $0.isNumber || $0 == "." }),
            "\(text), seed \(seed)")
    }
    #expect(read > 200, "seed \(seed)")
}

@Test func addressesTakeLinearTime() {
    let shapes: [(String, (Int) -> String)] = [
        ("a long path", { "http://a/" + String(repeating: "b/", count: $0) }),
        ("a long host", { "http://" + String(repeating: "a.", count: $0) }),
        ("a long number", { "http://" + String(repeating: "1", count: $0) }),
        ("many colons", { "http://" + String(repeating: ":", count: $0) }),
        ("many brackets", { "http://" + String(repeating: "[]", count: $0) }),
        ("many slashes at its end", { "http://a" + String(repeating: "/", count: $0) }),
        ("a long port", { "http://a:" + String(repeating: "9", count: $0) }),
    ]
    for (name, make) in shapes { expectLinear(name, size: 10_000, of: make) { _ = try? HTTP.Address(base: $0) } }
}
