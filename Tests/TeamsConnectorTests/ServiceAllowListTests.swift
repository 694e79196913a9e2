import HTTPKit
import Testing

@testable import TeamsConnector

struct ServiceAllowListTests {
    private static let pairs: [(left: String, right: String, same: Bool)] = [
        ("https://a.test/x", "https://a.test/x/", true),
        ("https://A.test/x", "https://a.TEST/x", true),
        ("HTTPS://a.test/x", "https://a.test/x", true),
        ("https://a.test", "https://a.test/", true),
        ("https://a.test/x", "https://a.test/X", false),
        ("https://a.test/x", "http://a.test/x", false),
        ("https://a.test:444/x", "https://a.test/x", false),
        ("https://a.test/x", "https://a.test/x/y", false),
        ("https://a.test/x?y", "https://a.test/x", false),
        ("nonsense", "nonsense ", false),
    ]

    @Test("A service URL is compared by host without case, and by path exactly", arguments: pairs)
    func comparison(_ pair: (left: String, right: String, same: Bool)) {
        #expect(HTTP.Address.same(pair.left, pair.right) == pair.same)
        #expect(HTTP.Address.same(pair.right, pair.left) == pair.same)
    }

    private static let ambiguous = [
        "", "https://", "https:///x", "smba.trafficmanager.net", "ftp://a.test", "https://user@a.test",
        "https://a.test\\@b.test",
        "https://a.test:x/", "https://a.test:/", "https://a.test:70000/", "https://a b.test/", "https://a.test/\n",
        "https://[::1", "https://[x]/", "https://ä.test/", "https://a.test%2e/", "https://a_b.test/",
    ]

    @Test("What could be read in two ways is no service URL", arguments: ambiguous)
    func refusal(_ text: String) {
        #expect((try? HTTP.Address(text)) == nil)
    }

    private static let allowances: [(hosts: Set<String>, url: String, allowed: Bool)] = [
        (["a.test"], "https://a.test/x", true),
        (["a.test"], "https://a.test:443/x", true),
        (["a.test"], "https://A.TEST/x", true),
        (["a.test"], "http://a.test/x", false),
        (["a.test"], "https://a.test:8443/x", false),
        (["a.test"], "https://b.a.test/x", false),
        (["a.test"], "https://a.test.evil.test/x", false),
        (["a.test"], "http://127.0.0.1/x", false),
        (["127.0.0.1"], "http://127.0.0.1:3979/x", true),
        (["127.0.0.1"], "http://localhost:3979/x", false),
        (["127.0.0.1:3979"], "http://127.0.0.1:3979/x", true),
        (["127.0.0.1:3979"], "http://127.0.0.1:3980/x", false),
        (["a.test:8443"], "https://a.test:8443/x", true),
        (["a.test:80"], "http://a.test/x", false),
        (["*"], "https://anything.test/x", true),
        (["*"], "nonsense", false),
        ([], "https://a.test", false),
    ]

    @Test("A service is allowed by its exact host over https", arguments: allowances)
    func allowList(_ line: (hosts: Set<String>, url: String, allowed: Bool)) {
        let address = try? HTTP.Address(line.url)
        #expect(address.map { ServiceAllowList(hosts: line.hosts).allows($0) } ?? false == line.allowed)
    }
}
