import SQLCore
import Testing

@testable import PostgresStore

@Suite(.needsServer)
struct NewsTests {
    private func notify(_ pool: PostgresPool, _ channel: String, _ payload: String) async throws {
        _ = try await pool.query("SELECT pg_notify($1, $2)", [.text(channel), .text(payload)])
    }

    private func text(_ news: PostgresNews?) -> String {
        switch news {
        case .notification(let notification): "\(notification.channel): \(notification.payload)"
        case .mayHaveMissed(let gap): "\(gap)"
        case nil: "end"
        }
    }

    @Test("What is said on the channels arrives in order, and a lost connection is a gap")
    func listens() async throws {
        try await withDatabase { pool in
            let odd = "Odd \"channel\"; é"
            let news = try pool.news(on: ["builds", odd]).makeAsyncIterator()
            #expect(text(await news.next()) == "began")
            try await notify(pool, "builds", "1")
            try await notify(pool, "others", "2")
            try await notify(pool, odd, "é\n3")
            try await notify(pool, "builds", "")
            #expect(text(await news.next()) == "builds: 1")
            #expect(text(await news.next()) == "\(odd): é\n3")
            #expect(text(await news.next()) == "builds: ")
            for number in 0..<3 {
                let ended = try await pool.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                        + " AND datname = current_database()")
                #expect(ended.count == 1)
                #expect(text(await news.next()) == "reconnected")
                try await notify(pool, "builds", "after \(number)")
                #expect(text(await news.next()) == "builds: after \(number)")
            }
        }
    }

    @Test("It ends with the pool, with the task that reads, and with its reader")
    func ends() async throws {
        let news = try await withDatabase { pool in
            let news = try pool.news(on: ["builds"])
            await withTaskGroup(of: Int.self) { group in
                group.addTask {
                    var count = 0
                    for await _ in news { count += 1 }
                    return count
                }
                group.cancelAll()
                #expect(await group.next() ?? 9 <= 1)
            }
            for await _ in news { break }
            let listening =
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            try await eventually(pool, listening, is: 0)
            return news
        }
        #expect(text(await news.makeAsyncIterator().next()) == "end")
    }

    @Test("A name that PostgreSQL would cut is refused", arguments: ["", String(repeating: "x", count: 64), "a\0b"])
    func names(_ name: String) async throws {
        let pool = try PostgresPool(try PostgresAddress("postgres://h/d"))
        #expect(throws: StoreError.self) { try pool.news(on: [name]) }
        pool.beginShutdown()
    }

    @Test("What nobody reads becomes a gap, and the newest stay")
    func overflow() {
        var buffer = NewsBuffer<Int>(most: 3)
        func notification(_ number: Int) -> PostgresNews {
            .notification(PostgresNotification(channel: "c", payload: "\(number)", sender: 1))
        }
        for number in 0..<100 {
            _ = buffer.add(notification(number))
            #expect(buffer.count <= 3)
        }
        var read: [String] = []
        while case .now(let news) = buffer.read() { read.append(text(news)) }
        #expect(read.first == "overflowed" && read.last == "c: 99")
        #expect(buffer.wait(7) == true)
        #expect(buffer.add(notification(100)) == 7, "its reader waits")
        #expect(buffer.wait(8) == false)
        _ = buffer.add(notification(101))
        _ = buffer.add(.mayHaveMissed(.reconnected))
        #expect(buffer.count == 1, "the tables tell all that was said before")
        #expect(buffer.end() == nil)
        #expect(buffer.add(notification(102)) == nil && buffer.count == 1)
    }
}
