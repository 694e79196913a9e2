import Foundation
import PostgresServer
import PostgresStore
import SQLCore
import ServiceKit
import Testing

/// What a pool that cannot connect answers, in all that a program may write down.
private func refusal(
    _ address: PostgresAddress, waiting: Duration = .seconds(30)
) async throws -> StoreError? {
    let kept = MemorySink()
    let error = try await withPool(
        at: address,
        { configuration in
            configuration.waiting = waiting
            configuration.log = Log(label: "database", level: .trace, sink: kept)
        }
    ) { pool in
        await failure { _ = try await pool.query("SELECT 1") }
    }
    let lines = kept.records.map(\.text)
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { !$0.contains("secret") && !$0.contains("hunter2") })
    return error
}

@Suite(.needsServer)
struct RefusalTests {
    @Test("A server that is not there, and a database that is not, are named")
    func absent() async throws {
        let absent = try await refusal(
            try PostgresAddress("postgres://bot:hunter2@/teams?host=/tmp/absent-folder"), waiting: .seconds(2))
        #expect(absent?.code == .unreachable)
        #expect(absent?.message.contains("/tmp/absent-folder") == true)
        #expect(absent?.message.contains("hunter2") == false)
        let server = try SharedServer.server.get()
        let database = try await refusal(server.address("absent"))
        #expect(database?.code == .cannotOpen)
        #expect(database?.message.contains("\"absent\"") == true)
    }

    @Test("A server without a connection left says so, and what to do")
    func tooManyConnections() async throws {
        var options = PostgresServer.Options()
        options.maxConnections = 5
        let server = try PostgresServer(options)
        let address = try server.address("postgres")
        let error = try await withPool(
            at: address,
            { configuration in
                configuration.minConnections = 5
                configuration.maxConnections = 5
            }
        ) { pool in
            try await eventually(
                pool, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'", is: 5)
            return try await refusal(address, waiting: .seconds(2))
        }
        #expect(error?.code == .tooManyConnections)
        #expect(error?.message.contains("raise max_connections") == true)
    }

    @Test("A password lets in, a wrong one does not, and neither is said")
    func passwords() async throws {
        var options = PostgresServer.Options()
        options.access = "local all postgres trust\nlocal all all scram-sha-256\n"
        let server = try PostgresServer(options)
        try await withPool(at: server.address("postgres")) { pool in
            _ = try await pool.execute("CREATE ROLE bot LOGIN PASSWORD 'hun:ter@2'")
        }
        func address(_ password: String) throws -> PostgresAddress {
            try PostgresAddress("postgres://bot\(password)@/postgres?host=\(server.folder)")
        }
        let user = try await withPool(at: address(":hun%3Ater%402")) {
            try await $0.query("SELECT current_user::text")[0][0]
        }
        #expect(user == "bot")
        for wrong in [":wrong-secret", ""] {
            let error = try await refusal(address(wrong))
            #expect(error?.code == .accessDenied, "\(error?.message ?? "")")
            #expect(error?.message.contains("wrong-secret") == false)
        }
    }

    @Test("TLS is as strict as the address says")
    func security() async throws {
        var options = PostgresServer.Options()
        options.hasTLS = true
        options.port = PostgresServer.freePort()
        options.access = "local all all trust\nhostssl all all 127.0.0.1/32 trust\n"
        let server = try PostgresServer(options)
        let other = try PostgresServer(
            {
                var options = options; options.port = PostgresServer.freePort(); return options
            }())
        let port = options.port ?? 0
        func address(_ host: String, _ security: String) throws -> PostgresAddress {
            try PostgresAddress("postgres://postgres@\(host):\(port)/postgres?\(security)")
        }
        let own = "sslrootcert=\(server.certificate)"
        let allowed = [
            ("localhost", "sslmode=verify-full&\(own)"), ("127.0.0.1", "sslmode=verify-ca&\(own)"),
            ("127.0.0.1", "sslmode=require"), ("127.0.0.1", "sslmode=prefer"),
        ]
        for (host, security) in allowed {
            let isProtected = try await withPool(at: address(host, security)) { pool in
                try await pool.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")[0][0]
            }
            #expect(isProtected == 1, "\(host) \(security)")
        }
        let refused = [
            ("127.0.0.1", "sslmode=verify-full&\(own)"), ("127.0.0.1", "sslmode=disable"),
            ("localhost", "sslmode=verify-full&sslrootcert=\(other.certificate)"),
            ("localhost", "sslmode=verify-full&sslrootcert=/tmp/absent.pem"),
        ]
        for (host, security) in refused {
            let error = try await refusal(address(host, security))
            #expect(error?.code == .accessDenied, "\(host) \(security): \(error?.message ?? "")")
        }
    }
}
