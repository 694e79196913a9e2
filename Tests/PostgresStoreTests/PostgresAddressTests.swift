import PostgresStore
import TestSupport
import Testing

struct PostgresAddressTests {
    private static let good: [(text: String, description: String)] = [
        ("postgres://bot:secret@db.example.com/teams", "postgres://bot@db.example.com:5432/teams"),
        ("postgresql://bot@db:6543/teams?sslmode=verify-full&sslrootcert=/etc/ca.pem", "postgres://bot@db:6543/teams"),
        ("postgres://127.0.0.1/teams", "postgres://127.0.0.1:5432/teams"),
        ("postgres://u:p@[::1]:6000/a", "postgres://u@[::1]:6000/a"),
        ("postgres://u%40x:%2F%3A%40@h/a%20b", "postgres://u@x@h:5432/a b"),
        ("postgres:///teams?host=/var/run/postgresql", "postgres:///teams?host=/var/run/postgresql"),
        ("postgres://u@%2Ftmp%2Fpg:5433/teams", "postgres://u@/teams?host=/tmp/pg&port=5433"),
        ("postgres://u@/teams?host=/tmp/pg&port=5433", "postgres://u@/teams?host=/tmp/pg&port=5433"),
        ("postgres://u:@h/d", "postgres://u@h:5432/d"),
    ]

    @Test("An address is read, and shows no password", arguments: good)
    func reads(_ example: (text: String, description: String)) throws {
        let address = try PostgresAddress(example.text)
        #expect("\(address)" == example.description)
        #expect(String(reflecting: address) == example.description)
        var dumped = ""
        dump(address, to: &dumped)
        #expect(!dumped.contains("secret"))
    }

    private static let bad: [(text: String, says: String)] = [
        ("", "postgres://"), ("mysql://u:secret@h/d", "postgres://"), ("POSTGRES://u:secret@h/d", "postgres://"),
        ("postgres://u:secret@h/d?sslmod=require", "did you mean sslmode?"),
        ("postgres://u:secret@h/d?secret=1", "none of sslmode"),
        ("postgres://u:secret@h/d?sslmode=secret", "is none of disable"),
        ("postgres://u:secret@h/d?sslmode=require&sslmode=require", "stands twice"),
        ("postgres://u:secret@h/d?sslmode", "has no value"), ("postgres://u:secret@h/d?", "none of"),
        ("postgres://u:secret@h/d?sslrootcert=ca.pem", "not a path"),
        ("postgres://u:secret@h/d?sslcert=/a", "needs sslkey"),
        ("postgres://u:secret@h/d?host=/tmp", "twice"), ("postgres://u:secret@/d", "names no host"),
        ("postgres://u:secret@/d?host=tmp", "not a path"),
        ("postgres://u:secret@/d?host=/tmp&sslmode=require", "no TLS"),
        ("postgres://u:secret@h:0/d", "port"), ("postgres://u:secret@h:65536/d", "port"),
        ("postgres://u:secret@h:/d", "port"), ("postgres://u:secret@h:5432x/d", "port"),
        ("postgres://u:secret@h:1/d?port=2", "stands twice"), ("postgres://u:secret@h,i/d", "host"),
        ("postgres://u:secret@[::1/d", "host"), ("postgres://u:secret@[::1]x/d", "host"),
        ("postgres://u:secret@[1.2.3.4]/d", "host"), ("postgres://u:secret@h", "one name"),
        ("postgres://u:secret@h/", "one name"), ("postgres://u:secret@h/a/b", "one name"),
        ("postgres://:secret@h/d", "no user"), ("postgres://u:se:cret@h/d", "more than one :"),
        ("postgres://u:se@cret@h/d", "more than one @"), ("postgres://u:secret%@h/d", "%25"),
        ("postgres://u:secret%zz@h/d", "%25"), ("postgres://u:secret%FF@h/d", "UTF-8"),
        ("postgres://u:secret%00@h/d", "control"), ("postgres://u:secret@h/d#x", "#"),
        ("postgres://u:secret @h/d", "space"), ("postgres://u:sécret@h/d", "ASCII"),
        ("postgres://u:secret@h\\d", "backslash"), ("postgres://u:secret@h/d%0Aname", "control"),
    ]

    @Test("What is no address is refused for a reason without the password", arguments: bad)
    func refuses(_ example: (text: String, says: String)) {
        let error = #expect(throws: PostgresAddressError.self) { try PostgresAddress(example.text) }
        #expect(error?.reason.contains(example.says) == true, "\(error?.reason ?? "")")
        #expect(error?.reason.contains("secret") == false)
        #expect(error?.reason.contains("cret@") == false)
    }

    @Test("A long address costs in proportion to its length")
    func growth() {
        let shapes: [(name: String, make: (Int) -> String)] = [
            ("a long password", { "postgres://u:\(String(repeating: "%40", count: $0))@h/d" }),
            ("many ats", { "postgres://\(String(repeating: "@", count: $0))h/d" }),
            ("many colons", { "postgres://u\(String(repeating: ":", count: $0))@h/d" }),
            ("many options", { "postgres://h/d?\(String(repeating: "&", count: $0))" }),
            ("a long option", { "postgres://h/d?\(String(repeating: "s", count: $0))=1" }),
        ]
        for (name, make) in shapes {
            expectLinear(name, size: 4096, of: make) { _ = try? PostgresAddress($0) }
        }
    }
}
